package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// What a body may hold. All are far beyond what people write, and low enough that the worst input
// found costs seconds: goldmark is quadratic on some, and a table of few bytes can have a billion
// cells. A body beyond a limit is shown as it was typed, and [Outline.Limit] says why.
const (
	maxBytes     = 2 << 20       // of a body
	maxDepth     = 64            // of quotes and lists within each other
	maxFootnotes = 2000          // in a body
	maxCells     = 200_000       // of all tables of a body
	maxPipes     = 2000          // of escaped pipes in all tables of a body
	maxHeading   = 4096          // bytes of a heading with attributes
	maxBraces    = 16            // of a heading
	maxWork      = 1_000_000_000 // of the inline parsers: see guard.spend
)

// guard counts what a body costs while it is parsed, and remembers the first limit that it broke.
// There is one for each parse; it travels in goldmark's context.
type guard struct {
	broken string
	work   int

	parent ast.Node // the block that is being parsed, and its length
	length int

	footnotes, cells, pipes int

	bareAddress bool // the quick parser met one, which is none of its business
}

var guardKey = parser.NewContextKey()

// guardOf finds the guard of a parse. The parser is only ever run with one.
func guardOf(pc parser.Context) *guard {
	g, _ := pc.Get(guardKey).(*guard)
	return g
}

func (g *guard) breaks(limit string) {
	if g.broken == "" {
		g.broken = limit
	}
}

// spend pays for one special character in a block: each may make a parser look through the rest of
// the block, and no parser does worse.
func (g *guard) spend(block ast.Node) {
	if block != g.parent {
		g.parent, g.length = block, 0
		lines := block.Lines()
		for i := range lines.Len() {
			line := lines.At(i)
			g.length += line.Len()
		}
	}
	g.work += g.length
	if g.work > maxWork {
		g.breaks("too many special characters in one paragraph")
	}
}

// meter is the inline parser that comes before all others and parses nothing: it lets them work
// until the budget is spent, and then takes the rest of every block away from them.
type meter struct{}

func (meter) Trigger() []byte { return []byte("[]!*_~(<`\"'") }

func (meter) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	g := guardOf(pc)
	if g.broken == "" {
		g.spend(parent)
	}
	if g.broken == "" {
		return nil
	}
	for line, _ := block.PeekLine(); line != nil; line, _ = block.PeekLine() {
		block.AdvanceLine()
	}
	return ast.NewString(nil)
}

// shallow is a block parser that stops at a depth.
type shallow struct{ parser.BlockParser }

func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) < 2*maxDepth { // a list and its item are two
		return p.BlockParser.Open(parent, reader, pc)
	}
	node, _ := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		guardOf(pc).breaks("quotes or lists nested too deeply")
	}
	return nil, parser.NoChildren
}

// fewFootnotes is the block parser of footnotes: goldmark looks each reference up in a list.
type fewFootnotes struct{ parser.BlockParser }

func (p fewFootnotes) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	g := guardOf(pc)
	if g.footnotes >= maxFootnotes {
		g.breaks("too many footnotes")
		return nil, parser.NoChildren
	}
	node, state := p.BlockParser.Open(parent, reader, pc)
	if node != nil {
		g.footnotes++
	}
	return node, state
}

// shortHeadings is a block parser of headings that leaves alone what is too long to be one and may
// hold attributes: goldmark reads them recursively, from each brace, so that a run of brackets would
// exhaust the stack. The line is a paragraph then, and a row of hyphens under it a rule.
type shortHeadings struct{ parser.BlockParser }

func (p shortHeadings) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	if paragraph, ok := pc.LastOpenedBlock().Node.(*ast.Paragraph); ok && line[0] != '#' {
		segment := paragraph.Lines().At(paragraph.Lines().Len() - 1)
		line = segment.Value(reader.Source())
	}
	if braces := bytes.Count(line, []byte{'{'}); braces > maxBraces || braces > 0 && len(line) > maxHeading {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// smallTables is the paragraph transformer of tables: it counts cells before they are made. A row
// has as many as the heading, however short it is written.
type smallTables struct{ parser.ParagraphTransformer }

func (t smallTables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	g, lines, pipes := guardOf(pc), node.Lines(), 0
	if g.broken != "" {
		return
	}
	columns, rows := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		line := segment.Value(reader.Source())
		if len(bytes.Trim(line, "-|: \t\r\n")) == 0 {
			columns = max(columns, bytes.Count(line, []byte{'|'})+1)
		}
		if columns > 0 {
			rows++
		}
		pipes += bytes.Count(line, []byte(`\|`))
	}
	if columns == 0 {
		return
	}
	g.cells += columns * (rows + 1)
	g.pipes += pipes
	if g.cells > maxCells || g.pipes > maxPipes {
		g.breaks("a table with too many cells")
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// fewDefinitions is the paragraph transformer of link reference definitions. A title that is never
// closed makes goldmark look through the rest of the paragraph, once for each definition.
type fewDefinitions struct{ parser.ParagraphTransformer }

func (t fewDefinitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	g, lines := guardOf(pc), node.Lines()
	if g.broken != "" || lines.Len() == 0 {
		return
	}
	definitions, length := 0, 0
	for i := range lines.Len() {
		segment := lines.At(i)
		length += segment.Len()
		definitions += bytes.Count(segment.Value(reader.Source()), []byte("]:"))
	}
	if g.work += definitions * length; g.work > maxWork {
		g.breaks("too many link definitions in one paragraph")
		return
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}
