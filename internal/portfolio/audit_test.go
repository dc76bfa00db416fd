package portfolio_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
)

// audited completes the front matter of a project that an audit has nothing to say of.
func audited(front string) string {
	return "-- content/projects/a.md --\n---\ntitle: A\nsummary: {sv: Om A, en: About A}\n" + front + "\n---\n"
}

const translated = "-- content/projects/a.en.md --\n---\ntitle: A\n---\n"

// TestAudit holds what is told to an editor who asks, with its place. The build is told nothing of it.
func TestAudit(t *testing.T) {
	long := strings.Repeat("å", 331)
	for _, tt := range []struct{ name, archive, want string }{
		{"nothing", audited("start: 2022") + translated, ""},
		{
			"no summary, no translation",
			"-- content/projects/a.md --\n---\nslug: x\ntitle: A\n---\n-- content/clusters/b/index.en.md --\n---\ntitle: B\n---\n-- content/about.md --\n---\ntitle: Om\n---\n",
			`content/projects/a.md:0:0: warning [translation] there is no page in the language "en" | write content/projects/a.en.md with title, summary and text; facts stay where they are
content/projects/a.md:3:8: warning [summary] this project has no summary | add summary: and what it is about, in some 300 characters; lists, feeds and search engines show it
content/clusters/b/index.en.md:0:0: warning [translation] there is no page in the language "sv" | write content/clusters/b/index.md with title, summary and text; facts stay where they are
content/clusters/b/index.en.md:2:8: warning [summary] this cluster has no summary | add summary: and what it is about, in some 300 characters; lists, feeds and search engines show it
content/about.md:0:0: warning [translation] there is no page in the language "en" | write content/about.en.md with title, summary and text; facts stay where they are`,
		},
		{
			"a translation without a summary, and one that is a draft",
			"-- content/projects/a.md --\n---\ntitle: A\nsummary: Om A\n---\n" + translated +
				"-- content/projects/b.sv.md --\n---\ntitle: B\nsummary: Om B\n---\n-- content/projects/b.en.md --\n---\ntitle: B\ndraft: true\n---\n",
			`content/projects/a.en.md:2:8: warning [summary] this project has no summary | add summary: and what it is about, in some 300 characters; lists, feeds and search engines show it
content/projects/b.sv.md:0:0: warning [translation] there is no page in the language "en" | content/projects/b.en.md is a draft; take draft: away when it is ready`,
		},
		{
			"long summaries, in the language that is long",
			"-- content/projects/a.md --\n---\ntitle: A\nsummary:\n  sv: Kort\n  en: " + long + "\n---\n" + translated +
				"-- content/about.md --\n---\ntitle: Om\nsummary: " + long + "\n---\n-- content/about.en.md --\n---\ntitle: About\nsummary: " + long[:660] + "\n---\n",
			`content/projects/a.md:5:7: warning [summary] the summary has 331 characters, of which lists and search engines show some 300 | shorten it, and move the rest to the text below
content/about.md:3:10: warning [summary] the summary has 331 characters, of which lists and search engines show some 300 | shorten it, and move the rest to the text below`,
		},
		{
			"long titles, in the language that is long",
			"-- content/projects/a.md --\n---\ntitle: {sv: A, en: " + strings.Repeat("å", 201) + "}\nsummary: {sv: Om A, en: About A}\n---\n" + translated +
				"-- content/about.md --\n---\ntitle: >\n  " + strings.Repeat("om ", 150) + "\n---\n-- content/about.en.md --\n---\ntitle: " + strings.Repeat("å", 200) + "\n---\n",
			`content/projects/a.md:2:20: warning [title] the title has 201 characters, of which search engines and cards show some 60 | shorten it to what people call it, and write the rest in the summary
content/about.md:2:8: warning [title] the title has 449 characters, of which search engines and cards show some 60 | shorten it to what people call it, and write the rest in the summary`,
		},
		{
			"pictures",
			audited("") + "![](x.png) ![x](x.png) ![\"\"](x.png)\n-- content/projects/x.png --\n" + translated,
			`content/projects/a.md:6:5: warning [alt] this picture has no words for those who don't see it | write between the brackets what it shows: ![The bridge](bridge.jpg); or ![""](bridge.jpg) where it only decorates`,
		},
		{
			"links to what is not shown",
			audited("") + "[x](draft.md) [[later]] [y](a.en.md)\n" + translated + "-- content/projects/draft.md --\n---\ntitle: D\ndraft: true\n---\n-- content/clusters/later.md --\n---\ntitle: L\npublish: 2030\n---\n",
			`content/projects/a.md:6:5: warning [withheld] this page is not shown today, being a draft or outside its dates, so the link is left out and its text stays | nothing needs to be done if the page is yet to come; else take the link out
content/projects/a.md:6:17: warning [withheld] this page is not shown today, being a draft or outside its dates, so the link is left out, and words that do not name the page stand there | write what is to stand there, such as [[clusters/name|the text]]; nothing needs to be done if the page is yet to come`,
		},
		{
			"contacts past their date",
			audited("end: 2020-03\ncontacts:\n  - {name: Anna}\n  - {name: Bo, until: 2030}\n  - {name: Cia, until: 2026-10}") + translated,
			`content/projects/a.md:6:5: warning [contact] this contact is no longer shown, since the project ended more than 24 months ago | take the person out of the file; one who still answers stays with until: and a date to come
content/projects/a.md:8:24: warning [contact] this contact was shown until 2026-10, and that has passed | take the person out of the file, or state a date to come`,
		},
		{"contacts in their time", audited("end: 2024-11-15\ncontacts: {name: Anna}") + translated, ""},
		{
			"private mail, in drafts too",
			audited("contacts: {email: anna@gmail.com}") + "anna@hotmail.se\n" + translated + "-- content/projects/d.md --\n---\ntitle: D\ndraft: true\n---\nbo@yahoo.se\n",
			`content/projects/a.md:4:19: warning [private-mail] this looks like somebody's private mail address | write an address at work or of the project; what has been published cannot be taken back
content/projects/a.md:6:1: warning [private-mail] this looks like somebody's private mail address | write an address at work or of the project; what has been published cannot be taken back
content/projects/d.md:5:1: warning [private-mail] this looks like somebody's private mail address | write an address at work or of the project; what has been published cannot be taken back`,
		},
		{
			"phases and milestones",
			audited("start: 2022-05-01\nend: 2023-04\nphases: [{title: A, start: 2021-05-01, end: 2024-05-01}]\nmilestones:\n  - {date: 2021-04-30}\n  - {date: 2021}\n  - {date: 2204-05}") + translated,
			`content/projects/a.md:6:45: warning [outside] 2024-05-01 lies more than 12 months after the project's end (2023-04) | mend the date, or that of the project
content/projects/a.md:8:12: warning [outside] 2021-04-30 lies more than 12 months before the project's start (2022-05-01) | mend the date, or that of the project
content/projects/a.md:10:12: warning [outside] 2204-05 lies more than 12 months after the project's end (2023-04) | mend the date, or that of the project`,
		},
		{"milestones of a project without dates", audited("milestones: [{date: 1850}, {date: 2204}]") + translated, ""},
		{
			"granted above applied",
			audited("funding:\n  - {applied: 100, granted: 100}\n  - {applied: 100, granted: 100.50}\n  - {applied: 100, granted: {amount: 200, currency: EUR}}\n  - {applied: {amount: 100, about: true}, granted: 110}\n  - {granted: 5}") + translated,
			`content/projects/a.md:6:29: warning [grant] granted (100.50 SEK) is more than applied (100) | mend the amount that is wrong; the two may have changed places`,
		},
		{
			"an indicator without a name",
			audited("indicators:\n  - {name: Jobb, target: 5}\n  - {target: 5}") + translated,
			`content/projects/a.md:6:5: warning [missing-key] the indicator has no name | add name: and what is measured`,
		},
		{"a summary by another name, of which the build tells", "-- content/projects/a.md --\n---\ntitle: A\nsumary: S\n---\n-- content/projects/a.en.md --\n---\ntitle: A\nsumary: S\n---\n", ""},
		{
			"a programme of which a project cannot be read",
			"-- content/programmes/p.md --\n---\ntitle: {sv: P, en: P}\nsummary: {sv: S, en: S}\ndeclared: {projects: 1}\n---\n-- content/programmes/p.en.md --\n-- content/projects/a.md --\n---\ntitle: A: B\nprogrammes: p\n---\n", "",
		},
		{"a file that cannot be read", "-- content/projects/a.md --\n---\ntitle: A: B\n---\n" + translated, ""},
	} {
		p, _ := load(t, tt.archive)
		list := p.Audit()
		var got []string
		for _, problem := range list {
			got = append(got, problem.Pos.File+":"+describe(problem))
			secret := problem.Code == diag.Contact || problem.Code == diag.PrivateMail
			if problem.Severity != diag.Warning || problem.Secret != secret || problem.Code.Description() == "" {
				t.Errorf("%s: %+v", tt.name, problem)
			}
		}
		want := strings.Split(tt.want, "\n")
		if tt.want == "" {
			want = nil
		}
		if diff := cmp.Diff(sorted(want), sorted(got)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.name, diff)
		}
	}
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

// TestAuditDeclared holds the funder's numbers against those of the portfolio, by kind and with the parts of a programme.
func TestAuditDeclared(t *testing.T) {
	const projects = `
-- content/site.yaml --
title: P
base_url: https://example.org/
kinds: {pilot: Pilot}
-- content/programmes/part.md --
---
title: Part
summary: Part
parent: whole
---
-- content/projects/one.md --
---
title: One
summary: One
programmes: whole
kind: pilot
regions: [G, F, {name: Gnosjöregionen}]
---
-- content/projects/two.md --
---
title: Two
summary: Two
programmes: part
regions: G
---
-- content/programmes/whole.md --
---
title: Whole
summary: Whole
`
	for declared, want := range map[string]string{
		"declared: {projects: 2, regions: 2}":              "",
		"declared: {kind: pilot, projects: 1}":             "",
		"declared: {kind: Pilot, projects: 1}":             "",
		"declared: {projects: 1}":                          "4:22: warning [declared] declared says 1 project, the portfolio holds 2",
		"declared: {projects: 18, regions: 20}":            "4:22: warning [declared] declared says 18 projects, the portfolio holds 2\n4:35: warning [declared] declared says 20 regions with projects, in the portfolio they lie in 2",
		"declared: {kind: pilot, projects: 1, regions: 1}": "4:47: warning [declared] declared says 1 region with projects of the kind pilot, in the portfolio they lie in 2",
		"declared: {kind: other, projects: 3, regions: 5}": "4:35: warning [declared] declared says 3 projects of the kind other, the portfolio holds none",
		"declared: {note: many}":                           "",
	} {
		p := must(t, projects+declared+"\n---\n")
		var got []string
		for _, problem := range p.Audit() {
			got = append(got, strings.TrimSuffix(describe(problem), " | the funder may count projects outside this portfolio; else add those that are missing, or mend the number"))
		}
		if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got)\n%s", declared, diff)
		}
	}
}
