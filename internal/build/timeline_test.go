package build_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

// drawnTimes writes the timelines of a page: their ticks and what explains them, then their rows: headings under #,
// words, where they lead, and what is drawn.
func drawnTimes(p *page) string {
	var b strings.Builder
	for _, section := range findAll(p.root, hasClass("timeline")) {
		fmt.Fprintf(&b, "%s\n", readable(find(section, element("h2"))))
		for _, tick := range findAll(find(section, hasClass("time-scale")), element("text")) {
			fmt.Fprintf(&b, "  %s %s", attr(tick, "x"), readable(tick))
		}
		b.WriteString("\n")
		for _, sign := range findAll(section, func(n *html.Node) bool { return n.Data == "li" && hasClass("time-key")(n.Parent) }) {
			fmt.Fprintf(&b, "  (%s: %s)\n", attr(sign, "data-part"), readable(sign))
		}
		for _, row := range findAll(section, hasClass("time-row")) {
			b.WriteString("  " + drawnRow(row) + "\n")
		}
	}
	return b.String()
}

func drawnRow(row *html.Node) string {
	var b strings.Builder
	switch {
	case find(row, element("h3")) != nil:
		b.WriteString("# ")
	case find(row, element("h4")) != nil:
		b.WriteString("## ")
	}
	b.WriteString(readable(row))
	if a := find(row, element("a")); a != nil {
		b.WriteString(" " + attr(a, "href"))
	}
	if current := find(row, func(n *html.Node) bool { return attr(n, "aria-current") != "" }); current != nil {
		b.WriteString(" (this page)")
	}
	if track := find(row, hasClass("time-track")); track != nil {
		fmt.Fprintf(&b, " %s", attr(track, "data-state"))
		for _, n := range findAll(track, func(n *html.Node) bool { return attr(n, "data-part") != "" }) {
			b.WriteString(" [" + strings.TrimSpace(attr(n, "data-part")+" "+attr(n, "x")+" "+attr(n, "width")) + "]")
		}
	}
	return b.String()
}

const timeSite = `
-- content/site.yaml --
title: Tid
base_url: https://example.org/
languages: [sv]
-- content/clusters/c.md --
---
title: Kluster C
---
-- content/clusters/d.md --
---
title: Kluster D
---
-- content/programmes/p.md --
---
title: Program P
start: 2016-01-01
end: 2027-12-31
calls:
  - {title: Odaterad}
  - {opens: 2017-01-01, closes: 2017-12-31, url: "https://example.com/"}
---
-- content/programmes/p2.md --
---
title: Omgång 2
parent: p
start: 2020-01-01
---
-- content/programmes/p1.md --
---
title: Omgång 1
parent: p
start: 2016
end: 2019
---
-- content/programmes/p1a.md --
---
title: Del A
parent: p1
---
-- content/programmes/p3.md --
---
title: Tom och odaterad
parent: p
---
-- content/projects/exact.md --
---
title: Exakt
start: 2016-01-01
end: 2017-12-31
clusters: c
programmes: [p1, p]
continued_by: years
---
-- content/projects/years.md --
---
title: Årtal
start: 2018
end: 2020
clusters: c
programmes: [p1a, p1]
continued_by: open
---
-- content/projects/open.md --
---
title: Utan slut
start: 2020-01-01
clusters: c
programmes: p2
---
-- content/projects/planned.md --
---
title: Planerat
start: 2027-01-01
end: 2027-12-31
clusters: [c, d]
programmes: [p1, p2]
follows: [open, undated]
---
-- content/projects/cancelled.md --
---
title: Avbrutet
status: cancelled
start: 2019-01-01
end: 2019-12
clusters: c
programmes: p
---
-- content/projects/ended.md --
---
title: Bara slut
end: 2017-12-31
clusters: c
---
-- content/projects/undated.md --
---
title: Odaterat
clusters: [c, d]
programmes: p
---
`

// TestTimelines holds timelines of groups: rounds and parts in their order, each with its projects, dates that are
// known to the year, open ends, rows without dates, and that no timeline is drawn where it would say nothing.
func TestTimelines(t *testing.T) {
	pages := buildArchive(t, "https://example.org/", timeSite)
	for file, want := range map[string]string{
		"kluster/c/index.html": `Tidslinje
  0% 2016  8.35% 2017  16.68% 2018  25.01% 2019  33.33% 2020  41.68% 2021  50.01% 2022  58.34% 2023  66.67% 2024  75.02% 2025  83.34% 2026  91.67% 2027  90.61% I dag
  (unsure: Streckat: dagen är inte närmare känd än så)
  (open-end: Bruten ände: början eller slutet är inte angivet)
  (today: I dag, 15 november 2026)
  Exakt 1 januari 2016 – 31 december 2017 Avslutat /projekt/exact/ completed [sure 0% 16.68%]
  Bara slut till och med 31 december 2017 Avslutat /projekt/ended/ completed [open-start 16.66%] [sure 16.66% 0.4%]
  Årtal 2018–2020 Avslutat /projekt/years/ completed [unsure 16.68% 8.3%] [sure 24.98% 8.37%] [unsure 33.36% 8.33%]
  Avbrutet 1 januari 2019 – december 2019 Avbrutet /projekt/cancelled/ cancelled [sure 25.01% 7.64%] [strike 25.01% 7.64%] [unsure 32.65% 0.68%] [strike 32.65% 0.68%]
  Utan slut från 1 januari 2020 Pågående /projekt/open/ ongoing [sure 33.33% 57.29%] [open-end 90.62%]
  Planerat 1 januari 2027 – 31 december 2027 Planerat /projekt/planned/ planned [sure 91.67% 8.33%]
  Odaterat odaterat Status ej angiven /projekt/undated/
`,
		"program/p/index.html": `Tidslinje
  0% 2016  8.35% 2017  16.68% 2018  25.01% 2019  33.33% 2020  41.68% 2021  50.01% 2022  58.34% 2023  66.67% 2024  75.02% 2025  83.34% 2026  91.67% 2027  90.61% I dag
  (unsure: Streckat: dagen är inte närmare känd än så)
  (open-end: Bruten ände: början eller slutet är inte angivet)
  (today: I dag, 15 november 2026)
  Hela programmet 1 januari 2016 – 31 december 2027 ongoing [sure 0% 100%]
  Utlysning Utlysning, öppen 1 januari 2017 – 31 december 2017 https://example.com/ completed [sure 8.35% 8.33%]
  # Omgång 1 2016–2019 /program/p1/ completed [unsure 0% 8.33%] [sure 8.33% 16.7%] [unsure 25.03% 8.3%]
  Exakt 1 januari 2016 – 31 december 2017 Avslutat /projekt/exact/ completed [sure 0% 16.68%]
  Planerat 1 januari 2027 – 31 december 2027 Planerat /projekt/planned/ planned [sure 91.67% 8.33%]
  ## Del A odaterat /program/p1a/
  Årtal 2018–2020 Avslutat /projekt/years/ completed [unsure 16.68% 8.3%] [sure 24.98% 8.37%] [unsure 33.36% 8.33%]
  # Omgång 2 från 1 januari 2020 /program/p2/ ongoing [sure 33.33% 57.29%] [open-end 90.62%]
  Utan slut från 1 januari 2020 Pågående /projekt/open/ ongoing [sure 33.33% 57.29%] [open-end 90.62%]
  Planerat 1 januari 2027 – 31 december 2027 Planerat /projekt/planned/ planned [sure 91.67% 8.33%]
  # Ingen omgång eller del angiven
  Avbrutet 1 januari 2019 – december 2019 Avbrutet /projekt/cancelled/ cancelled [sure 25.01% 7.64%] [strike 25.01% 7.64%] [unsure 32.65% 0.68%] [strike 32.65% 0.68%]
  Odaterat odaterat Status ej angiven /projekt/undated/
`,
		"program/p3/index.html":      "",
		"kluster/d/index.html":       "", // only one project is dated
		"status/avslutat/index.html": "",
		"projekt/index.html":         "",
		"projekt/ended/index.html":   "",
		"projekt/years/index.html": `Föregångare och efterföljare
  0% 2016  8.35% 2017  16.68% 2018  25.01% 2019  33.33% 2020  41.68% 2021  50.01% 2022  58.34% 2023  66.67% 2024  75.02% 2025  83.34% 2026  91.67% 2027  90.61% I dag
  (unsure: Streckat: dagen är inte närmare känd än så)
  (open-end: Bruten ände: början eller slutet är inte angivet)
  (today: I dag, 15 november 2026)
  Exakt 1 januari 2016 – 31 december 2017 Avslutat /projekt/exact/ completed [sure 0% 16.68%]
  Årtal 2018–2020 Avslutat (this page) completed [unsure 16.68% 8.3%] [sure 24.98% 8.37%] [unsure 33.36% 8.33%]
  Utan slut från 1 januari 2020 Pågående /projekt/open/ ongoing [sure 33.33% 57.29%] [open-end 90.62%]
  Planerat 1 januari 2027 – 31 december 2027 Planerat /projekt/planned/ planned [sure 91.67% 8.33%]
`,
	} {
		if diff := cmp.Diff(want, drawnTimes(pages[file])); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// TestTimelineOfPages holds that each page of a long list has the timeline of the projects that it lists, and that a
// programme's own time and its calls are on the first.
func TestTimelineOfPages(t *testing.T) {
	pages := buildArchive(t, "https://example.org/", strings.Replace(timeSite, "languages: [sv]", "languages: [sv]\nper_page: 3", 1))
	for file, want := range map[string]string{
		"program/p/index.html":        "Hela programmet, Utlysning, Omgång 1, Planerat, Del A, Årtal, Omgång 2, Utan slut, Planerat",
		"program/p/sida/2/index.html": "Omgång 1, Exakt, Ingen omgång eller del angiven, Avbrutet, Odaterat",
	} {
		var names []string
		for _, row := range findAll(pages[file].root, hasClass("time-row")) {
			names = append(names, readable(find(row, func(n *html.Node) bool { return n.Data == "h3" || n.Data == "h4" || hasClass("time-name")(n) })))
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%s has a timeline of %s, want %s", file, got, want)
		}
	}
}

const courseSite = `
-- content/site.yaml --
title: Tid
base_url: https://example.org/
languages: [sv]
-- content/projects/full.md --
---
title: Full
start: 2026-02-01
end: 2026-12-31
phases:
  - {title: Förstudie, start: 2026-02, end: 2026-03, text: "Vad behövs?"}
  - {title: Genomförande, start: 2026-04-01}
  - {title: Odaterad fas, text: "När?"}
milestones:
  - {date: 2026-01-15, title: Ansökan, text: Lämnad i tid}
  - {date: hösten 2026, title: Halvtid}
  - {title: Någon gång}
---
-- content/projects/over.md --
---
title: Över
status: completed
start: 2025-01-01
end: 2025-12-31
phases:
  - {title: Sista fasen, start: 2025-07-01}
---
-- content/projects/list.md --
---
title: Lista
phases:
  - {title: Först, text: Det första}
milestones:
  - {date: 2026-05-02, title: Dagen, text: Då}
---
-- content/projects/plain.md --
---
title: Utan faser
start: 2025-01-01
end: 2025-12-31
---
`

// TestCourse holds a project's own timeline: its phases and milestones on one axis with it, what lies before its start,
// and lists in place of a picture where too little is dated.
func TestCourse(t *testing.T) {
	pages := buildArchive(t, "https://example.org/", courseSite)
	for file, want := range map[string]string{
		"projekt/full/index.html": `Tidslinje
  0% januari 2026  24.66% april 2026  49.59% juli 2026  74.79% oktober 2026  87.26% I dag
  (unsure: Streckat: dagen är inte närmare känd än så)
  (open-end: Bruten ände: början eller slutet är inte angivet)
  (today: I dag, 15 november 2026)
  Hela projektet 1 februari 2026 – 31 december 2026 ongoing [sure 8.49% 91.51%]
  # Faser
  Förstudie februari 2026 – mars 2026 Vad behövs? completed [unsure 8.49% 7.4%] [sure 15.89% 0.55%] [unsure 16.44% 8.22%]
  Genomförande från 1 april 2026 ongoing [sure 24.66% 62.74%] [open-end 87.4%]
  Odaterad fas odaterat När?
  # Milstolpar
  Ansökan 15 januari 2026 Lämnad i tid completed [moment 3.97%]
  Halvtid hösten 2026 ongoing [unsure 66.58% 24.93%] [moment 79.04%]
  Någon gång odaterat
`,
		"projekt/over/index.html": `Tidslinje
  0% 2025  25.89% juli 2025  52.22% 2026  78.11% juli 2026  97.78% I dag
  (open-end: Bruten ände: början eller slutet är inte angivet)
  (today: I dag, 15 november 2026)
  Hela projektet 1 januari 2025 – 31 december 2025 completed [sure 0% 52.22%]
  # Faser
  Sista fasen från 1 juli 2025 completed [sure 25.89% 0.4%] [open-end 26.04%]
`,
		"projekt/list/index.html":  "",
		"projekt/plain/index.html": "",
	} {
		if diff := cmp.Diff(want, drawnTimes(pages[file])); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
	for _, file := range []string{"projekt/full/index.html", "projekt/list/index.html"} {
		for _, id := range []string{"phases", "milestones"} {
			if pages[file].ids[id] != 1 {
				t.Errorf("%s has %d sections %s", file, pages[file].ids[id], id)
			}
		}
	}
	if got := readable(find(pages["projekt/list/index.html"].root, func(n *html.Node) bool { return attr(n, "id") == "milestones" })); got != "Milstolpar Dagen 2 maj 2026 Då" {
		t.Errorf("the milestone is told as %q", got)
	}
}

// chainNames gives the rows of a page's chain, that of the page itself in brackets, and what is said of them all.
func chainNames(p *page) string {
	var names []string
	for _, section := range findAll(p.root, hasClass("timeline")) {
		if note := find(section, hasClass("figure-note")); note != nil {
			names = append(names, readable(note))
		}
		for _, n := range findAll(section, hasClass("time-name")) {
			name := readable(n)
			if attr(n, "aria-current") == "page" {
				name = "[" + name + "]"
			}
			names = append(names, name)
		}
	}
	return strings.Join(names, " ")
}

// TestChain holds which projects a chain shows: all predecessors and successors, even where they lead in a circle or
// are not dated, in the order of time, and not more of them than can be read.
func TestChain(t *testing.T) {
	var archive strings.Builder
	archive.WriteString("-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlanguages: [sv]\n")
	project := func(id, facts string) {
		fmt.Fprintf(&archive, "-- content/projects/%s.md --\n---\ntitle: %s\n%s---\n", id, id, facts)
	}
	for i := range 30 {
		project(fmt.Sprintf("n%02d", i), fmt.Sprintf("start: %d\nend: %d\nfollows: n%02d\n", 2000+i, 2001+i, max(0, i-1)))
	}
	project("rund1", "start: 2020\nfollows: rund2\n")
	project("rund2", "start: 2019\nfollows: rund3\n")
	project("rund3", "start: 2018\nfollows: rund1\n")
	project("far", "continued_by: son\n")
	project("son", "continued_by: sonson\n")
	project("sonson", "")
	project("bara-två", "continued_by: två\n")
	project("två", "start: 2020\n")
	project("ny", "start: 2022\nfollows: [gammal, okänd]\n")
	project("gammal", "start: 2020\nfollows: okänd\n")
	project("okänd", "")
	site := strings.Replace(archive.String(), "follows: n00\n", "", 1)
	pages := buildArchive(t, "https://example.org/", site)
	for id, want := range map[string]string{
		"n00":      "Kedjan är längre än så. Här visas de 10 närmaste projekten. [n00] n01 n02 n03 n04 n05 n06 n07 n08 n09 n10",
		"n15":      "Kedjan är längre än så. Här visas de 20 närmaste projekten. n05 n06 n07 n08 n09 n10 n11 n12 n13 n14 [n15] n16 n17 n18 n19 n20 n21 n22 n23 n24 n25",
		"rund1":    "rund3 rund2 [rund1]",
		"far":      "[far] son sonson",
		"son":      "",
		"bara-två": "",
		"ny":       "okänd gammal [ny]",
		"okänd":    "[okänd] gammal ny",
	} {
		p := pages["projekt/"+id+"/index.html"]
		if got := chainNames(p); got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
}
