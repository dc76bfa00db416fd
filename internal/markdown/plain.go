package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"go.abhg.dev/goldmark/wikilink"
)

// plainText gathers text on one line: any white space of ASCII becomes one space, none at either
// end. A no-break space stays, since it holds numbers together.
type plainText struct {
	text []byte
	gap  bool
}

func (p *plainText) write(s []byte) {
	for len(s) > 0 {
		end := regular(s)
		if end > 0 {
			if p.gap && len(p.text) > 0 {
				p.text = append(p.text, ' ')
			}
			p.gap = false
			p.text = append(p.text, s[:end]...)
		}
		if end < len(s) {
			p.gap = true
			end++
		}
		s = s[end:]
	}
}

// regular gives the length of what a text begins with that is one line already: words with one space between.
func regular(s []byte) int {
	for i, c := range s {
		if c <= ' ' && isSpace(c) && (c != ' ' || i == 0 || i+1 == len(s) || isSpace(s[i+1])) {
			return i
		}
	}
	return len(s)
}

// isSpace tells the white space of ASCII.
func isSpace(c byte) bool { return c == ' ' || c-'\t' <= '\r'-'\t' }

func (p *plainText) space() { p.gap = true }

// plainOf gives the plain text of a node's inline content, without the targets of wikilinks that have no text of their own:
// pages show other words for them, and a page that is withheld must not be named.
func (r *renderer) plainOf(n ast.Node) string {
	r.label = plainText{text: r.label.text[:0]}
	r.gatherPlain(n)
	return string(r.label.text)
}

func (r *renderer) gatherPlain(n ast.Node) {
	p := &r.label
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			value := c.Segment.Value(r.src)
			if !c.IsRaw() {
				value = r.resolve(value)
			}
			p.write(value)
			if c.SoftLineBreak() || c.HardLineBreak() {
				p.space()
			}
		case *ast.String:
			p.write(c.Value)
		case *ast.AutoLink:
			p.write(c.Label(r.src))
		case *wikilink.Node:
			if !isBare(c) {
				r.gatherPlain(c)
			}
		default:
			r.gatherPlain(c)
		}
	}
}

// Excerpt gives the beginning of the document's prose in n characters at most: its paragraphs and
// lists, without headings, code, tables and footnotes, unless there is nothing else. What is longer
// is cut after a sentence where one ends in the last two fifths, else after a word, with … to show
// that it goes on.
func (d *Document) Excerpt(n int) string {
	prose := d.prose(n)
	end, runes := 0, 0
	for i := range prose {
		if runes == n-1 {
			end = i // leaves room for the …
		}
		if runes == n {
			return cut(prose[:end], prose[:i])
		}
		runes++
	}
	return prose
}

// prose gives at least n+1 characters of the prose, where there are as many.
func (d *Document) prose(n int) string {
	if n <= 0 {
		return ""
	}
	enough := (n + 1) * utf8.UTFMax
	var b strings.Builder
	from := 0
	for _, aside := range d.asides {
		if b.Len() >= enough {
			break
		}
		b.WriteString(d.Text[from:aside.start])
		from = aside.end
	}
	b.WriteString(d.Text[from:min(len(d.Text), from+enough)])
	if prose := strings.ToValidUTF8(strings.TrimSpace(b.String()), ""); prose != "" {
		return prose
	}
	return strings.ToValidUTF8(d.Text[:min(len(d.Text), enough)], "")
}

// cut shortens a text that goes on: whole is as much of it as fits alone, room as much as fits
// with … after it.
func cut(room, whole string) string {
	if end := sentenceEnd(whole); end*5 >= len(whole)*3 {
		return whole[:end]
	}
	if i := strings.LastIndexByte(room, ' '); i > 0 && whole[len(room)] != ' ' {
		room = room[:i]
	}
	return strings.TrimRightFunc(room, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && !strings.ContainsRune(`)]”’»"'`, r)
	}) + "…"
}

// sentenceEnd gives the offset after the last full stop (or ! or ?) that ends a sentence: a capital
// follows, and the word before it is no abbreviation such as 't.ex.' or 'kl.'.
func sentenceEnd(text string) int {
	for i := len(text) - 2; i > 0; i-- {
		if text[i] != ' ' || strings.IndexByte(".!?", text[i-1]) < 0 {
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+1:])
		word := text[strings.LastIndexByte(text[:i-1], ' ')+1 : i-1]
		abbreviation := text[i-1] == '.' && (utf8.RuneCountInString(word) < 4 || strings.Contains(word, "."))
		if unicode.IsUpper(next) && !abbreviation {
			return i
		}
	}
	return 0
}
