package ingest

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// grants are grants as the 360Giving Data Standard 1.4 has them.
const grants = `{
  "version": "1.4",
  "publisher": {"name": "Example Trust", "x": [{"grants": []}]},
  "grants": [
    {
      "id": "360G-Example-001",
      "title": "Grant to Orange Gardens",
      "description": "Towards a new greenhouse.",
      "currency": "GBP",
      "amountAppliedFor": 30000,
      "amountAwarded": 25000.50,
      "amountDisbursed": 1.2e4,
      "awardDate": "2022-09-05T00:00:00+00:00",
      "url": "https://example.org/grants/1",
      "plannedDates": [{"startDate": "2022-10-01", "duration": "18"}],
      "recipientOrganization": [{"id": "GB-CHC-1", "name": "Orange Gardens"}, {"id": "GB-CHC-2", "name": "Green\nFriends"}],
      "fundingOrganization": [{"id": "GB-CHC-9", "name": "Example Trust"}, {"id": "GB-CHC-8", "name": "Other Trust"}],
      "grantProgramme": [{"code": "GG", "title": "Good Gardens", "description": "Gardens for all."}],
      "fundingType": [{"title": "Grant"}],
      "classifications": [{"title": "Environment"}, {"vocabulary": "x"}],
      "beneficiaryLocation": [{"name": "Kronoberg"}, {"name": "Leeds", "geoCode": "E08000035"}, {"geoCode": "SE212"}],
      "relatedDocument": [{"title": "Report", "url": "https://example.org/report.pdf"}],
      "fromOpenCall": "Yes",
      "relatedActivity": ["x"],
      "dateModified": "2023-01-01T10:00:00Z"
    },
    {"id": "360G-Example-002", "title": "Grant to an individual", "description": "Grant to an individual",
     "currency": "SEK", "amountAwarded": 0, "awardDate": "2022",
     "recipientIndividual": {"id": "360G-Example-IND-1", "name": "Somebody"}, "toIndividualsDetails": {"primaryGrantReason": "GTIR010"},
     "actualDates": [{"startDate": "2022-05", "duration": 3}], "plannedDates": [{"startDate": "2021"}],
     "grantProgramme": [{"title": "Good Gardens"}],
     "fundingOrganization": [{"name": "Example Trust"}]},
    {"id": "360G-Example-002", "title": "Twice", "currency": "SEK"},
    {"id": "360G-Example-003", "title": "No currency", "currency": "pounds"},
    {"id": "360G-Example-004", "title": "", "currency": "GBP", "awardDate": "5/9/22", "amountAwarded": "25,000"},
    "no grant",
    {"title": "No id", "currency": "GBP"},
    {"id": "360G-Example-005", "title": "An end before its start", "currency": "GBP", "plannedDates": [{"startDate": "2022-05-01", "endDate": "2021"}]}
  ]
}
`

// required are the fields that the standard wants, besides those that a page needs.
const required = `, "description": "Ett", "amountAwarded": 1, "awardDate": "2022", "fundingOrganization": [{"name": "F"}], "recipientOrganization": [{"name": "R"}]`

func TestGiving(t *testing.T) {
	s := newSite(t, "grants.json", grants, "")
	want := `new content/programmes/good-gardens.md
new content/projects/360g-example-001.md
new content/projects/360g-example-002.md
grants.json: warning: fields of the grants that a page has no place for are left out: classifications/vocabulary (1), fromOpenCall (1), fundingOrganization/id (2), recipientOrganization/id (2), relatedActivity (1)
grants.json:5: warning: "Leeds" is none of the site's regions, so it becomes an area of its own
grants.json:33: error: grant "360G-Example-002", id: the grant on line 27 has the same
grants.json:34: error: grant "360G-Example-003", currency: "pounds" is not a currency of ISO 4217
grants.json:35: error: grant "360G-Example-004", amountAwarded: "25,000" is not a number in the form that is expected here
grants.json:35: error: grant "360G-Example-004", awardDate: "5/9/22" is not a date
grants.json:35: error: grant "360G-Example-004", title: the grant has no title
grants.json:36: error: an object is due here, and this is a text
grants.json:37: error: grant "", id: there is no id
grants.json:38: error: end (2021) lies before start (2022-05-01)`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	for name, want := range map[string]string{
		"projects/360g-example-001.md": `---
title: Grant to Orange Gardens
summary: Towards a new greenhouse.
reference: 360G-Example-001
start: 2022-10-01
end: 2024-03-31
programmes: [good-gardens]
coordinator: {name: Orange Gardens}
partners:
  - {name: Green Friends, role: beneficiary}
  - {name: Other Trust, role: co-funder}
funding:
  - funder: {name: Example Trust}
    programme: good-gardens
    applied: 30000
    granted: 25000.50
    paid: 12000
    currency: GBP
    decided: 2022-09-05
    note: Grant
regions:
  - Kronoberg
  - {name: Leeds}
  - SE212
keywords: [Environment]
links:
  - {url: "https://example.org/grants/1"}
documents:
  - {title: Report, url: "https://example.org/report.pdf"}
updated: 2023-01-01
---
`,
		"projects/360g-example-002.md": `---
title: Grant to an individual
reference: 360G-Example-002
start: 2022-05
end: 2022-07
programmes: [good-gardens]
funding:
  - funder: {name: Example Trust}
    programme: good-gardens
    granted: 0
    decided: 2022
---
`,
		"programmes/good-gardens.md": "---\ntitle: Good Gardens\nsummary: Gardens for all.\n---\n",
	} {
		if diff := cmp.Diff(want, s.read("content/"+name)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", name, diff)
		}
	}
	if found := loads(t, os.DirFS(s.dir)); len(found) > 0 {
		t.Errorf("what was written does not load: %v", told(found, s.dir))
	}

	// A programme that an editor has taken over is left to them, without a word.
	s.write("content/programmes/good-gardens.md", "---\ntitle: Goda trädgårdar\n---\n")
	s.write("grants.json", strings.Replace(grants, "Gardens for all.", "More gardens.", 1))
	if got := s.run(); !strings.HasPrefix(got, "kept content/programmes/good-gardens.md\nunchanged content/projects/360g-example-001.md\n") {
		t.Errorf("again: %s", got)
	}
}

// A grant that cannot be read takes nothing with it: neither its id nor the page of its programme.
func TestGivingUnreadableFirst(t *testing.T) {
	const rest = required + `, "title": "Ett", "grantProgramme": [{"title": "Nytt"}, {"title": "Nytt"}]}`
	s := newSite(t, "g.json", "{\"grants\": [\n{\"id\": \"a-1\", \"currency\": \"?\""+rest+",\n{\"id\": \"a-1\", \"currency\": \"SEK\""+rest+"\n]}", "")
	want := `new content/programmes/nytt.md
new content/projects/a-1.md
g.json:2: error: grant "a-1", currency: "?" is not a currency of ISO 4217`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if found := loads(t, os.DirFS(s.dir)); found.Errors() > 0 {
		t.Errorf("what was written does not load: %v", told(found, s.dir))
	}
}

// Characters that no page may hold are left out of what somebody else wrote, which is told; what stands between words becomes a space.
func TestGivingControlCharacters(t *testing.T) {
	s := newSite(t, "g.json", "{\"grants\": [\n{\"id\": \"a-1\", \"currency\": \"SEK\", \"title\": \"E\\u0001tt\\u000bnytt\\ud83d\""+required+"}\n]}", "")
	want := `new content/projects/a-1.md
g.json:2: warning: this escape stands for an invisible control character (U+0001)`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if page := s.read("content/projects/a-1.md"); !strings.HasPrefix(page, "---\ntitle: Ett nytt\uFFFD\n") {
		t.Errorf("got %q", page)
	}
	if found := loads(t, os.DirFS(s.dir)); found.Errors() > 0 {
		t.Errorf("what was written does not load: %v", told(found, s.dir))
	}
}

// What is wrong with the file as a whole is told, and what could be read is written.
func TestGivingBroken(t *testing.T) {
	const first = "{\"grants\": [\n{\"id\": \"a-1\", \"title\": \"Ett\", \"currency\": \"SEK\"" + required + "},\n"
	for _, tt := range []struct{ name, content, want string }{
		{"cut off", first + `{"id": "a-2", "tit`, "new content/projects/a-1.md\ng.json:3: error: the file ends before what begins here does"},
		{"broken", first + "{\"id\": 'a-2'}\n]}", "new content/projects/a-1.md\ng.json:3: error: this cannot be read as JSON, nor can what follows it: invalid character '\\'' looking for beginning of value"},
		{"a byte order mark, and a list of none", "\uFEFF{\"grants\": []}", ""},
		{"something behind the end", first + "{\"id\": \"a-2\", \"title\": \"Två\", \"currency\": \"SEK\"}]}\n{}", "new content/projects/a-1.md\nnew content/projects/a-2.md\ng.json:4: error: something stands behind the end of the package of grants\ng.json:3: warning: grant \"a-2\" lacks what the standard requires: description, amountAwarded, awardDate, fundingOrganization, recipientOrganization or recipientIndividual"},
		{"no grants", `{"version": "1.4"}`, "g.json: error: this file has no list of grants"},
		{"no object", `[{"id": "a-1"}]`, "g.json:1: error: this is not a package of grants"},
		{"no list", `{"grants": {}}`, "g.json:1: error: grants is not a list here"},
		{"empty", "", "g.json:1: error: the file ends before what begins here does"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := strings.Split(newSite(t, "g.json", tt.content, "").run(), "\n")
			want := strings.Split(tt.want, "\n")
			if diff := cmp.Diff(len(want), len(got)); diff != "" {
				t.Fatalf("got %q", got)
			}
			for _, line := range want {
				if !strings.Contains(strings.Join(got, "\n"), line) {
					t.Errorf("got %q, want %q", got, line)
				}
			}
		})
	}
}
