package ingest

import (
	"fmt"
	"strings"
	"testing"
)

// TestMappingProblems holds what is told of a mapping against its place, its words and its hint. Nothing is written then.
func TestMappingProblems(t *testing.T) {
	for _, tt := range []struct {
		lines string // of the mapping, behind id: and fields: with a title
		want  string // line:column message | hint
	}{
		{"colection: projects", `3:1 the key "colection" is not known here | did you mean "collection"?`},
		{"collection: project", `3:13 "project" is not one of the values that this key takes | did you mean "projects"? The values are: projects, clusters, programmes, organisations`},
		{"file: {encoding: cp1252}", `3:18 "cp1252" is not one of the values that this key takes | write one of: utf-8, windows-1252, latin-1, iso-8859-1, utf-16`},
		{"file: {separator: '; '}", `3:19 "; " is not a sign that separates cells | write ";", ",", "|" or tab`},
		{"file: {header: first}", `3:16 "first" is not the number of a line near the beginning | write the number of the line that names the columns, such as 3`},
		{"file: {quotes: loose}", `3:16 "loose" is not one of the values that this key takes | write one of: strict, lazy`},
		{"file: x", `3:7 this is a text, but what is needed is keys with values: encoding, separator, header, sheet, quotes | `},
		{"dates: 02.01.2006", `3:8 "02.01.2006" is no form of dates | write it with YYYY, MM and DD, such as DD.MM.YYYY, M/D/YY or YYYYMMDD`},
		{"numbers: {decimal: ';'}", `3:20 ";" is not a sign that stands here in numbers | write "," or "."`},
		{"numbers: {decimal: ',', thousands: ','}", `3:10 one sign cannot stand before decimals and group digits too | write number: {decimal: ",", thousands: "."}`},
		{"currency: kr", `3:11 "kr" is not a currency of ISO 4217 | write its three capital letters, such as SEK or EUR`},
		{"organisations: open", `3:16 "open" is not one of the values that this key takes | write one of: named, ids`},
		{"merge: title", `3:8 "title" is not one of the values that this key takes | write one of: reference, clusters, programmes, partners, funding, regions, municipalities, themes, keywords, sectors, goals, indicators, phases, milestones, follows, continued_by, related, contacts, links, documents, aliases`},
		{"body: [[Text]]", `3:8 this is a list, but what is needed is a text | `},
		{"  sumary: Text", `3:3 the key "sumary" is not known here | did you mean "summary"?`},
		{"  image: Text", `3:3 the key "image" is not known here | known keys here: title, summary, slug, reference, status, kind, start, end, clusters, programmes, coordinator, partners, funding, granted, budget, regions, municipalities, themes, keywords, sectors, goals, indicators, phases, milestones, follows, continued_by, related, disclaimer, contacts, links, documents, updated, aliases, draft, publish, expires, noindex, extra`},
		{"  summary: Texten", `3:12 t.csv has no column "Texten" on line 1 | did you mean "Text"?`},
		{"  summary: Något helt annat", `3:12 t.csv has no column "Något helt annat" on line 1 | its columns are: Titel, Text, Text 2, Två, Två`},
		{"  summary: Två", `3:12 t.csv has several columns "Två" | give them different names in the table`},
		{"  summary: [Text, Text 2]", `3:12 this is a list, but what is needed is one column, since the field has one value | `},
		{"  summary: {split: ;}", `3:12 this says nothing of where the value comes from | add column: and the name of a column, or value: and what it always is`},
		{"  summary: {sv: }", `3:12 this says nothing of where the value comes from | write the name of a column, or one for each language, such as {sv: Titel, en: Title}`},
		{"  summary: {column: Text, value: x}", `3:12 the value cannot come from column and value too | keep one of the two`},
		{"  summary: {column: Text, colum: x}", `3:27 the key "colum" is not known here | did you mean "column"?`},
		{"  summary: {column: Text, date: YYYY}", `3:27 date: says nothing of a value that is a text | take it away`},
		{"  summary: {de: Text}", `3:13 the key "de" is not known here | known keys here: column, template, value, sv, en`},
		{`  summary: {template: "{Text"}`, `3:23 a brace { is never closed in this template | write each column in braces, such as "{Diarienummer} {Titel}"`},
		{`  summary: {template: "{Texxt}"}`, `3:23 t.csv has no column "Texxt" on line 1 | did you mean "Text"?`},
		{"  keywords: {column: Text, split: ''}", `3:35 nothing cannot stand between values | write split: ";", split: "," or split: lines`},
		{"  status: {column: Text, values: [a]}", `3:34 this is a list, but what is needed is what stands for what, such as {Pågående: ongoing, Avslutat: completed} | `},
		{"  budget: {column: Text, unit: st}", `3:32 "st" is not a unit of amounts | write kr, tkr, mkr or mdkr`},
		{"  start: {column: Text, fill: up}", `3:31 "up" is not one of the values that this key takes | write one of: down`},
		{"  funding: Text", `3:12 this is a text, but what is needed is fields with the columns that fill them, such as {title: Projektnamn} | `},
		{"  funding: {grantd: Text}", `3:13 the key "grantd" is not known here | did you mean "granted"?`},
		{"  extra: Text", `3:10 this is a text, but what is needed is keys of your own with the columns that fill them | `},
		{"  title: Text", `3:3 the key "title" is written twice | it stands on line 2 already; keep one of the two`},
		{"  summary: 'x: y", `3:12 the quotation mark that opens here is never closed | close the text with '`},
	} {
		head := "id: Titel\nfields:\n  title: Titel\n"
		if strings.HasPrefix(tt.lines, "  ") {
			head = "id: Titel\nfields: \n  title: Titel\n"
		}
		mapping := head + tt.lines + "\n"
		s := newSite(t, "t.csv", "Titel;Text;Text 2;Två;Två\n", mapping)
		var got []string
		r, problems := tryMapping(s)
		for _, p := range problems.Sorted() {
			// The positions of the table are told from the line behind the head.
			got = append(got, fmt.Sprintf("%d:%d %s | %s", p.Pos.Line-1, p.Pos.Column, strings.ReplaceAll(p.Message, s.dir+"/", ""), strings.ReplaceAll(p.Hint, "line 3 ", "line 2 ")))
		}
		if r.Rows > 0 || strings.Join(got, "\n") != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.lines, strings.Join(got, "\n"), tt.want)
		}
	}
}

// What a mapping must say.
func TestMappingMustSay(t *testing.T) {
	for mapping, want := range map[string]string{
		"fields: {title: Titel}": "map.yaml: error: the mapping says nothing of the id",
		"id: Titel":              "map.yaml: error: the mapping says nothing of the title",
		"":                       "map.yaml: error: the mapping says nothing of the id\nmap.yaml: error: the mapping says nothing of the title",
		"id: {value: x}\nfields: {title: {sv: Titel}}\ncollection: organisations\n": "new content/organisations/x.md",
	} {
		if got := newSite(t, "t.csv", "Titel\nx\n", mapping).run(); got != want {
			t.Errorf("%q: %s, want %s", mapping, got, want)
		}
	}
}
