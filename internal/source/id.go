package source

import (
	"regexp"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// CheckID tells whether an id can be the name of an entry's file, by the rules that files are read by, and gives it as it
// will be known. Where it cannot, the hint says what to write.
func CheckID(id string) (known, hint string, ok bool) {
	var found diag.List
	proposal := ProposeID(strings.TrimSuffix(id, ".md"))
	switch {
	case id == "index":
		hint = "a file of that name belongs to its folder; choose another"
	case reserved().MatchString(id):
		hint = "Windows can have no file of that name; choose another"
	case len(id) > maxID:
		hint = "shorten it to some words"
	case validID("", id, &found):
		return norm.NFC.String(id), "", true
	case proposal != "":
		hint = "write " + proposal
	default:
		hint = "write letters, digits and hyphens"
	}
	return "", hint, false
}

// reserved are names that stand for devices on Windows, whatever ending they have.
var reserved = lazily(`(?i)^(con|prn|aux|nul|(com|lpt)[0-9¹²³])$`)

// ProposeID makes an id of a title: its letters and digits in lower case, with hyphens between. It is empty where the title
// has none.
func ProposeID(title string) string { return proposeID(title) }

// maxID is how many bytes an id may have: file systems take names of 255, with a language and .md at the end.
const maxID = 200

// NewDocument makes the document of an entry that lies nowhere yet, of what a file of that path would say.
func NewDocument(file, collection, id string, front *syntax.Node, body *markdown.Document) *Document {
	p := &page{name: name{collection: collection, id: id}, path: file}
	d := newDocument(p)
	d.front, d.BodyLine = front, 1
	d.outline, d.Text = &body.Outline, &Text{path: file, held: &body.Body}
	return d
}

// Parse makes a document of bytes that lie nowhere yet: what a file of that path would be, slash-separated and relative to
// the site folder. It is nil where the path is not that of a page.
func Parse(path string, src []byte, languages []string, converter *markdown.Converter) (*Document, diag.List) {
	var found diag.List
	n, ok := nameOf(path, languages, &found)
	if !ok {
		return nil, found
	}
	d := new(bench).parse(&page{name: n, path: path}, src, converter)
	return d, append(found, d.Problems...)
}

// lazily gives a regular expression that is compiled when it is used first: most runs of the program use few of them.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
