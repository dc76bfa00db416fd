package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// The bounds of a workbook that nobody trusts, in bytes when it is unpacked. Sheets and the texts that they share are
// streamed; everything else the library holds in memory.
const (
	maxUnpacked = 1 << 30
	maxHeld     = 128 << 20
	maxPart     = 16 << 20 // of one part of what is held and is XML
	maxInMemory = 4 << 20  // of a sheet that is kept in memory rather than in a file of its own
	maxToken    = 1 << 20  // of one tag or one text
)

// maxCell is how many characters a cell can hold (ECMA-376 sets no bound; Excel and LibreOffice do).
const maxCell = 32767

// wellFormed tells what is broken in the sheets of a workbook, or in the texts that they share, and what is larger than
// any workbook is. The library takes the place where it can read no further for the end of the sheet, and a text that it
// cannot find for its number; some systems write control characters that XML 1.0 forbids.
func wellFormed(file string) error {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer archive.Close()
	if err := bounded(archive.File); err != nil {
		return err
	}
	for _, part := range archive.File {
		if streamed(part.Name) {
			if err := wellFormedPart(part); err != nil {
				return fmt.Errorf("%s: %w", part.Name, err)
			}
		}
	}
	return nil
}

// partName gives the name of a part as it is compared.
func partName(name string) string { return strings.ToLower(strings.ReplaceAll(name, `\`, "/")) }

// streamed tells whether a part is a sheet, or the texts that sheets share.
func streamed(name string) bool {
	name = partName(name)
	return strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") || name == "xl/sharedstrings.xml"
}

// bounded tells which parts are too large. No part unpacks to more than the archive says: its reader holds that.
func bounded(parts []*zip.File) error {
	var all, held uint64
	for _, part := range parts {
		size, name := part.UncompressedSize64, partName(part.Name)
		if size > maxUnpacked {
			return fmt.Errorf("%s is too large", part.Name)
		}
		all += size
		if !streamed(name) || !strings.HasPrefix(name, "xl/worksheets/sheet") && name != "xl/sharedstrings.xml" {
			held += size
			if size > maxPart && (strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels")) {
				return fmt.Errorf("%s is too large", part.Name)
			}
		}
	}
	if all > maxUnpacked || held > maxHeld {
		return errors.New("it is too large when it is unpacked")
	}
	return nil
}

// slice bounds how much is read before more is allowed, and with it what an XML decoder holds of one token.
type slice struct {
	from io.Reader
	left int
}

var errToken = errors.New("one of its texts is too long")

func (s *slice) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, errToken
	}
	n, err := s.from.Read(p[:min(len(p), s.left)])
	s.left -= n
	return n, err
}

func wellFormedPart(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	source := &slice{from: r}
	tokens := xml.NewDecoder(source)
	for characters, inText := 0, false; ; {
		source.left = maxToken
		token, err := tokens.Token()
		if errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			inText = t.Name.Local == "t" || t.Name.Local == "v"
			if t.Name.Local == "c" || t.Name.Local == "si" {
				characters = 0
			}
		case xml.EndElement:
			inText = false
		case xml.CharData:
			if inText {
				characters += utf8.RuneCount(t)
			}
		}
		if characters > maxCell {
			return fmt.Errorf("a cell holds more than %d characters", maxCell)
		}
	}
}
