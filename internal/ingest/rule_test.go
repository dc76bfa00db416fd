package ingest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRules holds what a row becomes by each kind of rule: the page's file, or what is told of the row.
func TestRules(t *testing.T) {
	for _, tt := range []struct {
		name, mapping string // under fields:, besides the title; or whole where it begins with a key of the mapping
		columns, row  string
		want          string // the front matter's lines but the title's, or the problem
	}{
		{"a column", "summary: B", "A;B", "x;En  text\u00A0här", "summary: En text här"},
		{"an empty cell", "summary: B", "A;B", "x; ", ""},
		{"a constant", "kind: {value: pilot}", "A", "x", "kind: pilot"},
		{"a template", `summary: {template: "{B} i {C}"}`, "A;B;C", "x;Ett;Borås", "summary: Ett i Borås"},
		{"a template of an empty cell", `summary: {template: "{B}, {C}"}`, "A;B;C", "x;;Borås", `summary: ", Borås"`},
		{"a template of empty cells", `summary: {template: "{B}, {C}"}`, "A;B;C", "x;;", ""},
		{"a default", "kind: {column: B, default: pilot}", "A;B", "x;", "kind: pilot"},
		{"values", "status: {column: B, values: {Pågående: ongoing, avslutat: completed}}", "A;B", "x; AVSLUTAT ", "status: completed"},
		{"a value that means nothing", "kind: {column: B, values: {okänd: }}", "A;B", "x;Okänd", ""},
		{"what is empty", "summary: {column: B, default: ingen}", "A;B", "x;–", "summary: ingen"},
		{"a list", `keywords: {column: B, split: [";", lines]}`, "A;B", "x;\"KKN; FoU;\nKKN\"", "keywords: [KKN, FoU]"},
		{"a list of one", `keywords: {column: B, split: ","}`, "A;B", "x;KKN", "keywords: KKN"},
		{"a list from several columns", "keywords: [B, {column: C, split: \"/\"}]", "A;B;C", "x;a;b/c", "keywords: [a, b, c]"},
		{"languages", "summary: {sv: B, en: {column: C}}", "A;B;C", "x;ett;one", "summary: {sv: ett, en: one}"},
		{"one of the languages", "summary: {sv: B, en: C}", "A;B;C", "x;ett;", "summary: {sv: ett}"},
		{"what looks like a number", "reference: B", "A;B", "x;2022", `reference: "2022"`},

		{"a day", "start: B", "A;B", "x;2022-05-17", "start: 2022-05-17"},
		{"a year", "start: B", "A;B", "x;2022", "start: 2022"},
		{"a month", "start: B", "A;B", "x;2022-05", "start: 2022-05"},
		{"a month in words", "start: B", "A;B", "x;maj 2022", "start: 2022-05"},
		{"about", "start: B", "A;B", "x;2022~", "start: 2022~"},
		{"a form", "start: {column: B, date: DD.MM.YYYY}", "A;B", "x;17.5.2022", "start: 2022-05-17"},
		{"the mapping's form", "end: B", "A;B", "x;5/17/22", "end: 2022-05-17"},
		{"a date that can mean two", "start: {column: B, date: YYYY-MM-DD}", "A;B", "x;05/06/22", `! B: "05/06/22" is not a date`},

		{"an amount", "budget: B", "A;B", "x;1 234 567,00 kr", "budget: 1234567"},
		{"an amount with decimals", "budget: B", "A;B", "x;1500,5", "budget: 1500.50"},
		{"a unit", "budget: {column: B, unit: tkr}", "A;B", "x;1,5", "budget: 1500"},
		{"a form of numbers", `budget: {column: B, number: {decimal: ",", thousands: "."}}`, "A;B", "x;1.234", "budget: 1234"},
		{"an amount that is about", "budget: B", "A;B", "x;ca 5 mkr", "budget: {amount: 5000000, about: true}"},
		{"an amount that can be read in two ways", "budget: B", "A;B", "x;1.234", `! B: "1.234" can be read in two ways`},
		{"nothing is an amount too", "granted: B", "A;B", "x;0", "granted: 0"},
		{"an amount without a name", "granted: B", "A;B", "x;okänt", `! B: "okänt" is not an amount`},

		{"a group", "funding: {funder: B, granted: C, decided: D}", "A;B;C;D", "x;Vinnova;850 000;2022-05-17", "funding:|  - funder: {name: Vinnova}|    granted: 850000|    decided: 2022-05-17"},
		{"a group of which nothing is stated", "funding: {funder: {value: Vinnova}, granted: B}", "A;B", "x;", ""},
		{"a group of constants", "goals: {strategy: {value: RUS}, goal: {value: Tillväxt}}", "A", "x", "goals:|  - {strategy: RUS, goal: Tillväxt}"},
		{"groups", "funding: [{granted: B}, {granted: C}]", "A;B;C", "x;5;5", "funding:|  - {granted: 5}|  - {granted: 5}"},
		{"a currency in a column", "funding: {granted: B, currency: C, decided: D}", "A;B;C;D", "x;120 000 EUR;eur;2022", "funding:|  - {granted: 120000, currency: EUR, decided: 2022}"},
		{"the site's currency in a column", "funding: {granted: B, currency: C}", "A;B;C", "x;5;SEK", "funding:|  - {granted: 5}"},
		{"a currency alone", "funding: {granted: B, currency: C}", "A;B;C", "x;;EUR", ""},
		{"no currency", "funding: {granted: B, currency: C}", "A;B;C", "x;5;kronor", `! C: "KRONOR" is not a currency of ISO 4217`},
		{"sectors, as texts or groups", "sectors: [B, {code: C, label: {sv: D}}]", "A;B;C;D", "x;Trä;16;Trävaror", `sectors:|  - code: "16"|    label: {sv: Trävaror}|  - Trä`},

		{"organisations", `partners: {column: B, split: ",", role: research}`, "A;B", "x;RISE, Alfa AB", "partners:|  - {name: RISE, role: research}|  - {name: Alfa AB, role: research}"},
		{"an entry", "programmes: B", "A;B", "x;Smart Industri 2", "programmes: smart-industri-2"},
		{"a region of the site", "regions: B", "A;B", "x;KRONOBERGS LÄN", "regions: KRONOBERGS LÄN"},
		{"another area", "regions: B", "A;B", "x;Sjuhärad", "regions:|  - {name: Sjuhärad}"},
		{"true or false", "draft: B", "A;B", "x;Ja", "draft: true"},
		{"neither", "draft: B", "A;B", "x;kanske", `! B: "kanske" is neither true nor false`},
		{"a web address", "links: {url: B}", "A;B", "x;www.example.org/sida", `links:|  - {url: "https://www.example.org/sida"}`},
		{"no web address", "links: {url: B}", "A;B", "x;ingen webb", `! B: "ingen webb" is not a web address`},
		{"a number", `indicators: {name: B, target: {column: C, number: {decimal: ","}}, actual: D}`, "A;B;C;D", "x;Andel;12,50;60%", "indicators:|  - {name: Andel, target: 12.5, actual: 60 %}"},
		{"keys of one's own", "extra: {handläggare: B, År: C}", "A;B;C", "x;Eva;2022", `extra: {handläggare: Eva, År: "2022"}`},

		{"a plain text", "summary: A\nbody: B", "A;B", "x;\"Mål:\n# ett\n\n- två [a](b)\"", "summary: x|---||Mål:\\|\\# ett||\\- två \\[a\\](b)"},
		{"a text in Markdown", "summary: A\nbody: {column: B, heading: 'Mål *', format: markdown}", "A;B", "x;Se *här*", "summary: x|---||## Mål \\*||Se *här*"},
		{"a picture of another site", "summary: A\nbody: {column: B, format: markdown}", "A;B", "x;![a](https://example.org/a.png)", `! B: the picture "https://example.org/a.png" lies on another site, which a page never asks for anything`},
		{"a text with an address that is never published", "summary: A\nbody: {column: B, format: markdown}", "A;B", "x;Se [här](javascript:x)", `! "javascript:x" is not an address that may be published`},
		{"an error of a spreadsheet", "summary: B", "A;B", "x;#REFERENS!", "! B: the cell holds the error #REFERENS!"},
		{"a title that is missing", "summary: B", "A;B", ";x", "! A: the row has no title"},
		{"an end before its start", "start: B\n  end: C", "A;B;C", "x;2022;2021", "! C: end (2021) lies before start (2022)"},
		{"a status that is none", "status: B", "A;B", "x;vilande", `! B: "vilande" is not one of the values that this key takes`},
		{"an address that is none", "contacts: {email: B}", "A;B", "x;eva", `! B: "eva" is not an e-mail address`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mapping := "id: {value: p}\nempty: [–]\ndates: M/D/YY\nfields:\n  title: A\n  " + tt.mapping + "\n"
			s := newSite(t, "t.csv", tt.columns+"\n"+tt.row+"\n", mapping)
			s.options.DryRun = false
			got := s.run()
			if _, err := os.Stat(s.dir + "/content/projects/p.md"); err == nil {
				front := strings.TrimSuffix(strings.TrimPrefix(s.read("content/projects/p.md"), "---\ntitle: x\n"), "---\n")
				got = strings.ReplaceAll(strings.TrimSuffix(front, "\n"), "\n", "|")
				if found := loads(t, os.DirFS(s.dir)); found.Errors() > 0 && !strings.Contains(tt.mapping, "programmes") {
					t.Errorf("what was written does not load: %v", told(found, s.dir))
				}
			} else {
				got = strings.ReplaceAll(got, "t.csv:2: error: ", "! ")
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// Rows are told each, and the others are written.
func TestRows(t *testing.T) {
	const mapping = "id: Dnr\nfields:\n  title: Titel\n  programmes: {column: Program, fill: down}\n  regions: Region\nbody: [{column: Syfte, heading: Syfte}, {column: Mål}]\n"
	s := newSite(t, "t.csv", strings.Join([]string{
		"Dnr;Titel;Program;Region;Syfte;Mål", // 1
		"2022-1;Ett;Smart;Sjuhärad;\"rad 1\r",
		"",
		"rad 2\";Målet", // 4
		"2022-2;Två;;Sjuhärad",
		"2022-1;Ett igen;;;;",
		";Tre;;;;",
		"index;Fyra;;;;",
		"811218-9876;Fem;;;;",
		"2022-3;Sex;;;;;för mycket",
		"2022-4;Sju;Annat;Kronobergslän;;",
		"#####;Åtta;;;;",
		strings.Repeat("lång", 60) + ";Nio;;;;",
	}, "\n"), mapping)
	want := `new content/projects/2022-1.md
new content/projects/2022-2.md
new content/projects/2022-4.md
t.csv:2: warning: Program: there is no programme "smart" (2 times)
t.csv:2: warning: Region: "Sjuhärad" is none of the site's regions, so it becomes an area of its own (2 times)
t.csv:5: warning: this row has only 4 cells, and there are 6 columns; the others are taken as empty
t.csv:6: error: Dnr: the id "2022-1" is that of line 2 already
t.csv:7: error: Dnr: there is no id
t.csv:8: error: Dnr: "index" cannot be an id: a file of this name is the collection's own page
t.csv:9: error: Dnr: the id would be a personal identity number, which is never published
t.csv:10: error: this row has 7 cells, and there are 6 columns, so its cells may have moved
t.csv:11: warning: Program: there is no programme "annat"
t.csv:11: warning: Region: "Kronobergslän" is none of the site's regions, so it becomes an area of its own
t.csv:12: error: Dnr: "#####" has no letter and no digit, so it makes no id
t.csv:13: error: Dnr: the id would be longer than 200 bytes`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	wantPage := "---\ntitle: Ett\nprogrammes: smart\nregions:\n  - {name: Sjuhärad}\n---\n\n## Syfte\n\nrad 1\n\nrad 2\n\nMålet\n"
	if diff := cmp.Diff(wantPage, s.read("content/projects/2022-1.md")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What a mapping says of the whole table.
func TestWholeTable(t *testing.T) {
	s := newSite(t, "t.csv", "Rapport 2022\n\nTitel|Belopp|Total|Part\nProjekt \"Alfa\"|5|7,5|RISE\n", `collection: projects
file: {header: 3, quotes: lazy, separator: "|"}
currency: EUR
organisations: ids
id: Titel
fields:
  title: Titel
  partners: [Part, {column: Part, role: research}]
  funding: {granted: Belopp, note: {value: x}}
  budget: Total
`)
	want := `new content/projects/projekt-alfa.md
t.csv:4: warning: Part: there is no organisation "rise" (2 times)`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	wantPage := `---
title: Projekt "Alfa"
partners:
  - rise
  - {id: rise, role: research}
funding:
  - {granted: 5, currency: EUR, note: x}
budget: {amount: 7.50, currency: EUR}
---
`
	if diff := cmp.Diff(wantPage, s.read("content/projects/projekt-alfa.md")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// What empty cells repeat is not known below a row that cannot be read.
func TestFillBelowUnreadable(t *testing.T) {
	s := newSite(t, "t.csv", "Dnr;Titel;Program\n1;Ett;A\n2;Två;\n3;Tre;B;för mycket\n4;Fyra;\n5;Fem;C\n6;Sex;\n",
		"id: Dnr\nfields: {title: Titel, kind: {column: Program, fill: down}}\n")
	want := `new content/projects/1.md
new content/projects/2.md
new content/projects/5.md
new content/projects/6.md
t.csv:4: error: this row has 4 cells, and there are 3 columns, so its cells may have moved
t.csv:5: error: Program: the cell repeats one above, and line 4 cannot be read`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for id, kind := range map[string]string{"2": "A", "6": "C"} {
		if got := s.read("content/projects/" + id + ".md"); !strings.Contains(got, "kind: "+kind+"\n") {
			t.Errorf("%s", got)
		}
	}
}

// With merge: rows of one id are one page, wherever they stand.
func TestMerge(t *testing.T) {
	const mapping = "id: Dnr\nmerge: [funding, partners]\nfields:\n  title: Titel\n  summary: Text\n  partners: Part\n  funding: {granted: Belopp, decided: År}\n"
	s := newSite(t, "t.csv", `Dnr;Titel;Text;Part;Belopp;År
1;Ett;;RISE;100;2020
2;Två;;RISE;5;2020
1;Ett;sen;RISE;100;2020
3;Tre;;;1;2020
1;Annat namn;;Alfa AB;300;2021
3;Tre;;;x;2021
4;Fyra;;;1;2020
`, mapping)
	want := `new content/projects/2.md
new content/projects/1.md
new content/projects/4.md
t.csv:6: warning: title differs from line 2, which has the same id and counts
t.csv:7: error: Belopp: "x" is not an amount
t.csv:7: warning: this row is one of those of content/projects/3.md, and cannot be read, so nothing is written there: a page stays as it is`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	wantPage := `---
title: Ett
summary: sen
partners:
  - {name: RISE}
  - {name: Alfa AB}
funding:
  - {granted: 100, decided: 2020}
  - {granted: 100, decided: 2020}
  - {granted: 300, decided: 2021}
---
`
	if diff := cmp.Diff(wantPage, s.read("content/projects/1.md")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// With merge: a row that cannot be read never takes from a good page what it said, and a row that stands there twice
// counts once.
func TestSpoiledMerge(t *testing.T) {
	const mapping = "id: Dnr\nmerge: funding\nfields: {title: Titel, funding: {granted: Belopp}}\n"
	s := newSite(t, "t.csv", "Dnr;Titel;Belopp\n1;Ett;1\n1;Ett;2\n2;Två;5\n2;Två;6\n2;Två;5\n", mapping)
	for _, tt := range []struct{ table, want string }{
		{"", `new content/projects/1.md
new content/projects/2.md
t.csv:6: warning: this row is the same as line 4 in every cell, so it counts once`},
		{"1;Ett;1\n1;Ett;x\n1;Ett;3\n2;Två;5\n2;Två;7\n", `updated content/projects/2.md
t.csv:3: error: Belopp: "x" is not an amount
t.csv:3: warning: this row is one of those of content/projects/1.md, and cannot be read, so nothing is written there: a page stays as it is`},
		{"1;Ett;1\n1;Ett;x\n2;Två;5\n2;Två;7\n", `unchanged content/projects/2.md
t.csv:3: error: Belopp: "x" is not an amount
t.csv:3: warning: this row is one of those of content/projects/1.md, and cannot be read, so nothing is written there: a page stays as it is`},
		{"1;Ett;1\n1;Ett;4\n1;Ett;3;?\n2;Två;5\n2;Två;7\n3;Tre;1\n", `held content/projects/1.md
unchanged content/projects/2.md
new content/projects/3.md
t.csv:4: error: this row has 4 cells, and there are 3 columns, so its cells may have moved
content/projects/1.md: warning: line 4 of t.csv cannot be read, and may be one of this page too, so the page stays as it is`},
		{"1;Ett;1\n2;Två;5\n2;Två;7\n3;Tre;1\n", `updated content/projects/1.md
unchanged content/projects/2.md
unchanged content/projects/3.md`},
	} {
		if tt.table != "" {
			s.write("t.csv", "Dnr;Titel;Belopp\n"+tt.table)
		}
		if diff := cmp.Diff(tt.want, s.run()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tt.table, diff)
		}
	}
	want := "---\ntitle: Två\nfunding:\n  - {granted: 5}\n  - {granted: 7}\n---\n"
	if diff := cmp.Diff(want, s.read("content/projects/2.md")); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
