package portfolio_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

var words = edtf.Words{
	Months:  map[string]int{"maj": 5, "may": 5},
	Seasons: map[string]int{"hösten": edtf.Autumn, "våren": edtf.Spring},
}

const settings = `-- content/site.yaml --
title: {sv: Portfölj, en: Portfolio}
base_url: https://example.org/
languages: [sv, en]
`

// load makes a portfolio of a txtar archive of the site folder, on 15 November 2026.
func load(t testing.TB, archive string, change ...func(*portfolio.Options)) (*portfolio.Portfolio, diag.List) {
	t.Helper()
	if !strings.Contains(archive, "-- content/site.yaml --") {
		archive = settings + archive
	}
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	node, problems, err := source.Settings(files)
	if err != nil || node == nil {
		t.Fatal(err, problems)
	}
	s, more := portfolio.NewSettings(node)
	problems = append(problems, more...)
	converter := markdown.New(markdown.Options{ReservedIDs: portfolio.SectionIDs()})
	var loader source.Loader
	content, more, err := loader.Load(t.Context(), files, source.Options{Languages: s.Languages, Markdown: func(string) *markdown.Converter { return converter }})
	if err != nil {
		t.Fatal(err)
	}
	problems = append(problems, more...)
	o := portfolio.Options{Today: edtf.NewDay(2026, 11, 15), Words: words}
	for _, c := range change {
		c(&o)
	}
	p, more := portfolio.New(content, s, o)
	return p, append(problems, more...).Sorted()
}

// must makes a portfolio that has no problems.
func must(t testing.TB, archive string, change ...func(*portfolio.Options)) *portfolio.Portfolio {
	t.Helper()
	p, problems := load(t, archive, change...)
	for _, problem := range problems {
		t.Errorf("%s:%d:%d: %s (%s)", problem.Pos.File, problem.Pos.Line, problem.Pos.Column, problem.Message, problem.Hint)
	}
	return p
}

func project(t testing.TB, p *portfolio.Portfolio, id string) *portfolio.Project {
	t.Helper()
	i := slices.IndexFunc(p.Projects, func(p *portfolio.Project) bool { return p.ID == id })
	if i < 0 {
		t.Fatalf("there is no project %q", id)
	}
	return p.Projects[i]
}

func ids(projects []*portfolio.Project) string {
	var all []string
	for _, p := range projects {
		all = append(all, p.ID)
	}
	return strings.Join(all, " ")
}

func TestStatus(t *testing.T) {
	for _, tt := range []struct {
		front string
		want  portfolio.Status
		warns bool
	}{
		{"start: 2026-01\nend: 2027-01", portfolio.Ongoing, false},
		{"start: 2026-01\nend: 2026-11-15", portfolio.Ongoing, false}, // the end is inclusive
		{"start: 2026-01\nend: 2026-11-14", portfolio.Completed, false},
		{"end: 2020", portfolio.Completed, false},
		{"start: 2026-11-16", portfolio.Planned, false},
		{"start: 2027", portfolio.Planned, false},
		{"start: 2026", portfolio.Ongoing, false},
		{"start: 2020", portfolio.Ongoing, false},
		{"end: 2030", "", false},
		{"summary: x", "", false},
		{"status: cancelled\nstart: 2020\nend: 2030", portfolio.Cancelled, false},
		{"status: completed\nstart: 2020\nend: 2021", portfolio.Completed, false},
		{"status: ongoing\nstart: 2020\nend: 2021", portfolio.Ongoing, true},
		{"status: planned\nstart: 2020\nend: 2030", portfolio.Planned, true},
		{"status: completed\nstart: 2020\nend: 2030", portfolio.Completed, true},
		{"status: completed\nstart: 2020\nend: 2026", portfolio.Completed, false}, // some time in 2026
		{"status: planned\nstart: 2026\nend: 2030", portfolio.Planned, false},
		{"status: completed", portfolio.Completed, false},
		{"status: completed\nstart: 2015", portfolio.Completed, false}, // no end contradicts it
	} {
		p, problems := load(t, "-- content/projects/a.md --\n---\ntitle: A\n"+tt.front+"\n---\n")
		if got := project(t, p, "a").Status; got != tt.want {
			t.Errorf("%q: %q, want %q", tt.front, got, tt.want)
		}
		warned := slices.ContainsFunc(problems, func(p diag.Problem) bool { return p.Code == diag.Status && p.Severity == diag.Warning })
		if warned != tt.warns || problems.Errors() > 0 {
			t.Errorf("%q: problems %v, want a warning: %t", tt.front, problems, tt.warns)
		}
	}
}

const funded = `
-- content/organisations/vinnova.md --
---
title: Vinnova
---
-- content/organisations/lead.md --
---
title: Lead
---
-- content/clusters/c.md --
---
title: C
---
-- content/programmes/whole.md --
---
title: Whole
---
-- content/programmes/part.md --
---
title: Part
parent: whole
---
-- content/programmes/other.md --
---
title: Other
---
-- content/projects/one.md --
---
title: One
coordinator: lead
clusters: c
programmes: part
funding:
  - {funder: vinnova, granted: 100, applied: 200}
  - {funder: lead, granted: 50, programme: other}
---
-- content/projects/two.md --
---
title: Two
coordinator: lead
clusters: c
programmes: [part, other]
funding: {granted: {amount: 7, currency: EUR}, paid: 3}
---
-- content/projects/three.md --
---
title: Three
clusters: c
programmes: whole
granted: 0
---
-- content/projects/four.md --
---
title: Four
clusters: c
programmes: [whole, part]
funding: {granted: 1000}
---
-- content/projects/five.md --
---
title: Five
clusters: c
---
`

func sum(s money.Sum) string {
	var parts []string
	for _, a := range s.Amounts("SEK") {
		parts = append(parts, a.Decimal()+" "+a.Currency)
	}
	return fmt.Sprintf("%s of %d, %d missing", strings.Join(parts, " + "), s.Of, s.Missing)
}

func TestSums(t *testing.T) {
	p := must(t, funded)
	got := map[string]string{}
	for _, by := range []portfolio.Dimension{portfolio.ByCluster, portfolio.ByProgramme} {
		for _, g := range p.Groups(by) {
			name := "not stated " + string(by)
			if g.Stated() {
				name = g.Entry.ID
			}
			got[name] = ids(g.Projects) + ": " + sum(g.Granted)
		}
	}
	want := map[string]string{
		"c":    "five four one three two: 1150 SEK + 7 EUR of 5, 1 missing",
		"part": "four one two: 1100 SEK of 3, 1 missing", // four states the part beside the whole: the part is meant
		// whole has its own rows and those of its part; the row of two names neither of its programmes
		"whole":                 "four one three two: 1100 SEK of 4, 1 missing",
		"other":                 "one two: 50 SEK of 2, 1 missing",
		"not stated clusters":   ": " + " of 0, 0 missing",
		"not stated programmes": "five:  of 1, 1 missing",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	for _, o := range p.Organisations {
		got := sum(o.CoordinatedGranted) + "; " + sum(o.FundedGranted)
		want := map[string]string{
			"lead":    "150 SEK + 7 EUR of 2, 0 missing; 50 SEK of 1, 0 missing",
			"vinnova": " of 0, 0 missing; 100 SEK of 1, 0 missing",
		}[o.ID]
		if got != want {
			t.Errorf("%s: %s, want %s", o.ID, got, want)
		}
	}
}

func TestTies(t *testing.T) {
	p := must(t, `
-- content/projects/a.md --
---
title: A
start: 2013
continued_by: {id: b, date: 2015-08-01, note: all of it}
related: c
---
See [b](b.md), [[c]] and [[c|again]].
-- content/projects/b.md --
---
title: B
---
-- content/projects/c.md --
---
title: C
---
`)
	a, b, c := project(t, p, "a"), project(t, p, "b"), project(t, p, "c")
	if len(b.Follows) != 1 || b.Follows[0].Project != a || b.Follows[0].Date.String() != "2015-08-01" || b.Follows[0].Note.In("sv") != "all of it" {
		t.Errorf("b follows %v", b.Follows)
	}
	if a.Status != portfolio.Completed {
		t.Errorf("a is %q, though b carries on its work", a.Status)
	}
	if len(c.Related) != 1 || c.Related[0].Project != a {
		t.Errorf("c is related to %v", c.Related)
	}
	if len(b.LinkedFrom) != 1 || b.LinkedFrom[0] != &a.Entry || len(c.LinkedFrom) != 1 {
		t.Errorf("linked from: %v, %v", b.LinkedFrom, c.LinkedFrom)
	}
}

func TestKin(t *testing.T) {
	var archive strings.Builder
	archive.WriteString("-- content/clusters/x.md --\n---\ntitle: X\n---\n-- content/programmes/y.md --\n---\ntitle: Y\n---\n")
	add := func(id, front string) {
		fmt.Fprintf(&archive, "-- content/projects/%s.md --\n---\ntitle: %s\n%s\n---\n", id, id, front)
	}
	add("a", "clusters: x\nprogrammes: y\nstart: 2020")
	add("both", "clusters: x\nprogrammes: y\nstart: 2019")
	add("cluster", "clusters: x\nstart: 2024")
	add("region", "regions: G\nstart: 2024")
	add("stated", "clusters: x\nprogrammes: y\nfollows: a")
	p := must(t, archive.String())
	a := project(t, p, "a")
	var got []string
	for _, k := range p.Kin(a) {
		got = append(got, fmt.Sprint(k.ID, len(p.Shared(nil, a, k))))
	}
	if want := []string{"both2", "cluster1"}; !slices.Equal(got, want) {
		t.Errorf("kin of a: %v, want %v", got, want)
	}
	if a.Previous.ID != "both" || a.Next.ID != "region" && a.Next.ID != "cluster" {
		t.Errorf("neighbours of a: %s, %s", a.Previous.ID, a.Next.ID)
	}
}

// TestKinIsBounded holds that a relative is found within a group that is far larger than the window of
// candidates, and that a project never finds itself.
func TestKinIsBounded(t *testing.T) {
	var archive strings.Builder
	archive.WriteString("-- content/clusters/x.md --\n---\ntitle: X\n---\n")
	for i := range 200 {
		fmt.Fprintf(&archive, "-- content/projects/p%03d.md --\n---\ntitle: P\nclusters: x\nstart: %d-%02d\n---\n", i, 2000+i/12, i%12+1)
	}
	p := must(t, archive.String())
	for _, project := range p.Projects {
		kin := p.Kin(project)
		if len(kin) != 5 {
			t.Fatalf("%s has %d relatives", project.ID, len(kin))
		}
		for _, k := range kin {
			if k == project {
				t.Fatalf("%s is its own relative", project.ID)
			}
		}
	}
}

// TestKinOfAll compares the kin of projects in small groups with what all their common groups weigh.
func TestKinOfAll(t *testing.T) {
	weights := map[portfolio.Dimension]int{
		portfolio.ByCluster: 40, portfolio.ByProgramme: 30, portfolio.ByTheme: 20, portfolio.ByOrganisation: 15, portfolio.ByRegion: 5, portfolio.ByMunicipality: 5,
	}
	random := rand.New(rand.NewPCG(1, 2))
	var archive strings.Builder
	for i := range 6 {
		fmt.Fprintf(&archive, "-- content/clusters/c%d.md --\n---\ntitle: C\n---\n-- content/programmes/g%d.md --\n---\ntitle: G\n---\n", i, i)
		fmt.Fprintf(&archive, "-- content/projects/r%d.md --\n---\ntitle: R\nstart: 2004\nclusters: c%d\nprogrammes: g%d\n---\n", i, i, i)
	}
	for i := range 42 {
		fmt.Fprintf(&archive, "-- content/projects/p%d.md --\n---\ntitle: P\nstart: %d\n", i, 2000+random.IntN(9))
		for _, form := range []string{"clusters: [c%d]\n", "programmes: [g%d]\n", "themes: [t%d]\n", "partners: [{name: o%d}]\n", "regions: [{name: r%d}]\n", "municipalities: [m%d]\n", "related: [r%d]\n"} {
			key, value, _ := strings.Cut(form, "[")
			value, _, _ = strings.Cut(value, "]")
			var list []string
			for _, n := range random.Perm(6)[:random.IntN(4)] {
				list = append(list, fmt.Sprintf(value, n))
			}
			fmt.Fprintf(&archive, "%s[%s]\n", key, strings.Join(list, ", "))
		}
		archive.WriteString("---\n")
	}
	p := must(t, archive.String())
	for _, project := range p.Projects {
		var want []*portfolio.Project
		weight := map[*portfolio.Project]int{}
		for _, other := range p.All().Projects { // the latest first
			for _, g := range p.Shared(nil, project, other) {
				weight[other] += weights[g.Dimension]
			}
			named := func(r portfolio.Relation) bool { return r.Project == other }
			if other != project && weight[other] >= 15 && !slices.ContainsFunc(project.Related, named) {
				want = append(want, other)
			}
		}
		slices.SortStableFunc(want, func(a, b *portfolio.Project) int { return weight[b] - weight[a] })
		if want = want[:min(len(want), 5)]; !slices.Equal(p.Kin(project), want) {
			t.Errorf("kin of %s: %v, want %v", project.ID, names(p.Kin(project)), names(want))
		}
	}
}

func names(projects []*portfolio.Project) (ids []string) {
	for _, p := range projects {
		ids = append(ids, p.ID)
	}
	return ids
}

func TestTranslations(t *testing.T) {
	p := must(t, `
-- content/projects/a.md --
---
title: Svensk titel
summary: Svensk text
slug: svensk
start: 2020
keywords: [ett]
phases: [{title: {sv: Fas, en: Phase}}]
---
-- content/projects/a.en.md --
---
title: English title
---
Text.
-- content/projects/only.en.md --
---
title: Only English
start: 2021
---
`)
	a, only := project(t, p, "a"), project(t, p, "only")
	en := a.Version("en")
	if a.Title("sv") != "Svensk titel" || a.Title("en") != "English title" || en.Slug != "a" || en.Summary != "" || en.Keywords[0].In("en") != "ett" {
		t.Errorf("a in English: %+v", en)
	}
	if a.Phases[0].Title.In("en") != "Phase" {
		t.Errorf("the phase is called %q", a.Phases[0].Title.In("en"))
	}
	if only.Version("sv") != nil || only.Start.String() != "2021" || only.Title("sv") != "Only English" || only.TitleLang("sv") != "en" {
		t.Errorf("only: %+v", only)
	}
}

// TestLeftBehind: a translation whose main file was removed would show what nobody is to see any more, so that is told.
func TestLeftBehind(t *testing.T) {
	_, problems := load(t, `
-- content/projects/gone.en.md --
---
title: Gone
summary: In English
---
Text.
-- content/projects/only.en.md --
---
title: Only English
start: 2021
---
-- content/projects/both.md --
---
title: Båda
---
-- content/projects/both.en.md --
---
title: Both
---
-- content/about.en.md --
---
title: About
---
`)
	const want = "there is no content/projects/gone.md, and this file states no facts: it reads like a translation that was left behind, and it is shown"
	if len(problems) != 1 || problems[0].Pos.File != "content/projects/gone.en.md" || problems[0].Message != want || problems.Errors() > 0 {
		t.Errorf("%+v", problems)
	}
}

// TestBesideWithheld: the address of a file names the folder in which it lies, so it is told where that is a page's that is not shown.
func TestBesideWithheld(t *testing.T) {
	_, problems := load(t, `
-- content/projects/index.md --
---
draft: true
---
-- content/projects/secret/index.md --
---
title: Secret
draft: true
---
-- content/projects/secret/files/a.pdf --
A
-- content/projects/secret/b.png --
B
-- content/projects/open/index.md --
---
title: Open
---
-- content/projects/open/c.pdf --
C
-- content/projects/d.pdf --
D
-- content/about.md --
---
title: About
---
[a](projects/secret/files/a.pdf) [c](projects/open/c.pdf) [d](projects/d.pdf)

![b](projects/secret/b.png)
`)
	if len(problems) != 2 || problems.Errors() > 0 {
		t.Fatalf("%+v", problems)
	}
	for i, line := range []int{4, 6} {
		if p := problems[i]; p.Pos.File != "content/about.md" || p.Pos.Line != line || !strings.Contains(p.Message, "a page that is not shown") {
			t.Errorf("%+v", p)
		}
	}
}

func TestWithheld(t *testing.T) {
	const archive = `
-- content/clusters/c.md --
---
title: C
---
[draft](../projects/draft.md), [[expired]], [early](../projects/early.md)
-- content/projects/draft.md --
---
title: Draft
draft: true
---
-- content/projects/early.md --
---
title: Early
publish: 2026-11-16
---
-- content/projects/expired.md --
---
title: Expired
expires: 2026-11-15
---
-- content/projects/last-day.md --
---
title: Last day
publish: 2026-11-15
expires: 2026-11-16
related: [draft, expired, early]
---
-- content/projects/half.md --
---
title: Half
---
-- content/projects/half.en.md --
---
title: Half
draft: true
---
`
	p := must(t, archive)
	if got := ids(p.Projects); got != "half last-day" {
		t.Errorf("shown: %s", got)
	}
	if len(project(t, p, "last-day").Related) != 0 || project(t, p, "half").Version("en") != nil {
		t.Error("something withheld is shown")
	}
	p = must(t, archive, func(o *portfolio.Options) { o.Drafts = true })
	if got := ids(p.Projects); got != "draft half last-day" {
		t.Errorf("with drafts: %s", got)
	}
}

func TestContacts(t *testing.T) {
	p := must(t, `
-- content/projects/a.md --
---
title: A
start: 2020
end: 2024-11-15
contacts: [{name: Within}, {name: Past, until: 2026-11-14}, {name: Last day, until: 2026-11-15}]
---
-- content/projects/b.md --
---
title: B
start: 2020
end: 2024-11-14
contacts: [{name: Too old}, {name: Until later, until: 2030}]
---
`)
	names := func(id string) string {
		var all []string
		for _, c := range project(t, p, id).Contacts {
			all = append(all, c.Name)
		}
		return strings.Join(all, ", ")
	}
	if a, b := names("a"), names("b"); a != "Within, Last day" || b != "Until later" {
		t.Errorf("contacts: %s; %s", a, b)
	}
}

func TestDimensions(t *testing.T) {
	p := must(t, `
-- content/projects/a.md --
---
title: A
start: 2020-12
end: 2022-01
kind: pilot
themes: [Design, Trä]
regions: [G, {name: Gnosjöregionen}]
municipalities: Växjö
status: cancelled
partners: [{name: Firma AB}, {name: firma ab, role: research}]
---
-- content/projects/b.md --
---
title: B
themes: design
regions: [Kronobergs län, "07", SE212, kronoberg]
---
`)
	got := map[portfolio.Dimension]string{}
	for _, by := range portfolio.Dimensions() {
		var all []string
		for _, g := range p.Groups(by) {
			if len(g.Projects) == 0 {
				continue
			}
			name := "-"
			switch {
			case g.Entry != nil:
				name = g.Entry.Title("sv")
			case g.Region != nil:
				name = g.Region.Label.In("sv")
			case g.Term != nil:
				name = g.Term.ID
			}
			all = append(all, name+"="+ids(g.Projects))
		}
		got[by] = strings.Join(all, "; ")
	}
	want := map[portfolio.Dimension]string{
		portfolio.ByCluster: "-=a b", portfolio.ByProgramme: "-=a b", portfolio.ByOrganisation: "Firma AB=a; -=b",
		portfolio.ByRegion: "Kronobergs län=a b; Gnosjöregionen=a", portfolio.ByMunicipality: "Växjö=a; -=b",
		portfolio.ByTheme: "Design=a b; Trä=a", portfolio.ByKind: "pilot=a; -=b", portfolio.ByStatus: "cancelled=a; -=b",
		portfolio.ByYear: "2020=a; 2021=a; 2022=a; -=b",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestYearsWithoutDates holds that a project which is said to be ongoing, and states no dates, runs in no year.
func TestYearsWithoutDates(t *testing.T) {
	p := must(t, "-- content/projects/a.md --\n---\ntitle: A\nstatus: ongoing\n---\n")
	if groups := p.Groups(portfolio.ByYear); len(groups) != 1 || groups[0].Stated() {
		t.Errorf("there are %d years, want none but the one that is not stated", len(groups))
	}
}

// TestWithheldProgramme holds that the money of a programme that is not shown goes to no other.
func TestWithheldProgramme(t *testing.T) {
	p := must(t, `
-- content/programmes/a.md --
---
title: A
---
-- content/programmes/b.md --
---
title: B
draft: true
---
-- content/projects/one.md --
---
title: One
programmes: a
funding: [{programme: a, granted: 100}, {programme: b, granted: 900}]
---
-- content/projects/two.md --
---
title: Two
programmes: [a, b]
granted: 5000
---
`)
	if got := sum(p.Groups(portfolio.ByProgramme)[0].Granted); got != "100 SEK of 2, 1 missing" {
		t.Errorf("a was given %s", got)
	}
}

// TestNames holds that a label stands for its id, whatever the spelling, and another name for its organisation.
func TestNames(t *testing.T) {
	p := must(t, `
-- content/site.yaml --
title: T
base_url: https://example.org/
languages: [sv, en]
kinds: {feasibility-study: {sv: Förstudie, en: Feasibility study}}
themes: {innovation: {sv: Nyskapande, en: Novelty}}
-- content/organisations/svenska-institutet.md --
---
title: Svenska institutet
aka: SI
---
-- content/projects/a.md --
---
title: A
kind: Förstudie
themes: Innovation
partners: [{name: SI}]
---
-- content/projects/b.md --
---
title: B
kind: feasibility-study
themes: Novelty
partners: svenska-institutet
---
`)
	a, b := project(t, p, "a"), project(t, p, "b")
	if a.Kind != b.Kind || a.Kind.ID != "feasibility-study" || a.Themes[0] != b.Themes[0] || a.Themes[0].Label.In("sv") != "Nyskapande" {
		t.Errorf("kinds %v, %v; themes %v, %v", a.Kind, b.Kind, a.Themes[0], b.Themes[0])
	}
	if len(p.Organisations) != 1 {
		t.Errorf("%d organisations, want one", len(p.Organisations))
	}
}

// TestBothEnds holds that a relation that is stated at both ends has what either says of it.
func TestBothEnds(t *testing.T) {
	p := must(t, "-- content/projects/a.md --\n---\ntitle: A\nstart: 2013\ncontinued_by: b\n---\n"+
		"-- content/projects/b.md --\n---\ntitle: B\nfollows: {id: a, date: 2015-08, note: N}\n---\n")
	a := project(t, p, "a")
	if len(a.ContinuedBy) != 1 || a.ContinuedBy[0].Date.String() != "2015-08" || a.ContinuedBy[0].Note.In("sv") != "N" || a.Status != portfolio.Completed {
		t.Errorf("a is %q and continued by %v", a.Status, a.ContinuedBy)
	}
}

// TestAnotherPortfolio holds that a portfolio is not changed by the making of the next one.
func TestAnotherPortfolio(t *testing.T) {
	first := must(t, "-- content/projects/a.md --\n---\ntitle: A\nregions: G\n---\n")
	region := project(t, first, "a").Regions[0]
	portfolio.New(&source.Content{}, first.Settings, portfolio.Options{})
	if len(region.Group.Projects) != 1 {
		t.Error("the region lost its project")
	}
}
