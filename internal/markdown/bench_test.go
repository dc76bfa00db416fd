package markdown_test

import (
	"strings"
	"testing"

	"vitrin/internal/markdown"
)

// typicalBody is a body of about four kilobytes, with what a project's page holds.
func typicalBody() []byte {
	section := "## Mål och resultat\n\nProjektet ska stärka *små och medelstora* företag i regionen, med \"bättre\" samverkan mellan " +
		"[klustret](../clusters/creative-cluster.md#medlemmar), [[linneuniversitetet]] och **kommunerna**.[^1] Det pågår 2022--2024 " +
		"och kostar 1 500 000 kr; se <https://example.org/projekt?id=7>.\n\n- Minst 25 företag deltar.\n- Tre *nya* produkter prövas i `labbet`.\n" +
		"- Resultaten sprids via ![logotyp](logo.png).\n\n"
	return []byte(strings.Repeat(section, 9) + "| År | Antal |\n|---|--:|\n| 2022 | 12 |\n| 2023 | 25 |\n\n> [!NOTE]\n> Texten är projektets egen.\n\n[^1]: Enligt ansökan.\n")
}

func BenchmarkParse(b *testing.B) {
	body := typicalBody()
	for name, safe := range map[string]bool{"text": false, "safe": true} {
		b.Run(name, func(b *testing.B) {
			c := markdown.New(markdown.Options{Quotes: swedish.Quotes, Words: swedish.Words, SafeHTML: safe})
			b.SetBytes(int64(len(body)))
			b.ReportAllocs()
			for b.Loop() {
				c.Parse(body)
			}
		})
	}
}

func BenchmarkAppendHTML(b *testing.B) {
	d := markdown.New(swedish).Parse(typicalBody())
	target := markdown.Target{Href: "../kluster/creative-cluster/", Text: "Creative Cluster"}
	resolve := func(int, *markdown.Link) markdown.Target { return target }
	dst := d.HTML(resolve)
	b.SetBytes(int64(len(dst)))
	b.ReportAllocs()
	for b.Loop() {
		dst = d.AppendHTML(dst[:0], resolve)
	}
}
