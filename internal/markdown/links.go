package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.abhg.dev/goldmark/wikilink"
)

// placedLinks is goldmark's parser of links and pictures, which also sets the position of each to
// that of its target, or of its label where it is a reference. Only while the link is parsed is it
// known where it ends.
type placedLinks struct{ parser.InlineParser }

func (p placedLinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	_, before := block.PeekLine()
	node := p.InlineParser.Parse(parent, block, pc)
	var destination []byte
	var reference *ast.ReferenceLink
	textStart := 0
	switch n := node.(type) {
	case *ast.Link:
		destination, reference, textStart = n.Destination, n.Reference, n.Pos()+len("[")
	case *ast.Image:
		destination, reference, textStart = n.Destination, n.Reference, n.Pos()+len("![")
	default:
		return node
	}
	targetStart := min(before.Start+len("]("), len(block.Source())-1)
	switch {
	case reference == nil:
		_, after := block.Position()
		written := block.Source()[targetStart:max(after.Start, targetStart)]
		node.SetPos(targetStart + max(bytes.Index(written, destination), 0))
	case reference.Type == ast.ReferenceLinkFull:
		node.SetPos(targetStart)
	default:
		node.SetPos(textStart)
	}
	return node
}

func (p placedLinks) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := p.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}

// maxWikilink is how long a wikilink may be, in bytes, as a link label in CommonMark 0.31 (section
// 6.3): a bracket that is never closed must not cost a search through the rest of a long line.
const maxWikilink = 999

// wikilinks is the parser of [[target]], which leaves alone what CommonMark or a footnote means by
// two brackets: [[1]](notes.md) is a link whose text is [1], [[^1]] holds a footnote.
type wikilinks struct{ wikilink.Parser }

func (p *wikilinks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	inside, found := bytes.CutPrefix(bytes.TrimPrefix(line, []byte("!")), []byte("[["))
	if !found {
		return nil
	}
	inside = inside[:min(len(inside), maxWikilink)]
	target, after, found := bytes.Cut(inside, []byte("]]"))
	if !found || bytes.ContainsAny(target, "[]") || bytes.HasPrefix(after, []byte("(")) {
		return nil
	}
	name, label, labelled := bytes.Cut(target, []byte("|"))
	if name = bytes.TrimSpace(name); len(name) == 0 || name[0] == '^' {
		return nil
	}
	if labelled && len(bytes.TrimSpace(label)) == 0 {
		return nil
	}
	return p.Parser.Parse(parent, block, pc)
}
