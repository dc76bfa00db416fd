package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// calloutAttribute marks a quote as a callout; its value is the kind in lower case.
const calloutAttribute = "callout"

// callouts finds quotes whose first line is [!NOTE] or another kind of GitHub's alerts, alone and in
// any case, before that line is taken for text. Others stay quotes.
type callouts struct{}

func (callouts) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote, ok := node.Parent().(*ast.Blockquote)
	if !ok || quote.FirstChild() != ast.Node(node) || node.Lines().Len() == 0 {
		return
	}
	segment := node.Lines().At(0)
	line := bytes.TrimSpace(segment.Value(reader.Source()))
	marker, found := bytes.CutPrefix(line, []byte("[!"))
	if !found || !bytes.HasSuffix(marker, []byte("]")) || len(marker) > len("important]") {
		return
	}
	kind := strings.ToLower(string(marker[:len(marker)-1]))
	if _, ok := (Words{}).callout(kind); !ok {
		return
	}
	quote.SetAttributeString(calloutAttribute, kind)
	if node.Lines().Len() == 1 {
		quote.RemoveChild(quote, node)
		return
	}
	node.Lines().SetSliced(1, node.Lines().Len())
}

// callout gives the title of a kind of callout, and whether there is such a kind.
func (w Words) callout(kind string) (title string, ok bool) {
	switch kind {
	case "note":
		return w.Note, true
	case "tip":
		return w.Tip, true
	case "important":
		return w.Important, true
	case "warning":
		return w.Warning, true
	case "caution":
		return w.Caution, true
	}
	return "", false
}
