package portfolio_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// statement puts what stands below the key accessibility, from line 6 of the file on, into settings with a publisher.
func statement(below string) string {
	return settings + "publisher: {name: Utgivaren, email: svar@example.org}\naccessibility:\n  " + strings.ReplaceAll(below, "\n", "\n  ") + "\n"
}

func TestAccessibility(t *testing.T) {
	p := must(t, statement(`conformity: partial
standard: WCAG 2.2 AA
responsible: {sv: Nämnden, en: The board}
assessed: 2026-10-30
updated: 2026-11-01
method: {sv: Egna prov, en: Tests of our own}
gaps:
  - {text: {sv: Filmer utan text, en: Films without captions}, reason: non-compliance, instead: Ring oss, until: 2026-12}
  - {text: Inskannade handlingar, reason: burden}
report: {phone: 08-123 45 67, url: "https://example.org/form"}
authority: {name: {sv: Tillsynen, en: The watch}, url: "https://watch.example/", language: sv}`))
	a := p.Settings.Accessibility
	got := []string{
		string(a.Conformity), a.Standard.In("sv"), a.Responsible.In("en"), a.Assessed.String(), a.Updated.String(), a.Method.ID, a.Method.Text.In("en"),
		a.Report.Email, a.Report.Phone, a.Report.URL, a.Authority.Name.In("sv"), a.Authority.URL, a.Authority.Language,
	}
	want := []string{
		"partial", "WCAG 2.2 AA", "The board", "2026-10-30", "2026-11-01", "", "Tests of our own",
		"", "08-123 45 67", "https://example.org/form", "Tillsynen", "https://watch.example/", "sv",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var gaps []string
	for _, g := range a.Gaps {
		gaps = append(gaps, fmt.Sprintf("%s|%s|%s|%s", g.Text.In("en"), g.Reason, g.Instead.In("sv"), g.Until))
	}
	if diff := cmp.Diff([]string{"Films without captions|non-compliance|Ring oss|2026-12", "Inskannade handlingar|burden||"}, gaps); diff != "" {
		t.Error(diff)
	}
}

// TestAccessibilityFromPublisher holds what the settings need not say twice, wherever they say it.
func TestAccessibilityFromPublisher(t *testing.T) {
	if a := must(t, settings).Settings.Accessibility; a != nil {
		t.Errorf("a site that says nothing of it has a statement: %+v", a)
	}
	const brief = "accessibility: {conformity: full, updated: 2026-11-01, method: external, authority: none}\n"
	const publisher = "publisher: {name: Utgivaren, email: svar@example.org}\n"
	for _, archive := range []string{settings + brief + publisher, settings + publisher + brief} {
		a := must(t, archive).Settings.Accessibility
		if a.Responsible.In("sv") != "Utgivaren" || a.Report != (portfolio.Report{Email: "svar@example.org"}) || a.Method.ID != portfolio.MethodExternal || !a.Authority.None {
			t.Errorf("got %+v", a)
		}
	}
}

// TestAccessibilityProblems holds every class of problem of a statement against its place, its words and its hint.
func TestAccessibilityProblems(t *testing.T) {
	const whole = "conformity: partial\nupdated: 2026-11-01\nmethod: self\n"
	for _, tt := range []struct{ below, want string }{
		{"updated: 2026-11-01\nmethod: self", `6:3: error [missing-key] the accessibility statement lacks how far the site meets the requirements | add conformity: partial, or full or none`},
		{"conformity: full\nmethod: self", `6:3: error [missing-key] the accessibility statement lacks its date | add updated: and the day on which it was last gone through, such as 2026-11-01`},
		{"conformity: full\nupdated: 2026-11-01", `6:3: warning [missing-key] the accessibility statement does not say how the site was examined | add method: self, external, or a sentence`},
		{"conformity: ful\nupdated: 2026-11-01\nmethod: self", `6:15: error [value] "ful" is not one of the values that this key takes | did you mean "full"? The values are: full, partial, none`},
		{"conformity: full\nupdated: 2026-11\nmethod: self", `7:12: error [date] "2026-11" is not a day | write the day too, such as 2026-11-01`},
		{"conformity: full\nupdated: 2026-11-01\nassessed: hösten 2026\nmethod: self", `8:13: error [date] "hösten 2026" is not a date | write a year, a month or a day in figures, such as 2026, 2026-11 or 2026-11-01`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: externl", `8:11: error [value] "externl" is not a method that this key knows | did you mean "external"? The values are: self, external, or a sentence`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\ngaps: {text: x, reason: burden}", `6:15: error [value] the site is said to conform in full, and yet the statement has gaps | write conformity: partial, or take out the gaps that have been mended`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\ngaps: {text: x, reason: scope}", ``},
		{"conformity: none\nupdated: 2026-11-01\nmethod: self", `6:15: warning [value] the site is said not to conform in full, but the statement names no gap | add gaps: with what cannot be used, each as {text: …, reason: non-compliance}`},
		{whole + "gaps: [{reason: scope}]", `9:10: error [missing-key] the gap does not say what cannot be used | add text: what it is, and for whom it is an obstacle`},
		{whole + "gaps: [{text: x}]", `9:10: error [missing-key] the gap has no reason | add reason: non-compliance, burden or scope`},
		{whole + "gaps: [{text: x, reason: bureden}]", `9:28: error [value] "bureden" is not one of the values that this key takes | did you mean "burden"? The values are: non-compliance, burden, scope`},
		{whole + "gaps: [{text: x, reason: scope, until: 2026-10}]", `9:42: warning [date] this was to be mended by 2026-10, and that has passed | take the gap out if it has been mended; else state a new date`},
		{whole + "gaps: [{text: x, reason: scope, until: 2026-11}]", ``},
		{whole + "gaps: [{text: {de: x}, reason: scope}]", `9:18: error [language] "de" is not one of the site's languages | the languages in content/site.yaml are: sv, en`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\nreport: {mail: a@example.org}", `9:12: warning [unknown-key] the key "mail" is not known here, so it is left out | did you mean "email"?`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\nreport: {email: here}", `9:19: error [value] "here" is not an e-mail address | write the address alone: name@example.org`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\nauthority: {url: watch}", `9:20: error [value] "watch" is not a web address | write it in full: https://www.example.org/page`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\nauthority: {name: Tillsynen}", `9:14: error [missing-key] the supervisory authority has no address | add url: and where it takes complaints, such as https://www.example.org/complain`},
		{"conformity: full\nupdated: 2026-11-01\nmethod: self\nauthority: no", `9:14: error [type] this is a text, but what is needed is keys with values: name, url, language | `},
	} {
		_, problems := load(t, statement(tt.below))
		var got []string
		for _, p := range problems {
			got = append(got, fmt.Sprintf("%d:%d: %s [%s] %s | %s", p.Pos.Line, p.Pos.Column, p.Severity, p.Code, p.Message, p.Hint))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s\n%s", tt.below, diff)
		}
	}
}

// TestAccessibilityOfNobody holds that a statement says who answers for the site and who is to be told.
func TestAccessibilityOfNobody(t *testing.T) {
	_, problems := load(t, settings+"accessibility: {conformity: full, updated: 2026-11-01, method: self}\n")
	var got []string
	for _, p := range problems {
		got = append(got, fmt.Sprintf("%d:%d: %s", p.Pos.Line, p.Pos.Column, p.Message))
	}
	want := []string{
		"4:16: the accessibility statement does not say who answers for the site",
		"4:16: the accessibility statement does not say where to report an obstacle",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestPromisesAreDated holds that the day of the build decides whether a promise has passed.
func TestPromisesAreDated(t *testing.T) {
	archive := statement("conformity: partial\nupdated: 2026-11-01\nmethod: self\ngaps: {text: x, reason: non-compliance, until: 2026-12-31}")
	for day, want := range map[edtf.Day]int{edtf.NewDay(2026, 12, 31): 0, edtf.NewDay(2027, 1, 1): 1} {
		_, problems := load(t, archive, func(o *portfolio.Options) { o.Today = day })
		if len(problems) != want {
			t.Errorf("on %s there are %d problems, want %d", day, len(problems), want)
		}
	}
}
