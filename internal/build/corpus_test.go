package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// writeCorpus writes a portfolio of n projects below dir: the same bytes for the same n. The popularity of
// clusters and programmes follows a power law, as in real portfolios.
func writeCorpus(tb testing.TB, dir string, n int) {
	tb.Helper()
	write := func(name, text string) {
		name = filepath.Join(dir, "content", name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			tb.Fatal(err)
		}
	}
	write("site.yaml", "title: Portfölj\nbase_url: https://example.org/\nlanguages: [sv]\norganisations: open\nmenu: [projects, clusters, programmes]\n")
	clusters, programmes := max(10, n/200), max(8, n/400)
	for i := range clusters {
		write(fmt.Sprintf("clusters/kluster-%d.md", i), fmt.Sprintf("---\ntitle: Kluster %d\n---\n\nEtt kluster.\n", i))
	}
	for i := range programmes {
		parent := ""
		if i >= programmes/2 {
			parent = fmt.Sprintf("parent: program-%d\n", i-programmes/2)
		}
		write(fmt.Sprintf("programmes/program-%d.md", i), fmt.Sprintf("---\ntitle: Program %d\n%s---\n\nEtt program.\n", i, parent))
	}
	for i := range n {
		write(fmt.Sprintf("projects/projekt-%d.md", i), corpusProject(i, clusters, programmes))
	}
}

var (
	corpusWords   = strings.Fields("energi vatten skog mat hälsa trafik fiber textil data klimat hav stål kompetens kultur värme utveckling forskning nätverk metod verktyg resultat behov företag region samverkan lärande industri möbel å ä ö och i att som för med till den ett har av vid mellan nya flera")
	corpusRegions = []string{"Blekinge", "Dalarna", "Gotland", "Gävleborg", "Halland", "Jämtland", "Jönköping", "Kalmar", "Kronoberg", "Skåne"}
)

// corpusProject gives one project's file. Its chances depend on its number alone.
func corpusProject(i, clusters, programmes int) string {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	power := func(n int) int { // 0 most often, with a probability that falls as 1/(k+1)
		k := 0
		for k < n-1 && r.IntN(k+2) > k {
			k++
		}
		return r.IntN(k + 1)
	}
	sentence := func(n int) string {
		words := make([]string, n)
		for k := range words {
			words[k] = corpusWords[r.IntN(len(corpusWords))]
		}
		return "Om " + strings.Join(words, " ") + "."
	}
	year := 2010 + r.IntN(16)
	programme := power(programmes)
	granted := (1 + r.IntN(200)) * 50_000
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Projekt %d om %s\nreference: %d-%05d\nsummary: %s\n", i, corpusWords[r.IntN(30)], year, i, sentence(20))
	fmt.Fprintf(&b, "start: %d-%02d\nend: %d-%02d\nclusters: [kluster-%d]\nprogrammes: [program-%d]\n", year, 1+r.IntN(12), year+1+r.IntN(4), 1+r.IntN(12), power(clusters), programme)
	fmt.Fprintf(&b, "coordinator: {name: Organisation %d}\npartners: [{name: Organisation %d}, {name: Organisation %d, role: research}]\n", r.IntN(200), 200+r.IntN(200), 400+r.IntN(200))
	fmt.Fprintf(&b, "funding: [{programme: program-%d, applied: %d, granted: %d}]\nregions: [%s]\nthemes: [%s, %s]\n---\n", programme, granted*2, granted, corpusRegions[r.IntN(len(corpusRegions))], corpusWords[r.IntN(15)], corpusWords[15+r.IntN(15)])
	for h := range 3 {
		fmt.Fprintf(&b, "\n## Rubrik %d\n\n%s %s\n\n- %s\n- %s\n", h, sentence(60), sentence(40), sentence(8), sentence(8))
	}
	if i > 0 {
		fmt.Fprintf(&b, "\nSe även [ett annat projekt](projekt-%d.md).\n", r.IntN(i))
	}
	return b.String()
}
