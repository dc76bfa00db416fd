package ingest

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/table"
)

// TestDraft holds what is proposed for tables as Swedish systems write them. Each draft is a mapping that reads its table.
func TestDraft(t *testing.T) {
	for _, tt := range []struct{ name, content, want string }{
		{"a list of projects", `Dnr;Projektnamn;Projektägare;Status;Startdatum;Slutdatum;Beviljat belopp (tkr);Län;Kommuner;Parter;Syfte;Förväntat resultat;Handläggare;
2022-1;Ett;RISE;Pågående;17.05.2022;2023;1 234,5;Kronoberg;Borås, Mark;Alfa AB;Text;Text;Eva;
2022-2;Två;RISE;Avslutat;1.2.2020;-;-;Kronoberg;Mark;"Alfa AB
Beta, AB";Text;Text;Bo;
2022-3;Tre;RISE;vilande;okänt;;850;;;;;;;
`, `collection: projects
empty: "-"
id: Dnr
fields:
  title: Projektnamn
  reference: Dnr
  status:
    column: Status
    values: {Pågående: ongoing, Avslutat: completed}
  start: {column: Startdatum, date: DD.MM.YYYY}
  end: Slutdatum
  coordinator: Projektägare
  partners: {column: Parter, split: lines}
  funding:
    - granted: {column: Beviljat belopp (tkr), unit: tkr}
  regions: Län
  municipalities: {column: Kommuner, split: ","}
body:
  - {column: Syfte, heading: Syfte}
  - {column: Förväntat resultat, heading: Förväntat resultat}
# Columns that nothing takes:
#   Handläggare
`},
		{"in English, with dates of two meanings", "Project ID,Project title,Applicant,Start date,End date,Amount awarded,Currency,Website\n1,One,RISE,05/06/2022,07/08/2022,\"1,234\",EUR,example.org\n2,Two,RISE,05/06/2022,07/08/2022,850,EUR,\n", `collection: projects
id: Project ID
fields:
  title: Project title
  reference: Project ID
  start: {column: Start date, date: DD/MM/YYYY}
  end: {column: End date, date: DD/MM/YYYY}
  coordinator: Applicant
  funding:
    - {granted: Amount awarded, currency: Currency}
  links:
    - {url: Website}
# Look twice: Start date: the dates may be DD/MM/YYYY or MM/DD/YYYY.
# Look twice: End date: the dates may be DD/MM/YYYY or MM/DD/YYYY.
# Look twice: Amount awarded: 1,234 may have decimals, or be more than a thousand; say number: {decimal: ",", thousands: "."} or the other way round.
`},
		{"rows of one id that are not one page, a sum, and words of systems", "Projekt-id;Svensk titel;Engelsk titel;T o m;Sökta medel (kkr);Total Awarded;Webb\n1;Ett;One;2022;1 234,50;1,5;x.se\n1;Två;Two;2023;45,603;1.234;\nSumma;;;;;;\n", `collection: projects
id: Projekt-id
fields:
  title: Svensk titel
  reference: Projekt-id
  end: T o m
  funding:
    - applied:
        column: Sökta medel (kkr)
        unit: tkr
        number: {decimal: ",", thousands: "."}
      granted:
        column: Total Awarded
        number: {decimal: ",", thousands: "."}
  links:
    - {url: Webb}
# Look twice: line 4 seems to be a sum of the others (Summa), and is no page: take it out of the table.
# Look twice: id: Projekt-id is not different in every row: lines 2 and 3 have different titles.
# Look twice: Engelsk titel: where the site is in English too, say title: {sv: Svensk titel, en: Engelsk titel}.
`},
		{"doubled rows", "Dnr;Titel;Beviljat\n1;Ett;500\n1;Ett;500\n2;Två;5\n", `collection: projects
id: Dnr
fields:
  title: Titel
  reference: Dnr
  funding:
    - {granted: Beviljat}
# Look twice: id: Dnr is not different in every row: lines 2 and 3 are the same in every cell.
`},
		{"a title for want of a number", "Titel;Beviljat\nEtt;1.250\nTvå;2.500\n", `collection: projects
id: Titel
fields:
  title: Titel
  funding:
    - {granted: Beviljat}
# Look twice: id: Titel is a title, and a page whose title changes is a new page; a number that never changes is better.
# Look twice: Beviljat: 1.250 may have decimals, or be more than a thousand; say number: {decimal: ",", thousands: "."} or the other way round.
`},
		{"several rows of one project", "Diarienummer\tProjekt\tPart\tBidrag\n1\tEtt\tRISE\t5\n1\tEtt\tAlfa AB\t6\n", `collection: projects
id: Diarienummer
merge: [partners, funding]
fields:
  title: Projekt
  reference: Diarienummer
  partners: Part
  funding:
    - {granted: Bidrag}
# Look twice: Diarienummer: several rows have the same, and are taken to be one page.
`},
		{"organisations, in Windows-1252", "Organisation;Orgnr;Hemsida;L\xE4n\nRegion Sk\xE5ne;232100-0255;www.skane.se;Sk\xE5ne\n", `collection: organisations
file: {encoding: windows-1252}
id: Orgnr
fields:
  title: Organisation
  website: Hemsida
  number: Orgnr
  regions: Län
`},
		{"a header below a title", "Projektlista 2022;;\n\nUppdaterad;2022-05-17;\nDnr;Titel;Start\n1;Ett;2022\n", `collection: projects
file: {header: 4}
id: Dnr
fields:
  title: Titel
  reference: Dnr
  start: Start
# Look twice: file: the names of the columns seem to stand on line 4.
`},
		{"nothing that is known", "Alfa;Beta\n1;2\n", `collection: projects
fields: {}
# Look twice: id: say which column differs in every row and never changes.
# Columns that nothing takes:
#   Alfa
#   Beta
`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t, "t.csv", tt.content, "")
			draft, found, err := Draft(s.options.File, "", "", nil)
			if err != nil || len(found) > 0 {
				t.Fatal(found, err)
			}
			_, got, _ := strings.Cut(string(draft), "--dry-run\n")
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			m, found := readMapping("map.yaml", draft, []string{"sv"})
			if m == nil {
				if tt.name != "nothing that is known" {
					t.Fatal(found)
				}
				return
			}
			tab, found, err := table.Open(s.options.File, m.table)
			if tab == nil || err != nil {
				t.Fatal(found, err)
			}
			if found := m.bind(tab); len(found) > 0 {
				t.Error(found)
			}
		})
	}
}

// A mapping that says how the table is read is heeded, and written down.
func TestDraftByFile(t *testing.T) {
	s := newSite(t, "t.csv", "Om listan,Version\nAlla;projekt\nDnr;Titel\n1;Ett, två\n", "")
	draft, found, err := Draft(s.options.File, "", "map.yaml", []byte("file: {header: 3, separator: ;}\n"))
	if err != nil || len(found) > 0 || !strings.Contains(string(draft), "\nfile: {separator: \";\", header: 3}\nid: Dnr\n") {
		t.Errorf("%s\n%v %v", draft, found, err)
	}
	_, found, err = Draft(s.options.File, "", "map.yaml", []byte("file: {hedaer: 3}\n"))
	if err != nil || found.Errors() != 1 {
		t.Errorf("%v %v", found, err)
	}
}
