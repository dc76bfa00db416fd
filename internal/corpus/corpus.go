// Package corpus makes portfolios of any size for tests and benchmarks. A folder and a number of projects go in,
// a content folder comes out, with the same bytes for the same number. It knows the format of content alone, and
// no command knows it.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
)

const settings = `title: Portfölj
base_url: https://example.org/
languages: [sv]
organisations: open
menu: [projects, clusters, programmes]
`

// Write writes a portfolio of n projects into the folder content of dir. The popularity of clusters and
// programmes follows a power law, as in real portfolios.
func Write(dir string, n int) error {
	f := folder{name: filepath.Join(dir, "content")}
	f.write("site.yaml", settings)
	clusters, programmes := max(10, n/200), max(8, n/400)
	for i := range clusters {
		f.write(fmt.Sprintf("clusters/kluster-%d.md", i), fmt.Sprintf("---\ntitle: Kluster %d\n---\n\nEtt kluster.\n", i))
	}
	for i := range programmes {
		parent := ""
		if i >= programmes/2 {
			parent = fmt.Sprintf("parent: program-%d\n", i-programmes/2)
		}
		f.write(fmt.Sprintf("programmes/program-%d.md", i), fmt.Sprintf("---\ntitle: Program %d\n%s---\n\nEtt program.\n", i, parent))
	}
	v := vocabulary()
	for i := range n {
		f.write(fmt.Sprintf("projects/projekt-%d.md", i), v.project(i, clusters, programmes))
	}
	return f.err
}

// folder is a folder that is written to until something fails.
type folder struct {
	name string
	err  error // the first one
}

func (f *folder) write(name, text string) {
	if f.err != nil {
		return
	}
	name = filepath.Join(f.name, filepath.FromSlash(name))
	if f.err = os.MkdirAll(filepath.Dir(name), 0o755); f.err == nil {
		f.err = os.WriteFile(name, []byte(text), 0o644)
	}
}

// words are what projects are about and where they are.
type words struct{ subjects, regions []string }

func vocabulary() words {
	return words{
		subjects: strings.Fields("energi vatten skog mat hälsa trafik fiber textil data klimat hav stål kompetens kultur värme " +
			"utveckling forskning nätverk metod verktyg resultat behov företag region samverkan lärande industri möbel " +
			"å ä ö och i att som för med till den ett har av vid mellan nya flera"),
		regions: []string{"Blekinge", "Dalarna", "Gotland", "Gävleborg", "Halland", "Jämtland", "Jönköping", "Kalmar", "Kronoberg", "Skåne"},
	}
}

// project gives one project's file. Its chances depend on its number alone.
func (v words) project(i, clusters, programmes int) string {
	r := rand.New(rand.NewPCG(1, uint64(i)))
	sentence := func(n int) string {
		some := make([]string, n)
		for k := range some {
			some[k] = v.subjects[r.IntN(len(v.subjects))]
		}
		return "Om " + strings.Join(some, " ") + "."
	}
	year := 2010 + r.IntN(16)
	programme := power(r, programmes)
	granted := (1 + r.IntN(200)) * 50_000
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: Projekt %d om %s\nreference: %d-%05d\nsummary: %s\n", i, v.subjects[r.IntN(30)], year, i, sentence(20))
	fmt.Fprintf(&b, "start: %d-%02d\nend: %d-%02d\nclusters: [kluster-%d]\nprogrammes: [program-%d]\n", year, 1+r.IntN(12), year+1+r.IntN(4), 1+r.IntN(12), power(r, clusters), programme)
	fmt.Fprintf(&b, "coordinator: {name: Organisation %d}\npartners: [{name: Organisation %d}, {name: Organisation %d, role: research}]\n", r.IntN(200), 200+r.IntN(200), 400+r.IntN(200))
	fmt.Fprintf(&b, "funding: [{programme: program-%d, applied: %d, granted: %d}]\nregions: [%s]\nthemes: [%s, %s]\n", programme, granted*2, granted, v.regions[r.IntN(len(v.regions))], v.subjects[r.IntN(15)], v.subjects[15+r.IntN(15)])
	fmt.Fprintf(&b, "contacts: [{name: Kontaktperson %d, email: kontakt.%d@example.org}]\nkeywords: [%s, %s]\n---\n", i, i, v.subjects[r.IntN(15)], v.subjects[15+r.IntN(15)])
	for h := range 5 {
		fmt.Fprintf(&b, "\n## Rubrik %d\n\n%s *%s* %s\n\n%s %s Och **%s**.\n\n- %s\n- %s\n- %s\n",
			h, sentence(25), v.subjects[r.IntN(30)], sentence(30), sentence(25), sentence(20), v.subjects[r.IntN(30)], sentence(8), sentence(8), sentence(6))
	}
	if i > 0 {
		fmt.Fprintf(&b, "\nSe även [ett annat projekt](projekt-%d.md).\n", r.IntN(i))
	}
	return b.String()
}

// power gives a number below n: 0 most often, with a probability that falls as 1/(k+1).
func power(r *rand.Rand, n int) int {
	k := 0
	for k < n-1 && r.IntN(k+2) > k {
		k++
	}
	return r.IntN(k + 1)
}
