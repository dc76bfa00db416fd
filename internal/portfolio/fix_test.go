package portfolio_test

import (
	"strings"
	"testing"
)

// TestFixes holds which problems carry a fix, and which are left to people.
func TestFixes(t *testing.T) {
	for _, tt := range []struct{ front, want string }{
		{"start: 09/2015", "09/2015 > 2015-09"},
		{"end: '17.5.2022'", "'17.5.2022' > '2022-05-17'"},
		{"milestones: [{date: 20220517}]", "20220517 > 2022-05-17"},
		{"phases:\n  - start: den 17 maj 2022", "den 17 maj 2022 > 2022-05-17"},
		{"start: 05/06/2018", ""},
		{"start: 3/22/18", ""},
		{"start: &a 09/2015", ""},

		{"granted: 850 tkr", "850 tkr > 850000"},
		{"budget: {amount: 1 500 kr}", "1 500 kr > 1500"},
		{"funding: [{granted: 850 kr, currency: EUR}]", ""},
		{"granted: 850.000 kr", ""},
		{"granted: 1 500 000 kr", "1 500 000 kr > 1500000"},
		{"budget: 1,5 mkr", "1,5 mkr > 1500000"},

		{"sumary: x", "sumary > summary"},
		{"\"sumary\": x", "\"sumary\" > \"summary\""},
		{"phases: [{titel: x}]", "titel > title"},
		{"extra: {sumary: x}", ""}, // not looked at
		{"sumary: x\nsummary: y", ""},
		{"sumary: x\nsummary:", ""},
		{"sumary: x\nsummry: y", " | "},
		{"related: [{id: other, rote: x}]", ""}, // role or note
		{"en: 2022", ""},                        // a language, or end

		{"status: onging", "onging > ongoing"},
		{"status: Completed", "Completed > completed"},
		{"status: finished", "finished > completed"},
		{"status: Avslutad", "Avslutad > completed"},
		{"status: pågående", "pågående > ongoing"},
		{"status: company", ""},

		{"slut: 2016", "slut > end"}, // and not slug
		{"Slut-datum: 2016", "Slut-datum > end"},
		{"slut: 2016\nend: 2017", ""},
		{"slut: 2016\nslutdatum: 2017", " | "},
		{"typ: pilot\nlän: Kronoberg", "typ > kind | län > regions"},
		{"funding: [{finansiär: rise, program: innovation}]", "finansiär > funder | program > programme"},
		{"medlemmar: [rise]", ""}, // of a cluster

		{"draft: no", "no > false"},
		{"noindex: \"nej\"", "\"nej\" > false"},
		{"draft: maybe", ""},
		{"disclaimer: Yes", "Yes > true"},

		{"budget: {amount: 5, currency: sek}", "sek > SEK"},
		{"budget: {amount: 5, currency: kr}", ""},
		{"slug: Ett Namn", "Ett Namn > ett-namn"},
		{"slug: ../up", ""},

		{"clusters: creativ-cluster", ""}, // another cluster may be meant
		{"regions: Kronobergslän", ""},
		{"links: [{url: www.example.org}]", ""},
	} {
		_, problems := load(t, around+"-- content/projects/self.md --\n---\ntitle: Self\n"+tt.front+"\n---\n")
		var got []string
		for _, p := range problems {
			fix := ""
			if !p.Fix.IsZero() {
				fix = p.Fix.Old + " > " + p.Fix.New
			}
			got = append(got, fix)
		}
		if strings.Join(got, " | ") != tt.want {
			t.Errorf("%s: %q, want %q", tt.front, got, tt.want)
		}
	}
}

// TestFixesOfOthers holds the fixes of settings, translations and organisations.
func TestFixesOfOthers(t *testing.T) {
	statement := "accessibility:\n  conformity: none\n  method: self\n  gaps: {text: x, reason: scope}\n  report: {phone: '1'}\n  responsible: x\n  updated: 2026-11-01\n"
	for _, tt := range []struct{ name, archive, want string }{
		{"a language's key", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\nlangages: [sv]\n", "langages > languages"},
		{"a choice", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\norganisations: opne\n", "opne > open"},
		{"a currency", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\ncurrency: eur\n", "eur > EUR"},
		{"a method", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\n" + strings.Replace(statement, "self", "extern", 1), "extern > external"},
		{"a day", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\n" + strings.Replace(statement, "2026-11-01", "1.11.2026", 1), ""},
		{"a day beyond doubt", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\n" + strings.Replace(statement, "2026-11-01", "2026/11/01", 1), "2026/11/01 > 2026-11-01"},
		{"a month where a day is due", "-- content/site.yaml --\ntitle: T\nbase_url: https://example.org/\n" + strings.Replace(statement, "2026-11-01", "11/2026", 1), ""},
		{"a word in a translation", "-- content/projects/a.md --\n---\ntitle: A\n---\n-- content/projects/a.en.md --\n---\ntitel: A\n---\n", "titel > title"},
		{"a fact in a translation", "-- content/projects/a.md --\n---\ntitle: A\n---\n-- content/projects/a.en.md --\n---\ntitle: A\nstrat: 2022\n---\n", ""},
		{"a kind of organisation", "-- content/organisations/a.md --\n---\ntitle: A\nkind: universty\n---\n", "universty > university"},
		{"TOML", "-- content/projects/a.md --\n+++\ntitle = \"A\"\nstart = 20220517\nstatus = 'onging'\n+++\n", "20220517 > \"2022-05-17\" | 'onging' > 'ongoing'"},
		{"JSON", "-- content/projects/a.md --\n{\"title\": \"A\", \"draft\": \"ja\", \"sumary\": \"x\"}\n", "\"ja\" > true | \"sumary\" > \"summary\""},
	} {
		_, problems := load(t, tt.archive)
		var got []string
		for _, p := range problems {
			if !p.Fix.IsZero() {
				got = append(got, p.Fix.Old+" > "+p.Fix.New)
			}
		}
		if len(problems) == 0 || strings.Join(got, " | ") != tt.want {
			t.Errorf("%s: %q, want %q; %+v", tt.name, got, tt.want, problems)
		}
	}
}
