package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// goldmark looks for an address at every blank of a text, which is a third of all its work. Most bodies have none but
// as targets of links, so two parsers are kept: the full one, and a quick one that does not look.

// newBareAddresses is goldmark's parser of addresses that stand in the text without any sign of a link.
func newBareAddresses() parser.InlineParser {
	return extension.NewLinkifyParser(extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}))
}

// noBareAddresses stands in its place in the quick parser. It finds nothing, and takes notice of an address in
// parentheses that turn out to be no part of a link.
type noBareAddresses struct{}

func (noBareAddresses) Trigger() []byte { return []byte{'('} }

func (noBareAddresses) Parse(_ ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	for _, start := range addressStarts {
		if bytes.HasPrefix(line[1:], start) {
			guardOf(pc).bareAddress = true
		}
	}
	return nil
}

// addressStarts are what an address begins with, unless it is one of mail.
var addressStarts = [][]byte{[]byte("http:"), []byte("https:"), []byte("www.")}

// mayHoldBareAddress tells whether the full parser is due: there may be a bare address, other than in the parentheses of
// a link; or a line ends in blanks of which the quick parser would keep others.
func mayHoldBareAddress(src []byte) bool {
	if bytes.IndexByte(src, '@') >= 0 {
		return true
	}
	for _, start := range addressStarts {
		for at := 0; ; at += len(start) {
			next := bytes.Index(src[at:], start)
			if next < 0 {
				break
			}
			at += next
			switch before := src[:at]; {
			case bytes.HasSuffix(before, []byte("](")): // a link's, or noBareAddresses meets it
			case start[0] == 'w' && bytes.HasSuffix(before, []byte("/")): // within an address
			default:
				return true
			}
		}
	}
	return endsInBlanks(src)
}

// endsInBlanks tells whether a line ends in blanks other than the two or three that break it.
func endsInBlanks(src []byte) bool {
	for at := 0; at < len(src); {
		end := at + bytes.IndexByte(src[at:], '\n')
		if end < at {
			end = len(src)
		}
		line := src[at:end]
		blanks := line[len(bytes.TrimRight(line, " \t\v\f")):]
		if len(blanks) > 3 || len(blanks) > 1 && len(bytes.Trim(blanks, " ")) > 0 {
			return true
		}
		at = end + 1
	}
	return false
}
