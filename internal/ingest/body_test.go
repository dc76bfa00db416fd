package ingest

import (
	"encoding/csv"
	"html"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/markdown"
	"vitrin/internal/table"
)

// A plain text says on the page what the cell says, whatever it would mean in Markdown.
func TestPlainBodies(t *testing.T) {
	pieces := strings.Split("\\|*|_|`|```|~~~|#|##|-|---|+|=|===|:|>|<|1.|12)|[a](b.pdf)|![x](y.png)|[[Vinnova]]|[^1]|[^1]: not|<b>|</script>|<!--|&amp;|&#65;|{#id}|::|...|--|www.a.se|https://a.se/x_y|a@b.se|ord|Å|å\u0308|;|\"| | |\n|\n\n|\t|    ", "|")
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	var b strings.Builder
	w := csv.NewWriter(&b)
	w.Comma = ';'
	rows := [][]string{{"Nr", "Titel", "Text"}}
	for i := range 500 {
		text := ""
		for range 1 + random.IntN(15) {
			text += pieces[random.IntN(len(pieces))]
		}
		rows = append(rows, []string{strconv.Itoa(i), "x", text})
	}
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	s := newSite(t, "t.csv", b.String(), "id: Nr\nfields: {title: Titel}\nbody: Text\n")
	if got := s.run(); strings.Contains(got, "error") || strings.Contains(got, "warning") {
		t.Fatal(got)
	}
	words := func(s string) string {
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r >= '\t' && r <= '\r' }), " ")
	}
	tags := regexp.MustCompile(`<[^>]*>`)
	for _, row := range rows[1:] {
		src := strings.TrimPrefix(s.read("content/projects/"+row[0]+".md"), "---\ntitle: x\n---\n")
		shown := string(markdown.New(markdown.Options{}).Parse([]byte(src)).AppendHTML(nil, nil))
		got := words(html.UnescapeString(tags.ReplaceAllString(shown, "")))
		if want := words(table.Clean(row[2])); got != want {
			t.Errorf("%q is written %q and shows %q", row[2], src, got)
		}
	}
}

// Links of a text in Markdown that lead to nothing are told at their rows.
func TestLinksOfBodies(t *testing.T) {
	s := newSite(t, "t.csv", `Nr;Text
1;"[a](2.md) [b](../clusters/tyg.md) [c](bilaga.pdf) [d](/d.pdf)"
2;"[a](3.md) [b](../clusters/möbler.md) [c](annan.pdf) [e](https://example.org) [f](#f)"
3;"[[tyg]] [[1]] [[Vinnova]] [om](../om.md)"
`, "id: Nr\nfields: {title: Nr}\nbody: {column: Text, format: markdown}\n")
	for _, name := range []string{"content/clusters/tyg.md", "content/projects/bilaga.pdf", "static/d.pdf", "content/om.md"} {
		s.write(name, "---\ntitle: x\n---\n")
	}
	want := `new content/projects/1.md
new content/projects/2.md
new content/projects/3.md
t.csv:3: warning: Text: a link leads to nothing: there is no content/clusters/möbler.md
t.csv:3: warning: Text: a link leads to nothing: there is no content/projects/annan.pdf
t.csv:3: warning: Text: the text has no place "#f"
t.csv:4: warning: Text: [[Vinnova]] leads to nothing: no page has this id`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
