package portfolio_test

import (
	"fmt"
	"strings"
	"testing"

	"vitrin/internal/diag"
)

const around = `
-- content/clusters/creative-cluster.md --
---
title: Creative Cluster
members: [{name: Firma AB}]
---
## Rubrik
-- content/programmes/innovation.md --
---
title: Innovation
---
-- content/organisations/rise.md --
---
title: RISE
---
-- content/projects/other.md --
---
title: Other
---
-- content/projects/report.pdf --
PDF
`

// TestProblems holds every class of problem against its place, its words and its hint.
func TestProblems(t *testing.T) {
	for _, tt := range []struct {
		front string // one or more lines of front matter; the problem is in line 3 unless another is said
		want  string // line:column: severity [code] message | hint
	}{
		{"start: 09/2015", `3:8: error [date] "09/2015" is not a date | write 2015-09`},
		{"end: 3/22/18", `3:6: error [date] "3/22/18" is not a date | write 2018-03-22`},
		{"start: 2022\nend: 2021", `4:6: error [order] end (2021) lies before start (2022) | mend one of the two dates; they may have changed places`},
		{"start: 2022\nend: 2222", `4:6: error [order] end lies more than 100 years after start | mend the year`},
		{"granted: 850 tkr", `3:10: error [amount] "850 tkr" is not an amount | write 850000`},
		{"budget: {amount: 5, currency: kr}", `3:31: error [amount] "kr" is not a currency of ISO 4217 | write its three capital letters, such as SEK or EUR`},
		{"budget: {currency: SEK}", `3:9: error [missing-key] the amount itself is missing | write {amount: 120000, currency: EUR}`},
		{"granted: 5\nfunding: [{granted: 5}]", `3:10: error [value] granted stands both alone and beside funding, so it would count twice | move it into a row of funding`},
		{"clusters: creativ-cluster", `3:11: error [reference] there is no cluster "creativ-cluster" | did you mean "creative-cluster"?`},
		{"clusters: innovation", `3:11: error [reference] there is no cluster "innovation" | "innovation" is a programme`},
		{"programmes: [nothing-like-it]", `3:14: error [reference] there is no programme "nothing-like-it" | write the file content/programmes/nothing-like-it.md`},
		{"clusters: Nothing Like It", `3:11: error [reference] there is no cluster "Nothing Like It" | write nothing-like-it here, and the file content/clusters/nothing-like-it.md`},
		{"coordinator: Nothing AB", `3:14: error [reference] there is no organisation "Nothing AB" | write nothing-ab here, and the file content/organisations/nothing-ab.md; an organisation without a file is written {name: "Nothing AB"}`},
		{"clusters: '…'", `3:11: error [reference] there is no cluster "…" | write its id: the file's name without .md`},
		{"partners: [{id: ris, role: research}]", `3:17: error [reference] there is no organisation "ris" | did you mean "rise"?; an organisation without a file is written {name: "ris"}`},
		{"coordinator: {role: x}", `3:14: error [missing-key] the reference names nobody | add id: the file's name without .md`},
		{"follows: self", `3:10: error [reference] the project refers to itself | name another project`},
		{"related: [other, others]", `3:18: error [reference] there is no project "others" | did you mean "other"?`},
		{"regions: Kronobergslän", `3:10: error [reference] "Kronobergslän" is not one of the site's regions | did you mean "Kronobergs län"? An area that is none of the site's regions is written {name: "Kronobergslän"}`},
		{"status: vilande", `3:9: error [value] "vilande" is not one of the values that this key takes | write one of: planned, ongoing, completed, cancelled`},
		{"draft: yes", `3:8: error [type] "yes" is neither true nor false | write true or false, without quotes`},
		{"sumary: x", `3:1: warning [unknown-key] the key "sumary" is not known here, so it is left out | did you mean "summary"?`},
		{"phases: [{titel: x}]", `3:11: warning [unknown-key] the key "titel" is not known here, so it is left out | did you mean "title"?`},
		{"start: [2022]", `3:8: error [type] this is a list, but what is needed is a date such as 2022, 2022-05 or 2022-05-17 | `},
		{"goals: text", `3:8: error [type] this is a text, but what is needed is keys with values: strategy, goal | `},
		{"summary: {de: x}", `3:11: error [language] "de" is not one of the site's languages | the languages in content/site.yaml are: sv, en`},
		{"links: [{url: javascript:alert(1)}]", `3:15: error [scheme] "javascript:alert(1)" is not an address that may be published | write an address that begins with https://`},
		{"links: [{url: www.example.org}]", `3:15: error [value] "www.example.org" is not a web address | write it in full: https://www.example.org/page`},
		{"documents: [{file: raport.pdf}]", `3:20: error [file] there is no file "content/projects/raport.pdf" | did you mean "report.pdf"?`},
		{"documents: [{file: ../../secret.txt}]", `3:20: error [file] "../../secret.txt" lies outside the content folder | put the file beside the page; nothing outside is ever published`},
		{"documents: [{file: /etc/passwd}]", `3:20: error [file] "/etc/passwd" is not a path relative to this file | write the file's name, or folder/name with /`},
		{"documents: [{title: x}]", `3:13: error [missing-key] the document has neither a file nor an address | add file: name.pdf or url: https://…`},
		{"image: {file: report.pdf}", `3:8: error [missing-key] the picture has no alt text for those who don't see it | add alt: what the picture shows, or alt: "" where it only decorates`},
		{"image: report.pdf", `3:8: error [type] a picture needs its text for those who don't see it | write image: {file: report.pdf, alt: what the picture shows}`},
		{"slug: En titel", `3:7: error [value] "En titel" cannot be part of an address | write slug: en-titel`},
		{"slug: ../up", `3:7: error [value] "../up" cannot be part of an address | write slug: up`},
		{"aliases: [/../x]", `3:11: error [value] "/../x" is not an old address of this site | write the path alone, such as /gammal/sida/`},
		{"aliases: [/.vitrin-site]", `3:11: error [value] "/.vitrin-site" is not an old address of this site | write the path alone, such as /gammal/sida/`},
		{"aliases: [/om/Index.html/x]", `3:11: error [value] "/om/Index.html/x" is not an old address of this site | write the path alone, such as /gammal/sida/`},
		{"aliases: [/om/index.html/]", `3:11: error [value] "/om/index.html/" is not an old address of this site | write the path alone, such as /gammal/sida/`},
		{"aliases: [/a/" + strings.Repeat("long-", 60) + "/b]", `3:11: error [limit] "` + strings.Repeat("long-", 16) + `…" is too long to be part of an address | shorten it to some words`},
		{"indicators: [{target: many}]", `3:23: error [amount] "many" is not a number | write digits, such as 60, 12.5 or "60 %"`},
		{"contacts: [{email: name}]", `3:20: error [value] "name" is not an e-mail address | write the address alone: name@example.org`},
		{"disclaimer: yes", `3:13: error [type] "yes" is neither true nor a disclaimer | write true for the standard sentence, or a sentence of your own`},
		{"documents: [{file: report.pdf, url: 'https://x.example'}]", `3:13: error [value] the document states both a file and an address | keep one of the two`},
		{"links: [{title: x}]", `3:9: error [missing-key] the link has no address | add url: https://…`},
		{"themes: " + strings.Repeat("lång", 60), `3:9: error [limit] "` + strings.Repeat("lång", 20) + `…" is too long to be part of an address | shorten it to some words`},
		{"regions: [{name: '…'}]", `3:18: error [value] the area's name has no letter and no digit, so it can have no page | write what it is called`},
		{"funding: [{granted: 850,000}]", `3:25: error [unknown-key] "000" is cut off from the value before it: within {…} a comma ends a value | write the whole value in quotes, such as {name: "Teknik, Mark AB"}; an amount without marks, such as {granted: 850000}`},
		{"partners: [{name: Granvik Teknik, Mark AB}]", `3:35: error [unknown-key] "Mark AB" is cut off from the value before it: within {…} a comma ends a value | write the whole value in quotes, such as {name: "Teknik, Mark AB"}; an amount without marks, such as {granted: 850000}`},
		{"themes: [Trä, 'C#', C]", `3:21: warning [duplicate-address] "C" and "C#" share one page, since they differ only in signs | call one of them by other letters`},
		{"clusters: creative-cluster, other", `3:11: error [reference] there is no cluster "creative-cluster, other" | write several in brackets: [creative-cluster, other]`},
		{"publish: 2026-03\nexpires: 2026-01", `4:10: error [order] expires (2026-01) lies before publish (2026-03) | mend one of the two dates; they may have changed places`},
		{"themes: '…'", `3:9: error [value] "…" has no letter and no digit, so it can have no page | write a word`},
		{"---\n\n[x](../clusters/creativ-cluster.md)", `5:5: error [link] there is no page "content/clusters/creativ-cluster.md" | did you mean "../clusters/creative-cluster.md"?`},
		{"---\n\n[x](../clusters/creative-cluster.md#rubrk)", `5:5: error [link] the page content/clusters/creative-cluster.md has no heading or section "rubrk" | did you mean #rubrik?`},
		{"---\n\n[[creative-clustr]]", `5:3: error [link] there is no page "creative-clustr" | did you mean [[creative-cluster]]?`},
		{"---\n\n[x](javascript:alert(1))", `5:5: error [scheme] "javascript:alert(1)" is not an address that may be published | link to a page, a file, or an address that begins with https:// or mailto:`},
		{"---\n\n[x](/projekt/other/)", `5:5: error [link] there is no file "static/projekt/other" | link to the page's Markdown file, such as ../clusters/name.md, and its address is filled in`},
		{"---\n\n[x](/files/plan.pdf)", `5:5: error [link] there is no file "static/files/plan.pdf" | put the file into static/; or beside this page, and write its name alone`},
		{"---\n\n[x](missing.md)", `5:5: error [link] there is no page "content/projects/missing.md" | write the path to the page's Markdown file, from this file's folder`},
		{"---\n\n![x](missing.png)", `5:6: error [link] there is no file "content/projects/missing.png" | put the file into content/projects/`},
	} {
		_, problems := load(t, around+"-- content/projects/self.md --\n---\ntitle: Self\n"+tt.front+"\n---\n")
		var got []string
		for _, p := range problems {
			if p.Pos.File == "content/projects/self.md" {
				got = append(got, describe(p))
			}
		}
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.front, strings.Join(got, "\n     "), tt.want)
		}
	}
}

func describe(p diag.Problem) string {
	return fmt.Sprintf("%d:%d: %s [%s] %s | %s", p.Pos.Line, p.Pos.Column, p.Severity, p.Code, p.Message, p.Hint)
}

// TestProblemsOfOthers holds the problems of settings, translations and further collections.
func TestProblemsOfOthers(t *testing.T) {
	for _, tt := range []struct{ name, archive, want string }{
		{
			"a fact in a translation",
			"-- content/projects/a.md --\n---\ntitle: A\n---\n-- content/projects/a.en.md --\n---\ntitle: A\nstart: 2022\nnonsense: 1\n---\n",
			`content/projects/a.en.md:3:1: warning [fact-in-translation] "start" is a fact and is left out here: facts live once, in content/projects/a.md | take it out; a label may be written {sv: …, en: …} there
content/projects/a.en.md:4:1: warning [unknown-key] the key "nonsense" is not known here, so it is left out | known keys here: title, summary`,
		},
		{
			"no title",
			"-- content/clusters/c.md --\n---\nsummary: x\n---\n",
			`content/clusters/c.md:1:0: error [missing-key] the page has no title | add title: and what the page is called, between the --- lines`,
		},
		{
			"a title by another name, which is one mistake",
			"-- content/clusters/c.md --\n---\ntitel: C\nsumary: x\n---\n-- content/about.md --\n---\ntitel: C\ntitle:\n---\n",
			`content/about.md:2:1: error [unknown-key]
content/clusters/c.md:2:1: error [unknown-key] the key "titel" is not known here, so it is left out | did you mean "title"?
content/clusters/c.md:3:1: warning [unknown-key] the key "sumary" is not known here, so it is left out | did you mean "summary"?`,
		},
		{
			"what is missing in a file that cannot be read, which is no mistake of others",
			"-- content/clusters/c.md --\n---\ntitle: C: D\n---\n## Rubrik\n-- content/clusters/c.en.md --\n---\ntitle: C\n---\n" +
				"-- content/about.md --\n---\ntitle: A\n---\n[x](clusters/c.md#rubrik) [[c#members]] [x](clusters/c.en.md#members)\n",
			"content/clusters/c.md:2:8: error [syntax]",
		},
		{
			"a collection's folder by another name, which is one mistake",
			"-- content/kluster/c.md --\n---\ntitle: C\nfounded: 2011\n---\n## Rubrik\n-- content/kluster/index.md --\n---\ntitle: Kluster\n---\n" +
				"-- content/projects/a.md --\n---\ntitle: A\nclusters: c\n---\n[x](../clusters/c.md#rubrik) [[c]] [[clusters/c]] [x](../kluster/c.md)\n",
			`content/kluster:0:0: error [file-name] the folder "kluster" holds pages with the keys of clusters, but is not called so | rename the folder to clusters`,
		},
		{"a folder of ordinary pages", "-- content/kluster/c.md --\n---\ntitle: C\nkeywords: x\n---\n-- content/a.md --\n---\ntitle: A\nkeyword: x\n---\n", "content/a.md:3:1: warning [unknown-key]"},
		{
			"no front matter at all",
			"-- content/about.md --\n# Om\n\nText.\n",
			"content/about.md:1:0: error [missing-key] the page has no title | begin the file with these three lines:",
		},
		{
			"a link to the address of a page",
			"-- content/about.md --\n---\ntitle: A\n---\n[x](more.html) [x](more)\n-- content/more.md --\n---\ntitle: M\n---\n",
			`content/about.md:4:5: error [link] there is no file "content/more.html" | did you mean "more.md"?
content/about.md:4:20: error [link] there is no file "content/more" | did you mean "more.md"?`,
		},
		{
			"an empty title",
			"-- content/clusters/c.md --\n---\ntitle:\n---\n-- content/clusters/d.md --\n---\ntitle: \"\"\n---\n",
			`content/clusters/c.md:1:0: error [missing-key] the page has no title
content/clusters/d.md:1:0: error [missing-key] the page has no title`,
		},
		{
			"an organisation number's checksum",
			"-- content/organisations/o.md --\n---\ntitle: O\nnumber: 202100-5488\n---\n",
			`content/organisations/o.md:3:9: error [number] the organisation number's last digit does not fit the others | look the number up again; two digits may have changed places`,
		},
		{
			"a personal number",
			"-- content/organisations/o.md --\n---\ntitle: O\nnumber: 811218-9876\n---\n",
			`content/organisations/o.md:3:9: error [personal-number] this is a personal identity number, not an organisation number; it is never published | take it out; a sole trader has no number that may be shown
content/organisations/o.md:3:9: warning [personal-number]`,
		},
		{
			"programmes in a circle",
			"-- content/programmes/a.md --\n---\ntitle: A\nparent: b\n---\n-- content/programmes/b.md --\n---\ntitle: B\nparent: a\n---\n",
			`content/programmes/a.md:3:9: error [cycle] the programme "a" is a part of itself: its parents lead in a circle | take parent: away from one of them`,
		},
		{
			"tiles of the settings' own regions",
			"-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nregions:\n" +
				"  - {code: A, label: Ett, tile: [12, 16]}\n" +
				"  - {code: B, label: Två, tile: [13, 1]}\n" +
				"  - {code: C, label: Tre, tile: [1, 17]}\n" +
				"  - {code: D, label: Fyra, tile: [0, 0]}\n" +
				"  - {code: E, label: Fem, tile: [12, 16]}\n" +
				"  - {code: F, label: Sex, tile: [3]}\n" +
				"  - {code: G, label: Sju, tile: [x, 3]}\n" +
				"  - {code: H, label: Åtta}\n  - {code: I, label: Nio}\n",
			`content/site.yaml:5:33: error [value] column 13, row 1 lies outside the map of tiles | its columns are 1 to 12 from the west, its rows 1 to 16 from the north
content/site.yaml:6:33: error [value] column 1, row 17 lies outside the map of tiles
content/site.yaml:7:34: error [value] column 0, row 0 lies outside the map of tiles
content/site.yaml:8:33: error [value] the regions "A" and "E" lie on one tile | give each a column and a row of its own
content/site.yaml:9:33: error [type]
content/site.yaml:10:34: error [amount] "x" is not a whole number`,
		},
		{
			"settings",
			"-- content/site.yaml --\ntitel: x\nbase_url: ftp://x\nlanguages: [sv, sv]\naccent: '#ffff00'\nper_page: 0\ntimezone: Mars\ncontacts_hide_after: soon\nraw_html: all\nregions: [{code: X}]\n",
			`content/site.yaml:1:1: error [unknown-key] the key "titel" is not known here, so it is left out | did you mean "title"?
content/site.yaml:2:11: error [value] "ftp://x" is not the address of a site | write the address at which the site will lie, such as base_url: https://example.org/portfolio/
content/site.yaml:3:17: error [language] the language "sv" is listed twice | write it once
content/site.yaml:4:9: error [value] the colour #ffff00 has a contrast of 1.0 to 1 with the light background; text needs 4.5 (WCAG 2.2, 1.4.3) | choose a darker one
content/site.yaml:5:11: error [value] a list's page holds 1 to 1000 entries | write per_page: 50
content/site.yaml:6:11: error [value] "Mars" is not a time zone | write a name from the IANA list, such as Europe/Stockholm
content/site.yaml:7:22: error [value] "soon" is not a number of months or years | write 24 months or 2 years
content/site.yaml:8:11: error [value] "all" is not one of the values that this key takes | write one of: none, safe
content/site.yaml:9:11: error [missing-key] a region needs a code and a label | write {code: SE-G, label: Kronoberg}`,
		},
	} {
		_, problems := load(t, tt.archive)
		var got []string
		for _, p := range problems {
			got = append(got, p.Pos.File+":"+describe(p))
			if p.Code == diag.PersonalNumber && (!p.Secret || strings.Contains(p.Message+p.Hint, "9876")) {
				t.Errorf("%s: the number is shown", tt.name)
			}
		}
		want := strings.Split(tt.want, "\n")
		if len(got) != len(want) {
			t.Errorf("%s: got\n%s", tt.name, strings.Join(got, "\n"))
			continue
		}
		for i := range got {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s:\n got %s\nwant %s", tt.name, got[i], want[i])
			}
		}
	}
}

// TestOpenOrganisations holds that a site may refer to organisations that have no file.
func TestOpenOrganisations(t *testing.T) {
	p := must(t, "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org\nlanguages: [sv]\norganisations: open\n-- content/projects/a.md --\n---\ntitle: A\ncoordinator: okänd-firma\npartners: [{name: Okänd firma}]\n---\n")
	if len(p.Organisations) != 1 || len(p.Organisations[0].Coordinates) != 1 || len(p.Organisations[0].TakesPart) != 1 {
		t.Errorf("organisations: %v", p.Organisations)
	}
}
