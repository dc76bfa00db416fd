package table

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// wellFormed tells what is broken in the sheets of a workbook, or in the texts that they share. The library takes the
// place where it can read no further for the end of the sheet, and a text that it cannot find for its number; some
// systems write control characters that XML 1.0 forbids.
func wellFormed(file string) error {
	archive, err := zip.OpenReader(file)
	if err != nil {
		return err
	}
	defer archive.Close()
	for _, part := range archive.File {
		if name := strings.ToLower(part.Name); strings.HasPrefix(name, "xl/worksheets/") && strings.HasSuffix(name, ".xml") || name == "xl/sharedstrings.xml" {
			if err := wellFormedPart(part); err != nil {
				return fmt.Errorf("%s: %w", part.Name, err)
			}
		}
	}
	return nil
}

func wellFormedPart(part *zip.File) error {
	if part.UncompressedSize64 > maxUnpacked {
		return errors.New("it is too large")
	}
	r, err := part.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	for tokens := xml.NewDecoder(r); ; {
		if _, err := tokens.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}
