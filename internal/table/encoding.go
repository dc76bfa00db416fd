package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"vitrin/internal/diag"
)

// utf8Name is the encoding of a file of which nothing is said.
const utf8Name = "utf-8"

// encodings are those that a file can be said to have. ISO 8859-1 is read as Windows-1252, which has letters where
// it has control characters (WHATWG Encoding Standard, 4.2).
var encodings = []struct {
	name string
	by   encoding.Encoding
}{
	{utf8Name, unicode.UTF8},
	{"windows-1252", charmap.Windows1252},
	{"latin-1", charmap.Windows1252},
	{"iso-8859-1", charmap.Windows1252},
	{"utf-16", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
}

// Encodings names the encodings that [Options] can state.
func Encodings() []string {
	var names []string
	for _, e := range encodings {
		names = append(names, e.name)
	}
	return names
}

// decoded reads a file of an encoding as UTF-8. A byte order mark says more than the name.
func decoded(r io.Reader, name string) io.Reader {
	by := encodings[0].by
	for _, e := range encodings {
		if e.name == name {
			by = e.by
		}
	}
	return transform.NewReader(r, unicode.BOMOverride(by.NewDecoder()))
}

// survey is what the bytes of a file say of their encoding.
type survey struct {
	mark    string // "utf-8" or "utf-16" by a byte order mark
	nul     bool
	beyond  bool // it holds bytes beyond ASCII
	invalid int  // the line of the first byte that is not UTF-8; 0: none
}

// look reads a file to its end.
func look(file string) (survey, error) {
	var s survey
	f, err := os.Open(file)
	if err != nil {
		return s, err
	}
	defer f.Close()
	const enough = utf8.UTFMax
	buffer, rest := make([]byte, 64<<10), 0 // rest: bytes of a character that the last piece cut in two
	for line, first := 1, true; ; first = false {
		n, err := f.Read(buffer[rest:])
		piece := buffer[:rest+n]
		if first {
			s.mark = mark(piece)
		}
		ended := errors.Is(err, io.EOF)
		rest = 0
		for i := 0; i < len(piece); {
			if !ended && len(piece)-i < enough && !utf8.FullRune(piece[i:]) {
				rest = copy(buffer, piece[i:])
				break
			}
			r, size := utf8.DecodeRune(piece[i:])
			switch {
			case r == '\n':
				line++
			case r == 0:
				s.nul = true
			case r == utf8.RuneError && size == 1 && s.invalid == 0:
				s.invalid = line
			}
			s.beyond = s.beyond || r >= utf8.RuneSelf
			i += size
		}
		if ended {
			return s, nil
		}
		if err != nil {
			return s, err
		}
	}
}

func mark(head []byte) string {
	switch {
	case bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return utf8Name
	case bytes.HasPrefix(head, []byte("\xFF\xFE")), bytes.HasPrefix(head, []byte("\xFE\xFF")):
		return "utf-16"
	}
	return ""
}

// checkEncoding holds what a file is said to be encoded in against its bytes.
func checkEncoding(file, stated string) (diag.List, error) {
	s, err := look(file)
	if err != nil {
		return nil, err
	}
	var found diag.List
	pos := diag.Pos{File: file}
	is := func(actual string) {
		found.Error(pos, diag.Encoding, fmt.Sprintf("this is %s, and the mapping says %s", actual, stated), "say encoding: "+actual)
	}
	wide := stated == "utf-16"
	switch {
	case s.mark == "utf-16":
		if stated != "" && !wide {
			is("utf-16")
		}
	case s.nul && !wide:
		found.Error(pos, diag.Encoding, "this file holds NUL bytes: it is no text, or it is UTF-16", "say encoding: utf-16, or save it as CSV once more")
	case wide && s.invalid == 0 && !s.nul:
		is(utf8Name)
	case s.invalid > 0 && !wide && (stated == "" || stated == utf8Name || s.mark == utf8Name):
		pos.Line = s.invalid
		found.Error(pos, diag.Encoding, "this is not UTF-8", "say encoding: windows-1252, or save the table as CSV UTF-8")
	case s.invalid == 0 && s.beyond && stated != "" && stated != utf8Name && !wide:
		is(utf8Name)
	}
	return found, nil
}
