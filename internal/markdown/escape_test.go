package markdown_test

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"vitrin/internal/markdown"
)

func TestEscape(t *testing.T) {
	for plain, want := range map[string]string{
		"Ett stycke.":                "Ett stycke.",
		"Ett\nTvå\n\n\n Tre\t fyra ": "Ett\\\nTvå\n\nTre fyra",
		"Bidrag *) se not":           `Bidrag \*) se not`,
		"snake_case och _id_":        `snake_case och \_id\_`,
		"1986. En bra årgång.":       `1986\. En bra årgång.`,
		"- punkt":                    `\- punkt`,
		"# Hashtag #digitalt C#":     `\# Hashtag \#digitalt C#`,
		"R&D &copy; A & B":           `R&D \&copy; A & B`,
		"<5 bar och >3 bar":          `\<5 bar och >3 bar`,
		"10--20 ... och 1.5-2":       `10\-\-20 \.\.\. och 1.5-2`,
		"---":                        `\-\-\-`,
		"se www.example.se/a_b och https://example.se/~x och a@b.se": `se www.example.se/a_b och https:\//example.se/\~x och a@b.se`,
	} {
		if got := markdown.Escape(plain); got != want {
			t.Errorf("%q: %q, want %q", plain, got, want)
		}
	}
}

// holdPlain holds that an escaped text shows what it says: the same words, in as many lines, and no element but
// paragraphs, line breaks and bare addresses.
func holdPlain(t *testing.T, plain string) {
	t.Helper()
	escaped := markdown.Escape(plain)
	converter := markdown.New(markdown.Options{})
	doc, shown := converter.Parse([]byte(escaped)), converter.PlainText([]byte(escaped))
	blanks := func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }
	if want := strings.Join(strings.FieldsFunc(plain, blanks), " "); shown != want || doc.Limit != "" {
		t.Fatalf("%q\nis written %q\nand shows %q %s", plain, escaped, shown, doc.Limit)
	}
	html := string(doc.HTML(func(int, *markdown.Link) markdown.Target { return markdown.Target{} }))
	if rest := regexp.MustCompile(`</?p>|<br>`).ReplaceAllString(html, ""); strings.Contains(rest, "<") {
		t.Fatalf("%q\nis written %q\nand becomes %s", plain, escaped, html)
	}
	lines, paragraphs := 0, 0
	for paragraph := range strings.SplitSeq(regexp.MustCompile(`\n[ \t-\r]*\n`).ReplaceAllString(plain, "\x00"), "\x00") {
		before := lines
		for line := range strings.SplitSeq(paragraph, "\n") {
			if strings.TrimFunc(line, blanks) != "" {
				lines++
			}
		}
		if lines > before {
			paragraphs++
		}
	}
	if got := strings.Count(html, "<br>") + strings.Count(html, "<p>"); got != lines || strings.Count(html, "<p>") != paragraphs {
		t.Fatalf("%q\nhas %d lines in %d paragraphs\nand becomes %s", plain, lines, paragraphs, html)
	}
}

// nasty are texts that mean something to Markdown, to be put together.
var nasty = strings.Split(strings.ReplaceAll(`\ * _ ** __ ~~ ~ [ ] ( ) ![ [[ ]] <b> </b> <!-- --> <script> & &amp; &#65; &copy; # ## ### - -- --- + = === : : | |-|-| `+
	"` `` ``` ~~~ "+`1. 12) > >> < << [!NOTE] [^1] [^1]: [x] [ ] {#id} {.a} ... .. . " ' : :: / http:// https://a.se/x_y www.a.se www. a@b.se @ mailto: ftp://x $x$ å Ö 1 a b word \n \n \n\n \t \s \s \s`, `\n`, "\n"), " ")

func TestEscapeAnything(t *testing.T) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	for range 20_000 {
		var b strings.Builder
		for range 1 + random.IntN(12) {
			switch piece := nasty[random.IntN(len(nasty))]; piece {
			case `\s`:
				b.WriteByte(' ')
			case `\t`:
				b.WriteByte('\t')
			default:
				b.WriteString(piece)
			}
		}
		holdPlain(t, b.String())
	}
}

func FuzzEscape(f *testing.F) {
	f.Add("a\\\n*b* [c](d) &lt; 1. x\n- y\n| a |\n|---|")
	f.Fuzz(func(t *testing.T, plain string) {
		plain = strings.ToValidUTF8(strings.Map(func(r rune) rune {
			if r < ' ' && r != '\n' && r != '\t' {
				return -1
			}
			return r
		}, plain), "")
		holdPlain(t, plain)
	})
}
