package site

import (
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// facts collects the facts of a page, leaving out those that are not stated.
type facts struct {
	e    *edition
	list []Fact
}

// add adds a fact under the contract's name of its field.
func (f *facts) add(key string, values ...Value) {
	if len(values) > 0 {
		if f.list == nil {
			f.list = make([]Fact, 0, 12) // of a project, as a rule
		}
		f.list = append(f.list, Fact{Key: key, Label: f.e.t("field." + key), Values: values})
	}
}

func (f *facts) text(key string, texts ...string) {
	var values []Value
	for _, t := range texts {
		if t != "" {
			values = append(values, Value{Link: Link{Text: t}})
		}
	}
	f.add(key, values...)
}

func (f *facts) date(key string, d edtf.Date) {
	if !d.IsZero() {
		f.add(key, f.e.dated(d))
	}
}

func (f *facts) period(key string, start, end edtf.Date) {
	f.text(key, f.e.period(start, end))
}

func (f *facts) money(key string, amount *money.Amount) { f.text(key, f.e.money(amount)) }

func (f *facts) website(key, address string) {
	if address != "" {
		f.add(key, Value{Link: Link{Text: host(address), Href: address}})
	}
}

func (f *facts) terms(key string, by portfolio.Dimension, terms []*portfolio.Term) {
	values := make([]Value, 0, len(terms))
	for _, t := range terms {
		values = append(values, Value{Link: f.e.termLink(by, t)})
	}
	f.add(key, values...)
}

// common adds the facts that entries of every collection have.
func (f *facts) common(entry *portfolio.Entry) {
	var regions, sectors []Value
	for _, r := range entry.Regions {
		regions = append(regions, Value{Link: f.e.regionLink(r)})
	}
	f.add("regions", regions...)
	f.terms("municipalities", portfolio.ByMunicipality, entry.Municipalities)
	f.terms("themes", portfolio.ByTheme, entry.Themes)
	for _, s := range entry.Sectors {
		label := s.Label.In(f.e.lang)
		switch {
		case label == "":
			label = s.Code
		case s.Code != "":
			label += " (" + s.Code + ")"
		}
		sectors = append(sectors, Value{Link: Link{Text: label}})
	}
	f.add("sectors", sectors...)
}

// dated writes a date as a value with its machine-readable form, where that form has one: HTML's time
// element knows years, months and days, but no seasons.
func (e *edition) dated(d edtf.Date) Value {
	return Value{Link: Link{Text: e.date(d)}, Time: machineDate(d)}
}

func machineDate(d edtf.Date) string {
	if d.IsZero() || d.About || d.Precision() == edtf.SeasonPrecision {
		return ""
	}
	return d.String()
}

// parties gives organisations as values. A role other than the usual one is said.
func (e *edition) parties(parties []portfolio.Party, usual string) []Value {
	var values []Value
	for _, p := range parties {
		v := Value{Link: e.link(&p.Organisation.Entry), Note: p.Note.In(e.lang)}
		if p.Role != "" && p.Role != usual {
			v.Note = joinNotes(e.role(p.Role), v.Note)
		}
		values = append(values, v)
	}
	return values
}

func joinNotes(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + "; " + b
}

func affiliated[T any](e *edition, list []portfolio.Affiliation[T], entry func(T) *portfolio.Entry) []Value {
	values := make([]Value, 0, len(list))
	for _, a := range list {
		note := a.Note.In(e.lang)
		if a.Role != "" {
			note = joinNotes(e.role(a.Role), note)
		}
		values = append(values, Value{Link: e.link(entry(a.To)), Note: note})
	}
	return values
}

func clusterEntry(c *portfolio.Cluster) *portfolio.Entry     { return &c.Entry }
func programmeEntry(p *portfolio.Programme) *portfolio.Entry { return &p.Entry }

// termLink links a value of a dimension to its page, where a project states it.
func (e *edition) termLink(by portfolio.Dimension, t *portfolio.Term) Link {
	if t.Group == nil {
		return Link{Text: e.term(t)}
	}
	return Link{Text: e.term(t), Href: e.href(e.groups[t.Group])}
}

func (e *edition) regionLink(r *portfolio.Region) Link {
	if r.Group == nil {
		return Link{Text: r.Label.In(e.lang)}
	}
	return Link{Text: r.Label.In(e.lang), Href: e.href(e.groups[r.Group])}
}

// sum writes what a sum comes to and what it rests on: one value for each currency.
func (e *edition) sum(s money.Sum) []Value {
	var values []Value
	for _, a := range s.Amounts(e.s.p.Settings.Currency) {
		values = append(values, Value{Link: Link{Text: e.l.Money(a)}})
	}
	if len(values) > 0 {
		last := &values[len(values)-1]
		last.Note = e.t("sum.of", s.Of)
		if s.Missing > 0 {
			last.Note = e.t("sum.incomplete", last.Note, e.t("sum.missing", s.Missing))
		}
	}
	return values
}
