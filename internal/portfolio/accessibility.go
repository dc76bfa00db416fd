package portfolio

import (
	"errors"
	"fmt"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/syntax"
)

// Accessibility is what the settings say of how accessible the site is: the facts of an accessibility
// statement after the model of Commission Implementing Decision (EU) 2018/1523.
type Accessibility struct {
	Conformity  Conformity
	Standard    Text      // what it is measured against; zero: the words of the page's language
	Responsible Text      // who answers; where the settings do not say, the publisher
	Assessed    edtf.Date // day on which the site was examined; zero: not stated
	Updated     edtf.Date // day of the statement
	Method      Method
	Gaps        []Gap
	Report      Report
	Authority   Authority
}

// Conformity is how far a site meets what is asked of it (the model's section "compliance status").
type Conformity string

// The three answers that the model knows.
const (
	FullConformity    Conformity = "full"
	PartialConformity Conformity = "partial"
	NoConformity      Conformity = "none"
)

// Method is how a site was examined: one of the two usual ways, or what the editor says of it.
type Method struct {
	ID   string // [MethodSelf], [MethodExternal] or ""
	Text Text   // zero where ID is set, and where nothing is stated
}

// The usual methods: by the body itself, and by somebody else.
const (
	MethodSelf     = "self"
	MethodExternal = "external"
)

// Reason is why something on a site is not accessible (the model's section "non-accessible content").
type Reason string

// The model's reasons, in its order: requirements that are not met, a disproportionate burden
// (Directive (EU) 2016/2102, article 5), and what the law does not ask for.
const (
	NonCompliance          Reason = "non-compliance"
	DisproportionateBurden Reason = "burden"
	OutOfScope             Reason = "scope"
)

// Reasons lists the reasons in the order in which a statement gives them.
func Reasons() []Reason { return []Reason{NonCompliance, DisproportionateBurden, OutOfScope} }

// Gap is something on the site that not everybody can use.
type Gap struct {
	Text    Text
	Reason  Reason
	Instead Text      // how to get at the same otherwise; may be zero
	Until   edtf.Date // when it will be mended at the latest; zero: not stated

	untilPos diag.Pos
}

// Report is where people tell of obstacles and ask for what they cannot use in another form.
type Report struct {
	Email, Phone string
	URL          string // of a form, http or https

	urlPos diag.Pos
}

// Authority supervises that the law is kept, and takes complaints.
type Authority struct {
	None     bool   // nobody does, as of a private site
	Name     Text   // zero: the words of the page's language
	URL      string // where it takes complaints; empty: as the words of the page's language have it
	Language string // of what lies at URL, a BCP 47 tag; empty: not stated

	urlPos diag.Pos
}

var accessibilityFields = []field[Accessibility]{
	{"conformity", must(as(oneOf(FullConformity, PartialConformity, NoConformity), func(to *Accessibility, v Conformity) { to.Conformity = v }))},
	{"standard", as(phrase, func(to *Accessibility, v Text) { to.Standard = v })},
	{"responsible", as(phrase, func(to *Accessibility, v Text) { to.Responsible = v })},
	{"assessed", as(day, func(to *Accessibility, v edtf.Date) { to.Assessed = v })},
	{"updated", must(as(day, func(to *Accessibility, v edtf.Date) { to.Updated = v }))},
	{"method", as(method, func(to *Accessibility, v Method) { to.Method = v })},
	{"gaps", as(gaps, func(to *Accessibility, v []Gap) { to.Gaps = v })},
	{"report", as(report, func(to *Accessibility, v Report) { to.Report = v })},
	{"authority", as(authority, func(to *Accessibility, v Authority) { to.Authority = v })},
}

var gapFields = []field[Gap]{
	{"text", must(as(phrase, func(to *Gap, v Text) { to.Text = v }))},
	{"reason", must(as(oneOf(Reasons()...), func(to *Gap, v Reason) { to.Reason = v }))},
	{"instead", as(phrase, func(to *Gap, v Text) { to.Instead = v })},
	{"until", as(at(figures), func(to *Gap, v placed[edtf.Date]) { to.Until, to.untilPos = v.it, v.node.Pos })},
}

var reportFields = []field[Report]{
	{"email", as(email, func(to *Report, v string) { to.Email = v })},
	{"phone", as(text, func(to *Report, v string) { to.Phone = v })},
	{"url", as(at(webAddress), func(to *Report, v placed[string]) { to.URL, to.urlPos = v.it, v.node.Pos })},
}

var authorityFields = []field[Authority]{
	{"name", as(phrase, func(to *Authority, v Text) { to.Name = v })},
	{"url", as(at(webAddress), func(to *Authority, v placed[string]) { to.URL, to.urlPos = v.it, v.node.Pos })},
	{"language", as(languageTag, func(to *Authority, v string) { to.Language = v })},
}

func (d *decoder) report(n *syntax.Node) (r Report) {
	decode(d, n, reportFields, &r)
	return r
}

func (d *decoder) authority(n *syntax.Node) (a Authority) {
	if n.IsScalar() && d.text(n) == "none" {
		return Authority{None: true}
	}
	decode(d, n, authorityFields, &a)
	if isStated(n, "name") && !isStated(n, "url") {
		d.problems.Error(n.Pos, diag.MissingKey, "the supervisory authority has no address", "add url: and where it takes complaints, such as https://www.example.org/complain")
	}
	return a
}

// accessibility reads the key of this name. Without it a site has no statement: nothing is claimed that
// nobody wrote.
func (d *decoder) accessibility(n *syntax.Node) *Accessibility {
	var a Accessibility
	decode(d, n, accessibilityFields, &a)
	if n.Kind != syntax.Mapping {
		return nil
	}
	d.needs(n, "conformity", "how far the site meets the requirements", "add conformity: partial, or full or none")
	d.needs(n, "updated", "its date", "add updated: and the day on which it was last gone through, such as 2026-11-01")
	if !isStated(n, "method") {
		d.problems.Warn(n.Pos, diag.MissingKey, "the accessibility statement does not say how the site was examined",
			"add method: self, external, or a sentence")
	}
	d.claims(n, &a)
	return &a
}

// needs reports a key without which there is no statement.
func (d *decoder) needs(n *syntax.Node, key, what, hint string) {
	if !isStated(n, key) {
		d.problems.Error(n.Pos, diag.MissingKey, "the accessibility statement lacks "+what, hint)
	}
}

// claims warns of a state and gaps that contradict each other. What the law does not ask for is no
// contradiction to full conformity.
func (d *decoder) claims(n *syntax.Node, a *Accessibility) {
	switch {
	case a.Conformity == FullConformity:
		for _, g := range a.Gaps {
			if g.Reason == NonCompliance || g.Reason == DisproportionateBurden {
				d.problems.Error(n.Get("conformity").Pos, diag.Value, "the site is said to conform in full, and yet the statement has gaps",
					"write conformity: partial, or take out the gaps that have been mended")
				return
			}
		}
	case a.Conformity != "" && len(a.Gaps) == 0:
		d.problems.Warn(n.Get("conformity").Pos, diag.Value, "the site is said not to conform in full, but the statement names no gap",
			"add gaps: with what cannot be used, each as {text: …, reason: non-compliance}")
	}
}

func (d *decoder) gaps(n *syntax.Node) []Gap {
	all := records(d, n, gapFields)
	for _, item := range d.items(n) {
		if item.Kind != syntax.Mapping {
			continue
		}
		if !isStated(item, "text") {
			d.problems.Error(item.Pos, diag.MissingKey, "the gap does not say what cannot be used", "add text: what it is, and for whom it is an obstacle")
		}
		if !isStated(item, "reason") {
			d.problems.Error(item.Pos, diag.MissingKey, "the gap has no reason", "add reason: non-compliance, burden or scope")
		}
	}
	return all
}

// method reads how a site was examined. A single word that is none of the usual ones is a slip.
func (d *decoder) method(n *syntax.Node) Method {
	if n.Kind != syntax.Mapping {
		id := d.text(n)
		if id == MethodSelf || id == MethodExternal {
			return Method{ID: id}
		}
		if near := diag.Nearest(id, []string{MethodSelf, MethodExternal}); near != "" {
			d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not a method that this key knows", id),
				fmt.Sprintf("did you mean %q? The values are: self, external, or a sentence", near))
			d.problems.Mend(n.Instead(diag.Sole(id, []string{MethodSelf, MethodExternal})))
			return Method{}
		}
	}
	return Method{Text: d.translated(n)}
}

// figures reads a date in figures. The settings say which languages the site has, so the words of dates are not
// known when they are read.
func (d *decoder) figures(n *syntax.Node) edtf.Date { return d.inFigures(n, edtf.YearPrecision) }

// inFigures reads a date in figures. What cannot be read is only mended by a date that is precise enough.
func (d *decoder) inFigures(n *syntax.Node, enough edtf.Precision) edtf.Date {
	if n.Kind != syntax.String && n.Kind != syntax.Number {
		d.wrongKind(n, "a date such as 2026, 2026-11 or 2026-11-01")
		return edtf.Date{}
	}
	date, err := edtf.Parse(n.Value, edtf.Words{})
	if e, unreadable := errors.AsType[*edtf.Error](err); unreadable {
		hint := "write a year, a month or a day in figures, such as 2026, 2026-11 or 2026-11-01"
		meant, _ := edtf.Parse(e.Meaning(), edtf.Words{})
		isEnough := meant.Precision() >= enough && !meant.About
		if isEnough {
			hint = e.Advice()
		}
		d.problems.Error(n.Pos, diag.Date, err.Error(), hint)
		if isEnough {
			d.problems.Mend(n.Instead(e.Meaning()))
		}
	}
	return date
}

// day reads a date that is a day.
func (d *decoder) day(n *syntax.Node) edtf.Date {
	date := d.inFigures(n, edtf.DayPrecision)
	if !date.IsZero() && (date.Precision() != edtf.DayPrecision || date.About) {
		d.problems.Error(n.Pos, diag.Date, fmt.Sprintf("%q is not a day", n.Value), "write the day too, such as 2026-11-01")
		return edtf.Date{}
	}
	return date
}

// statement completes the statement with what the settings say of the publisher.
func (s *Settings) statement(d *decoder, n *syntax.Node) {
	a := s.Accessibility
	if a == nil {
		return
	}
	pos := n.Get("accessibility").Pos
	if a.Responsible.IsZero() {
		a.Responsible = s.Publisher.Name
	}
	if a.Responsible.IsZero() {
		d.problems.Error(pos, diag.MissingKey, "the accessibility statement does not say who answers for the site", "add publisher: to the settings, or responsible: here")
	}
	if a.Report == (Report{}) {
		a.Report.Email = s.Publisher.Email
	}
	if a.Report == (Report{}) {
		d.problems.Warn(pos, diag.MissingKey, "the accessibility statement does not say where to report an obstacle",
			"add report: {email: name@example.org}, or an email: to publisher")
	}
}

// promises warns of gaps that were to be mended by now.
func (b *builder) promises() {
	if b.settings.Accessibility == nil {
		return
	}
	for _, g := range b.settings.Accessibility.Gaps {
		if !g.Until.IsZero() && g.Until.Latest().Before(b.Today) {
			b.problems.Warn(g.untilPos, diag.Date, fmt.Sprintf("this was to be mended by %s, and that has passed", g.Until),
				"take the gap out if it has been mended; else state a new date")
		}
	}
}
