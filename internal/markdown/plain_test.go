package markdown_test

import (
	"testing"
	"unicode/utf8"

	"vitrin/internal/markdown"
)

func TestText(t *testing.T) {
	in := "# Å *b*\n\nC  [d](e)\n`f  g` ![h](i) &amp; \"j\"\\\nk 1\u00a0000\n\n| l | m |\n|---|---|\n| n | o |\n\n- p\n- [ ] q[^1]\n\n```go\nr\n\ts\n```\n\nt\n: u\n\n> [!NOTE]\n> v\n\n[[w/x|y]] [[z]]\n\n[^1]: å <!-- ä --> <b>ö</b>\n"
	want := "Å b C d f g h & ”j” k 1\u00a0000 l m n o p q r s t u v y \x003\x00 å <b>ö</b>"
	if got := markdown.New(swedish).PlainText([]byte(in)); got != want {
		t.Errorf("text:\n got %q\nwant %q", got, want)
	}
}

func TestExcerpt(t *testing.T) {
	tests := []struct {
		name, in string
		n        int
		want     string
	}{
		{"all", "Ett två.", 8, "Ett två."},
		{"a word", "Ett två tre", 10, "Ett två…"},
		{"a word that fits", "Ett två tre", 8, "Ett två…"},
		{"punctuation", "Ett två, tre fyra", 11, "Ett två…"},
		{"one long word", "Möbelindustrin", 6, "Möbel…"},
		{"a sentence", "Det första. Det andra är långt.", 15, "Det första."},
		{"a sentence too early", "Alla. Sedan följer en lång mening som inte slutar.", 30, "Alla. Sedan följer en lång…"},
		{"no sentence: t.ex.", "Många företag, t.ex. Volvo och andra", 25, "Många företag, t.ex…"},
		{"no sentence: ca.", "Det kostade alltså ca. 5", 23, "Det kostade alltså ca…"},
		{"no sentence: jfr.", "Det kostade enligt planen, jfr. Volvo och andra", 36, "Det kostade enligt planen, jfr…"},
		{"question", "Vad hände? Jo, detta hände", 14, "Vad hände?"},
		{"without headings, tables, code and footnotes", "# A\n\nB[^1].\n\n    c\n\n| d |\n|---|\n| e |\n\n## F\n\nG.\n\n[^1]: h", 100, "B. G."},
		{"nothing but a heading", "# Bara rubrik", 100, "Bara rubrik"},
		{"nothing but a table", "| ett | två |\n|---|---|", 6, "ett…"},
		{"none", "a", 0, ""},
		{"less than none", "a", -1, ""},
		{"room for the dots alone", "ab", 1, "…"},
		{"empty", "", 9, ""},
	}
	c := markdown.New(swedish)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := c.Excerpt([]byte(test.in), test.n)
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if utf8.RuneCountInString(got) > max(test.n, 0) {
				t.Errorf("%q is longer than %d", got, test.n)
			}
		})
	}
}
