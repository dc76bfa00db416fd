package site

import (
	"cmp"

	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// statement is the id of the accessibility statement: in the menu, as a key of addresses, and of the ordinary
// page whose words it takes.
const statement = "accessibility"

// hasStatement tells whether the site has an accessibility statement; what an editor writes of it is an
// ordinary page where it has none.
func (s *Site) hasStatement() bool { return s.p.Settings.Accessibility != nil }

// isStatement tells whether an ordinary page gives the accessibility statement its words.
func (s *Site) isStatement(id string) bool { return id == statement && s.hasStatement() }

// statementLink leads to the statement. Its title and its address are those of the page that an editor wrote
// for it in this language, or else the catalogue's.
func (e *edition) statementLink() Link {
	title := e.t("accessibility.title")
	if written := e.written(statement); written != nil {
		title = written.Title(e.lang)
	}
	return Link{Text: title, Href: e.href(e.statementAddress())}
}

func (e *edition) statementAddress() string {
	if written := e.written(statement); written != nil {
		return e.pageAddress(written, written.Version(e.lang))
	}
	return e.prefix + e.path(statement) + "/"
}

// planAccessibility adds the accessibility statement, in every language alike, since the settings give its facts.
func (e *edition) planAccessibility() {
	if !e.s.hasStatement() {
		return
	}
	page := &Page{Address: e.statementAddress(), Lang: e.lang, Template: "accessibility.html", e: e, of: statementMatter{e.s.p.Settings}, listed: true}
	if written := e.written(statement); written != nil {
		page.listed = !written.Version(e.lang).NoIndex
	}
	e.s.add(page)
}

// statementMatter is the accessibility statement.
type statementMatter struct{ *portfolio.Settings }

func (statementMatter) view(p *Page) any           { return p.e.accessibilityView(p) }
func (statementMatter) inputs(in *inputs, p *Page) { in.entry(p.e.written(statement)) }

func (statementMatter) in(_ *Page, other *edition) (string, bool) {
	return other.statementAddress(), true
}

func (m statementMatter) modified() edtf.Date { return m.Accessibility.Updated }

func (statementMatter) claim(p *Page) claim {
	if written := p.e.written(statement); written != nil {
		return claimOf(written, p.Lang)
	}
	return claim{name: p.e.t("accessibility.title")}
}

func (e *edition) accessibilityView(page *Page) *AccessibilityView {
	settings := e.s.p.Settings
	a := settings.Accessibility
	v := &AccessibilityView{
		Intro:      e.t("accessibility.intro", a.Responsible.In(e.lang), settings.Title.In(e.lang)),
		Conformity: e.conformity(a),
		Gaps:       e.gaps(a.Gaps),
		Facts:      e.examined(a),
		Report:     e.report(a.Report),
	}
	v.Authority, v.Complaint = e.authority(a.Authority)
	o := outline{title: e.t("accessibility.title"), section: statement, description: v.Conformity}
	if written := e.written(statement); written != nil {
		o = e.outlineOf(written, statement, nil)
		o.description = cmp.Or(o.description, v.Conformity)
		v.Words = e.words(page, written)
		v.Words.Updated = Value{} // the statement has a date of its own
	}
	v.Frame = e.frame(page, o)
	return v
}

// conformity says how far the site meets what is asked of it.
func (e *edition) conformity(a *portfolio.Accessibility) string {
	standard := orElse(a.Standard.In(e.lang), e.t("accessibility.standard"))
	switch a.Conformity {
	case portfolio.FullConformity:
		return e.t("accessibility.full", standard)
	case portfolio.PartialConformity:
		return e.t("accessibility.partial", standard)
	default:
		return e.t("accessibility.none", standard)
	}
}

// gaps sorts the gaps by their reasons.
func (e *edition) gaps(all []portfolio.Gap) []GapGroup {
	headings := map[portfolio.Reason]string{
		portfolio.NonCompliance:          e.t("accessibility.non-compliance"),
		portfolio.DisproportionateBurden: e.t("accessibility.burden"),
		portfolio.OutOfScope:             e.t("accessibility.scope"),
	}
	var groups []GapGroup
	for _, reason := range portfolio.Reasons() {
		group := GapGroup{Heading: headings[reason]}
		for _, g := range all {
			if g.Reason == reason {
				group.Gaps = append(group.Gaps, Gap{Text: g.Text.In(e.lang), Instead: g.Instead.In(e.lang), Until: e.date(g.Until), Time: machineDate(g.Until)})
			}
		}
		if len(group.Gaps) > 0 {
			groups = append(groups, group)
		}
	}
	return groups
}

// examined tells when and how the site was examined.
func (e *edition) examined(a *portfolio.Accessibility) []Fact {
	f := facts{e: e}
	f.date("assessed", a.Assessed)
	switch a.Method.ID {
	case portfolio.MethodSelf:
		f.text("method", e.t("accessibility.self"))
	case portfolio.MethodExternal:
		f.text("method", e.t("accessibility.external"))
	default:
		f.text("method", a.Method.Text.In(e.lang))
	}
	f.date("stated", a.Updated)
	return f.list
}

func (e *edition) report(r portfolio.Report) *Report {
	if r == (portfolio.Report{}) {
		return nil
	}
	report := &Report{Email: r.Email, Phone: r.Phone, Tel: tel(r.Phone)}
	if r.URL != "" {
		report.Form = Link{Text: e.t("accessibility.form", host(r.URL)), Href: r.URL}
	}
	return report
}

// authority names who supervises the site and where it takes complaints: as the settings have it, or else the
// authority that the catalogue of the language names.
func (e *edition) authority(a portfolio.Authority) (sentence string, complaint Link) {
	if a.None {
		return "", Link{}
	}
	name, lang := orElse(a.Name.In(e.lang), e.t("accessibility.authority.name")), a.Language
	complaint.Href = a.URL
	if a.URL == "" {
		complaint.Href, lang = e.t("accessibility.authority.url"), e.t("accessibility.authority.language")
	}
	complaint.Text = e.t("accessibility.complaint", name)
	if lang != "" && lang != e.l.Tag.String() {
		complaint.Lang, complaint.Mark = lang, e.t("in-language", e.languageName(lang))
	}
	return e.t("accessibility.authority.text", name), complaint
}
