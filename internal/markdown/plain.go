package markdown

import (
	"bytes"
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

// prose gathers what a body says, as far as it is wanted: all its text, with what is no prose marked.
type prose struct {
	plainText
	asides []span // what is no prose: headings, code, tables, footnotes
	aside  int    // asides around the current place
	beside int    // bytes of all asides
	wanted int    // bytes of prose
	first  []byte // room for its beginning
}

// span is a part of a text: the offsets of its first byte and of the one after its last.
type span struct{ start, end int }

func (p *prose) write(s []byte) {
	if len(p.text)-p.beside < p.wanted {
		p.plainText.write(s)
	}
}

// besides has something written that is no prose.
func (p *prose) besides(content func()) {
	start := len(p.text)
	p.aside++
	content()
	p.aside--
	if end := len(p.text); p.aside == 0 && end > start {
		p.asides = append(p.asides, span{start, end})
		p.beside += end - start
	}
}

// bytesFor is how many bytes of prose an excerpt of n characters needs, white space around it and one character more among
// them, which tells that it goes on.
func bytesFor(n int) int { return 2 * (n + 1) * utf8.UTFMax }

// excerpt gives the beginning of the prose in n characters at most: paragraphs and lists, without headings, code, tables
// and footnotes, unless there is nothing else. What is longer is cut as [Shorten] does.
func (p *prose) excerpt(n int) string { return Shorten(p.beginning(n), n) }

// beginning gives at least n+1 characters of the prose, where there are as many.
func (p *prose) beginning(n int) string {
	if n <= 0 {
		return ""
	}
	enough := bytesFor(n)
	b := p.first[:0]
	from := 0
	for _, aside := range p.asides {
		if len(b) >= enough {
			break
		}
		b = append(b, p.text[from:aside.start]...)
		from = aside.end
	}
	b = append(b, p.text[from:min(len(p.text), from+enough)]...)
	p.first = b
	if said := strings.ToValidUTF8(string(bytes.TrimSpace(b)), ""); said != "" {
		return said
	}
	return strings.ToValidUTF8(string(p.text[:min(len(p.text), enough)]), "")
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
