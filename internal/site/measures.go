package site

import (
	"slices"
	"strconv"

	"vitrin/internal/chart"
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
)

// measure is one of several numbers of a row before it is drawn.
type measure struct {
	kind   string
	number string // in words
	value  float64
	mark   bool // a place on the track, not a length
}

// measured gives a row with its measures, drawn in their order, on a scale.
func (e *edition) measured(link Link, note string, scale chart.Scale, measures []measure) Bar {
	row := Bar{Link: link, Note: note}
	for _, m := range measures {
		row.Measures = append(row.Measures, Measure{Kind: m.kind, Label: e.t("field." + m.kind), Number: m.number})
		switch {
		case m.mark:
			row.Parts = append(row.Parts, mark(m.kind, scale.At(m.value)))
		case m.value != 0:
			row.Parts = append(row.Parts, part(m.kind, scale.Bar(m.value)))
		}
	}
	if scale.Crosses() {
		row.Parts = append(row.Parts, mark("zero", scale.At(0)))
	}
	return row
}

// fundingBars draws what was applied for, granted and paid, row by row, with a figure for each currency. A
// figure of a single amount is left out.
func (e *edition) fundingBars(p *portfolio.Project) []Bars {
	var sum money.Sum
	for _, row := range p.Funding {
		sum.Add(slices.Collect(func(yield func(money.Amount) bool) {
			for _, f := range fundingMeasures {
				if a := f.amount(row); a != nil && !yield(*a) {
					return
				}
			}
		}))
	}
	currencies := sum.Amounts(e.s.p.Settings.Currency)
	var figures []Bars
	for _, c := range currencies {
		b := e.fundingFigure(p, c.Currency)
		if len(currencies) > 1 {
			b.Heading = e.t("figure.in", b.Label, c.Currency)
		}
		figures = append(figures, b)
	}
	return drawn(figures...)
}

// fundingMeasures are the amounts of a row of funding, the widest first.
var fundingMeasures = [...]struct {
	kind   string
	amount func(portfolio.Funding) *money.Amount
}{
	{"applied", func(f portfolio.Funding) *money.Amount { return f.Applied }},
	{"granted", func(f portfolio.Funding) *money.Amount { return f.Granted }},
	{"paid", func(f portfolio.Funding) *money.Amount { return f.Paid }},
}

func (e *edition) fundingFigure(p *portfolio.Project, currency string) Bars {
	rows := make([][]measure, len(p.Funding))
	var values []float64
	for i, row := range p.Funding {
		for _, f := range fundingMeasures {
			if a := f.amount(row); a != nil && a.Currency == currency {
				rows[i] = append(rows[i], measure{kind: f.kind, number: e.l.Money(*a), value: float64(a.Minor)})
				values = append(values, float64(a.Minor))
			}
		}
	}
	if len(values) < 2 {
		return Bars{}
	}
	b, scale := Bars{Label: e.t("field.funding")}, chart.NewScale(values...)
	for i, row := range p.Funding {
		if len(rows[i]) == 0 {
			continue
		}
		link, note := Link{Text: e.t("not-stated")}, ""
		if row.Funder != nil {
			link = e.link(&row.Funder.Entry)
		}
		if row.Programme != nil && len(p.Funding) > 1 {
			note = row.Programme.Title(e.lang)
		}
		b.Rows = append(b.Rows, e.measured(link, note, scale, rows[i]))
	}
	return b
}

// indicatorBars draws each indicator that states several numbers of one kind on a scale of its own: how far it
// came as a bar, from where and to where as marks. A share lies on a scale to a hundred.
func (e *edition) indicatorBars(p *portfolio.Project) []Bars {
	b := Bars{Label: e.t("figure.indicators")}
	for _, i := range p.Indicators {
		measures := e.indicatorMeasures(i)
		if len(measures) < 2 {
			continue
		}
		values := []float64{}
		if i.Actual.Percent || i.Target.Percent {
			values = append(values, 100)
		}
		for _, m := range measures {
			values = append(values, m.value)
		}
		b.Rows = append(b.Rows, e.measured(Link{Text: i.Name.In(e.lang)}, i.Unit.In(e.lang), chart.NewScale(values...), measures))
	}
	return drawn(b)
}

// indicatorMeasures gives what an indicator states; nothing where it mixes shares and numbers, which have no
// scale in common.
func (e *edition) indicatorMeasures(i portfolio.Indicator) []measure {
	var measures []measure
	shares := 0
	for _, m := range []struct {
		kind     string
		quantity portfolio.Quantity
		mark     bool
	}{{"actual", i.Actual, false}, {"target", i.Target, true}, {"baseline", i.Baseline, true}} {
		value, err := strconv.ParseFloat(m.quantity.Number, 64)
		if err != nil {
			continue // not stated
		}
		if m.quantity.Percent {
			shares++
		}
		measures = append(measures, measure{kind: m.kind, number: e.quantity(m.quantity, i.About), value: value, mark: m.mark})
	}
	if shares != 0 && shares != len(measures) {
		return nil
	}
	return measures
}
