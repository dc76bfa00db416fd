package portfolio

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
)

// Audit gives what is worth telling an editor who asks for it, and would drown a build: gaps, contradictions and
// private data in pages that hold. All are warnings; what [New] told is not among them.
func (p *Portfolio) Audit() diag.List {
	a := audit{Portfolio: p, problems: slices.Clone(p.remarks)}
	for _, e := range p.Entries() {
		if e.Main == nil {
			continue // an organisation that is known by name alone
		}
		a.translations(e)
		a.contacts(e)
		for _, v := range e.Versions {
			a.title(v)
			a.summary(v)
		}
	}
	for _, project := range p.Projects {
		a.schedule(project)
		a.funding(project)
		a.indicators(project)
	}
	for _, programme := range p.Programmes {
		a.declared(programme)
	}
	return a.problems
}

// audit collects the warnings of one look at a portfolio.
type audit struct {
	*Portfolio
	problems diag.List
}

const (
	// usualSummary is how many characters of a summary cards, feeds and search engines show.
	usualSummary = 300
	// longSummary is how many are told: a few words more than the usual do no harm.
	longSummary = usualSummary * 11 / 10
	// usualTitle is how many characters of a title search engines and cards in social media show.
	usualTitle = 60
	// longTitle is how many are told: official names are long, and these are not for that.
	longTitle = 200
)

// title tells of titles that are too long to be shown.
func (a *audit) title(v *Version) {
	for _, long := range v.longTitles {
		a.problems.Warn(v.pos(long.at), diag.EntryTitle, fmt.Sprintf("the title has %d characters, of which search engines and cards show some %d", long.characters, usualTitle),
			"shorten it to what people call it, and write the rest in the summary")
	}
}

// summary tells of an entry without a summary, and of summaries that are too long to be one.
func (a *audit) summary(v *Version) {
	if v.broken || v.Entry.Main.broken {
		return
	}
	if v.Summary == "" && !v.summaryMeant && v.Entry.Collection != Pages {
		a.problems.Warn(v.pos(v.titleAt), diag.EntrySummary, fmt.Sprintf("this %s has no summary", singular[v.Entry.Collection]),
			fmt.Sprintf("add summary: and what it is about, in some %d characters; lists, feeds and search engines show it", usualSummary))
	}
	for _, long := range v.tooLong {
		a.problems.Warn(v.pos(long.at), diag.EntrySummary, fmt.Sprintf("the summary has %d characters, of which lists and search engines show some %d", long.characters, usualSummary),
			"shorten it, and move the rest to the text below")
	}
}

// translations tells of the site's languages in which the entry has no page.
func (a *audit) translations(e *Entry) {
	if e.Main.broken {
		return
	}
	for _, lang := range a.Settings.Languages {
		if e.Version(lang) != nil {
			continue
		}
		file := a.translation(e, lang)
		hint := fmt.Sprintf("write %s with title, summary and text; facts stay where they are", file)
		if a.withheld[file] {
			hint = fmt.Sprintf("%s is a draft; take draft: away when it is ready", file)
		}
		a.problems.Warn(diag.Pos{File: e.Main.Path}, diag.Translation, fmt.Sprintf("there is no page in the language %q", lang), hint)
	}
}

// translation gives the path of the file that is the entry in a language.
func (a *audit) translation(e *Entry, lang string) string {
	name := strings.TrimSuffix(strings.TrimSuffix(e.Main.Path, ".md"), "."+e.Main.Lang)
	if lang == a.Settings.Default() {
		return name + ".md"
	}
	return name + "." + lang + ".md"
}

// contacts tells of people who are no longer shown. Their lines are not quoted.
func (a *audit) contacts(e *Entry) {
	for _, c := range e.past {
		problem := diag.Problem{Severity: diag.Warning, Code: diag.Contact, Secret: true}
		problem.Pos = c.at.in(e.Main.Path)
		if c.until.IsZero() {
			problem.Message = fmt.Sprintf("this contact is no longer shown, since the project ended more than %d months ago", a.Settings.ContactsHideAfter)
			problem.Hint = "take the person out of the file; one who still answers stays with until: and a date to come"
		} else {
			problem.Message = fmt.Sprintf("this contact was shown until %s, and that has passed", c.until)
			problem.Hint = "take the person out of the file, or state a date to come"
		}
		a.problems = append(a.problems, problem)
	}
}

// auditLink remembers what is worth telling of a link in a body: a picture without words, and a page that is not shown.
// It is looked at while the portfolio is made, since links do not stay in memory as they are written.
func (p *Portfolio) auditLink(l *markdown.Link, to *LinkTarget, pos diag.Pos) {
	if l.Kind == markdown.Image && l.Text == "" && !l.Decoration {
		p.remarks.Warn(pos, diag.Alt, "this picture has no words for those who don't see it",
			`write between the brackets what it shows: ![The bridge](bridge.jpg); or ![""](bridge.jpg) where it only decorates`)
	}
	switch {
	case to.withheld && l.Text == "":
		p.remarks.Warn(pos, diag.Withheld, "this page is not shown today, being a draft or outside its dates, so the link is left out, and words that do not name the page stand there",
			"write what is to stand there, such as [[clusters/name|the text]]; nothing needs to be done if the page is yet to come")
	case to.withheld:
		p.remarks.Warn(pos, diag.Withheld, "this page is not shown today, being a draft or outside its dates, so the link is left out and its text stays",
			"nothing needs to be done if the page is yet to come; else take the link out")
	}
}
