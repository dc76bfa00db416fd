package build_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// drawnBars writes the bars of a page, a figure a paragraph: its name, then its rows: their words, where they
// lead, and the parts that are drawn; last what the figure rests on.
func drawnBars(p *page) string {
	var b strings.Builder
	for _, list := range findAll(p.root, hasClass("bars")) {
		fmt.Fprintf(&b, "%s\n", attr(list, "aria-label"))
		for _, row := range findAll(list, element("li")) {
			b.WriteString("  " + readable(row))
			if a := find(row, element("a")); a != nil {
				b.WriteString(" " + attr(a, "href"))
			}
			for _, r := range findAll(row, element("rect")) {
				fmt.Fprintf(&b, " [%s %s %s]", attr(r, "data-part"), attr(r, "x"), attr(r, "width"))
			}
			b.WriteString("\n")
		}
		for n := list.NextSibling; n != nil; n = n.NextSibling {
			if n.Type == html.ElementNode {
				b.WriteString("  " + readable(n) + "\n")
			}
		}
	}
	return b.String()
}

const moneySite = `
-- content/site.yaml --
title: Pengar
base_url: https://example.org/
languages: [sv]
organisations: open
-- content/programmes/a.md --
---
title: Program A
---
-- content/programmes/a1.md --
---
title: Omgång 1
parent: a
---
-- content/programmes/a2.md --
---
title: Omgång 2
parent: a
---
-- content/programmes/b.md --
---
title: Program B
---
-- content/clusters/c.md --
---
title: Kluster C
---
-- content/clusters/d.md --
---
title: Kluster D
---
-- content/projects/one.md --
---
title: Ett
start: 2018-05
end: 2019
clusters: [c, d]
programmes: [a1]
granted: 1000000
---
-- content/projects/two.md --
---
title: Två
start: 2020
end: 2021
clusters: c
programmes: [a2, b]
funding:
  - {programme: a2, granted: 250000, decided: 2018-12}
  - {programme: b, granted: 500000.50}
  - {granted: 7}
---
-- content/projects/three.md --
---
title: Tre
start: 2020
end: 2020
programmes: b
granted: {amount: 0, currency: SEK}
---
-- content/projects/four.md --
---
title: Fyra
clusters: d
programmes: a
funding:
  - {granted: 4000, currency: EUR}
  - {granted: 100, decided: 2029}
---
-- content/projects/five.md --
---
title: Fem
start: 2020
end: 2020
programmes: a1
granted: {amount: 1000, currency: EUR}
---
-- content/projects/six.md --
---
title: Sex
start: 2018
end: 2018
---
`

// TestGrantedFigures holds figures of grants: several currencies never on one scale, the year of the decision or
// the project's first, empty years, programmes with all their parts, what belongs to none, zero as a stated amount,
// and that a row leads to a page only if all that it counts is there.
func TestGrantedFigures(t *testing.T) {
	pages := buildArchive(t, "https://example.org/", moneySite)
	for file, want := range map[string]string{
		"index.html": `Projekt efter status
  Avslutat 5 /status/avslutat/ [number 0% 100%]
  Status ej angiven 1 /status/ej-angivet/ [number 0% 20%]
Beviljat år för år, SEK
  2018 1 250 000 kr [number 0% 100%]
  2019 inget
  2020 500 007,50 kr /ar/2020/ [number 0% 40%]
  2021–2028 inget
  2029 100 kr [number 0% 0.4%]
  4 av 6 projekt anger ett beviljat belopp i SEK.
Beviljat per program, SEK
  Program A 1 250 100 kr /program/a/ [number 0% 100%]
  Program B 500 000,50 kr /program/b/ [number 0% 40%]
  Inget program angivet 7 kr [number 0% 0.4%]
  4 av 6 projekt anger ett beviljat belopp i SEK.
`,
		"projekt/index.html": `Projekt år för år
  2018 2 /ar/2018/ [number 0% 66.67%]
  2019 1 /ar/2019/ [number 0% 33.33%]
  2020 3 /ar/2020/ [number 0% 100%]
  2021 1 /ar/2021/ [number 0% 33.33%]
  Ej angivet 1 /ar/ej-angivet/ [number 0% 33.33%]
Beviljat år för år, SEK
  2018 1 250 000 kr [number 0% 100%]
  2019 inget
  2020 500 007,50 kr /ar/2020/ [number 0% 40%]
  2021–2028 inget
  2029 100 kr [number 0% 0.4%]
  4 av 6 projekt anger ett beviljat belopp i SEK.
Beviljat år för år, EUR
  2020 1 000 EUR /ar/2020/ [number 0% 25%]
  Inget år angivet 4 000 EUR /ar/ej-angivet/ [number 0% 100%]
  2 av 6 projekt anger ett beviljat belopp i EUR.
`,
		"program/a/index.html": `Beviljat år för år, SEK
  2018 1 250 000 kr [number 0% 100%]
  2019–2028 inget
  2029 100 kr [number 0% 0.4%]
  3 av 4 projekt anger ett beviljat belopp i SEK.
Beviljat per omgång och del, SEK
  Omgång 1 1 000 000 kr /program/a1/ [number 0% 100%]
  Omgång 2 250 000 kr /program/a2/ [number 0% 25%]
  Ingen omgång eller del angiven 100 kr [number 0% 0.4%]
  3 av 4 projekt anger ett beviljat belopp i SEK.
Beviljat år för år, EUR
  2020 1 000 EUR /ar/2020/ [number 0% 25%]
  Inget år angivet 4 000 EUR /ar/ej-angivet/ [number 0% 100%]
  2 av 4 projekt anger ett beviljat belopp i EUR.
Beviljat per omgång och del, EUR
  Omgång 1 1 000 EUR /program/a1/ [number 0% 25%]
  Ingen omgång eller del angiven 4 000 EUR [number 0% 100%]
  2 av 4 projekt anger ett beviljat belopp i EUR.
`,
		"program/b/index.html": `Beviljat per kluster
  Kluster C 500 000,50 kr /kluster/c/ [number 0% 100%]
  Inget kluster angivet 0 kr /kluster/ej-angivet/
  2 av 2 projekt anger ett beviljat belopp.
`,
		"program/a1/index.html": `Beviljat per kluster, SEK
  Kluster C 1 000 000 kr /kluster/c/ [number 0% 100%]
  Kluster D 1 000 000 kr /kluster/d/ [number 0% 100%]
  1 av 2 projekt anger ett beviljat belopp i SEK.
`,
		"kluster/c/index.html": `Beviljat år för år
  2018 1 250 000 kr [number 0% 100%]
  2019 inget
  2020 500 007,50 kr /ar/2020/ [number 0% 40%]
  2 av 2 projekt anger ett beviljat belopp.
Beviljat per program
  Program A 1 250 000 kr /program/a/ [number 0% 100%]
  Program B 500 000,50 kr /program/b/ [number 0% 40%]
  Inget program angivet 7 kr [number 0% 0.4%]
  2 av 2 projekt anger ett beviljat belopp.
`,
		"program/index.html": `Beviljat per program, SEK
  Program A 1 250 100 kr /program/a/ [number 0% 100%]
  Program B 500 000,50 kr /program/b/ [number 0% 40%]
  Inget program angivet 7 kr [number 0% 0.4%]
  4 av 6 projekt anger ett beviljat belopp i SEK.
`,
		"ar/index.html": `Projekt år för år
  2018 2 /ar/2018/ [number 0% 66.67%]
  2019 1 /ar/2019/ [number 0% 33.33%]
  2020 3 /ar/2020/ [number 0% 100%]
  2021 1 /ar/2021/ [number 0% 33.33%]
  Ej angivet 1 /ar/ej-angivet/ [number 0% 33.33%]
`,
		"regioner/index.html":         ``,
		"organisationer/index.html":   ``,
		"projekt/six/index.html":      ``,
		"teman/ej-angivet/index.html": ``,
	} {
		if pages[file] == nil {
			t.Errorf("there is no %s", file)
			continue
		}
		if diff := cmp.Diff(want, drawnBars(pages[file])); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// TestProgrammesBeyondTwelve holds that the smallest amounts of a long figure are one row, exactly summed.
func TestProgrammesBeyondTwelve(t *testing.T) {
	var b strings.Builder
	b.WriteString("-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n")
	for i := range 14 {
		fmt.Fprintf(&b, "-- content/programmes/p%02d.md --\n---\ntitle: Program %02d\n---\n-- content/projects/q%02d.md --\n---\ntitle: Q\nprogrammes: p%02d\ngranted: %d.10\n---\n", i, i, i, i, 100+i)
	}
	rows := strings.Split(drawnBars(buildArchive(t, "https://example.org/", b.String())["program/index.html"]), "\n")
	if len(rows) != 15 || rows[1] != "  Program 13 113,10 kr /program/p13/ [number 0% 100%]" || rows[12] != "  Övriga 3 303,30 kr /program/" {
		t.Errorf("got\n%s", strings.Join(rows, "\n"))
	}
}

// TestProjectFigures holds the figures of a project's page: one scale for each currency and for each indicator.
func TestProjectFigures(t *testing.T) {
	pages := buildArchive(t, "https://example.org/", `
-- content/site.yaml --
title: T
base_url: https://example.org/
languages: [sv]
organisations: open
-- content/programmes/p.md --
---
title: Programmet
---
-- content/projects/full.md --
---
title: Full
programmes: p
funding:
  - {funder: {name: Stora fonden}, applied: 1000, granted: 800, paid: 200}
  - {funder: {name: Lilla fonden}, granted: 50, applied: {amount: 90, currency: EUR}}
  - {granted: 45, currency: EUR}
  - {granted: 3, currency: NOK}
indicators:
  - {name: Företag, unit: stycken, baseline: 5, target: 20, actual: 25, about: true}
  - {name: Andel, target: "60 %", actual: "15 %"}
  - {name: Mer än allt, target: "100 %", actual: "125 %"}
  - {name: Förlust, baseline: -30, actual: 10}
  - {name: Kvar på noll, target: 8, actual: 0}
  - {name: Blandat, target: "60 %", actual: 15}
  - {name: Ensam, actual: 15}
---
-- content/projects/one.md --
---
title: Ett belopp
granted: 5
indicators: [{name: Ensam, actual: 15}]
---
`)
	const want = `Utfall mot mål
  Företag stycken Utfall cirka 25 Målvärde cirka 20 Utgångsläge cirka 5 [actual 0% 100%] [target 80% 3] [baseline 20% 3]
  Andel Utfall 15 % Målvärde 60 % [actual 0% 15%] [target 60% 3]
  Mer än allt Utfall 125 % Målvärde 100 % [actual 0% 100%] [target 80% 3]
  Förlust Utfall 10 Utgångsläge −30 [actual 75% 25%] [baseline 0% 3] [zero 75% 3]
  Kvar på noll Utfall 0 Målvärde 8 [target 100% 3]
Finansiering
  Stora fonden Programmet Sökt belopp 1 000 kr Beviljat belopp 800 kr Utbetalt belopp 200 kr /organisationer/stora-fonden/ [applied 0% 100%] [granted 0% 80%] [paid 0% 20%]
  Lilla fonden Programmet Beviljat belopp 50 kr /organisationer/lilla-fonden/ [granted 0% 5%]
Finansiering
  Lilla fonden Programmet Sökt belopp 90 EUR /organisationer/lilla-fonden/ [applied 0% 100%]
  Ej angivet Programmet Beviljat belopp 45 EUR [granted 0% 50%]
`
	if diff := cmp.Diff(want, drawnBars(pages["projekt/full/index.html"])); diff != "" {
		t.Error(diff)
	}
	if got := drawnBars(pages["projekt/one/index.html"]); got != "" {
		t.Errorf("a single number is drawn: %s", got)
	}
}

// drawnTiles writes a page's map: each tile's place, shade and words, where it leads, and what is told below it.
func drawnTiles(p *page) string {
	var b strings.Builder
	for _, m := range findAll(p.root, hasClass("figure-map")) {
		for _, tile := range findAll(find(m, hasClass("tiles")), element("li")) {
			fmt.Fprintf(&b, "%s,%s shade %s: %s %s\n", attr(tile, "data-column"), attr(tile, "data-row"), attr(tile, "data-shade"), readable(tile), attr(find(tile, element("a")), "href"))
		}
		for _, below := range []string{"legend", "outside"} {
			if n := find(m, hasClass(below)); n != nil {
				b.WriteString(readable(n) + "\n")
			}
		}
	}
	return b.String()
}

// TestOwnRegions holds that a site's own regions make a map of their own, and make none without tiles.
func TestOwnRegions(t *testing.T) {
	const site = `
-- content/site.yaml --
title: T
base_url: https://example.org/
languages: [sv]
regions:
  - {code: FI-01, label: Åland, tile: [4, 9]}
  - {code: Nord, label: Norra bygden, tile: [6, 7]}
  - {code: SE-X, label: Ödebygd, tile: [5, 9]}
  - {code: Utan, label: Bygd utan ruta}
-- content/projects/a.md --
---
title: A
regions: [FI-01, Nord]
---
-- content/projects/b.md --
---
title: B
regions: [Nord, Utan, {name: Skogen}]
---
-- content/projects/c.md --
---
title: C
---
`
	pages := buildArchive(t, "https://example.org/", site)
	const want = `3,1 shade 4: Nord Norra bygden 2 2 projekt /regioner/norra-bygden/
1,3 shade 2: 01 Åland 1 1 projekt /regioner/åland/
2,3 shade 0: X Ödebygd 0 0 projekt /regioner/ödebygd/
Antal projekt 0 1 2
Utanför kartan Bygd utan ruta 1 Skogen 1 Ej angivet 1
`
	unescape := strings.NewReplacer("%C3%A5", "å", "%C3%B6", "ö")
	for _, file := range []string{"index.html", "regioner/index.html"} {
		if diff := cmp.Diff(want, unescape.Replace(drawnTiles(pages[file]))); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
	without := buildArchive(t, "https://example.org/", strings.NewReplacer(", tile: [4, 9]", "", ", tile: [6, 7]", "", ", tile: [5, 9]", "").Replace(site))
	if got := drawnTiles(without["index.html"]) + drawnTiles(without["regioner/index.html"]); got != "" {
		t.Errorf("a map without tiles: %s", got)
	}
	one := buildArchive(t, "https://example.org/", strings.Replace(site, "regions: [FI-01, Nord]", "", 1))
	if got := drawnTiles(one["index.html"]); got != "" {
		t.Errorf("the home page has a map of a single region: %s", got)
	}
	if drawnTiles(one["regioner/index.html"]) == "" {
		t.Error("the list of regions has no map")
	}
}

// TestDemoFigures holds the example's pictures: all counties on the map, a shaded matrix, and on every page that
// what is drawn is hidden from those who hear it, and stands in a row that has words.
func TestDemoFigures(t *testing.T) {
	pages := readPages(t, buildDemo(t, "https://example.org/"))
	for _, file := range []string{"index.html", "en/index.html", "regioner/index.html", "en/regions/index.html"} {
		if tiles := findAll(pages[file].root, func(n *html.Node) bool { return attr(n, "data-column") != "" }); len(tiles) != 21 {
			t.Errorf("%s has %d tiles", file, len(tiles))
		}
	}
	for _, file := range []string{"index.html", "matris/index.html"} {
		for _, td := range findAll(pages[file].root, element("td")) {
			if shaded := attr(td, "data-shade") != ""; hasClass("numeric")(td) && shaded != (find(td, element("a")) != nil) {
				t.Errorf("%s: a cell that says %q is shaded: %v", file, readable(td), shaded)
			}
		}
	}
	for file, p := range pages {
		for _, svg := range findAll(p.root, hasClass("bar-track")) {
			if attr(svg, "aria-hidden") != "true" || svg.Parent.Data != "li" || readable(svg.Parent) == "" {
				t.Errorf("%s has a drawing without words", file)
			}
		}
	}
}
