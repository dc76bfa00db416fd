package site

import "vitrin/internal/portfolio"

// lister knows of which project a view tells, in which language, so that what lists share can be made once, and only
// when it is needed.
type lister struct {
	edition *edition
	number  int32 // see [CardNumber]
}

// CardNumber tells apart the projects of a site in its languages, from 1 on. It is 0 for a card that belongs to no site.
// Like its neighbours it is for who renders, and no method: what a view has as a method, templates can ask for.
func CardNumber(c *Card) int { return int(c.number) }

// RowNumber is [CardNumber] for the project of a row in a timeline.
func RowNumber(r *TimeRow) int { return int(r.number) }

func (e *edition) lister(p *portfolio.Project) lister {
	return lister{e, int32(p.Number()*len(e.s.editions) + e.index + 1)}
}

// CardSite gives the site of a card, of which its number tells; nil for a card of none.
func CardSite(c *Card) *Site { return c.site() }

// RowSite is [CardSite] for a row in a timeline.
func RowSite(r *TimeRow) *Site { return r.site() }

func (l lister) site() *Site {
	if l.edition == nil {
		return nil
	}
	return l.edition.s
}

// NewCard makes a card that says something of its own, in the place of the card with a number.
func NewCard(number int, words CardWords) *Card {
	return &Card{CardWords: &words, lister: lister{number: int32(number)}}
}

// WholeCard gives the card with all its words, which the cards of a page lack whose template only hands them on. They are
// put into words, whose lists are used again.
func WholeCard(c *Card, words *CardWords) *Card {
	if c.edition == nil {
		return c
	}
	p := c.edition.s.p.Projects[(CardNumber(c)-1)/len(c.edition.s.editions)]
	c.edition.cardWords(words, p, nil)
	return &Card{words, c.lister}
}

// card gives the card of a project for the field of a view, with the words that are asked for. Where the template does
// nothing with the field but hand it to be rendered, there are none: as a rule the card has been rendered before.
func (e *edition) card(p *portfolio.Project, field string, asked Fields) *Card {
	if !asked.Has(field) {
		return &e.cards[p.Number()]
	}
	words := new(CardWords)
	e.cardWords(words, p, asked)
	return &Card{words, e.lister(p)}
}

func (e *edition) cardsOf(projects []*portfolio.Project, field string, asked Fields) []*Card {
	cards := make([]*Card, len(projects))
	for i, p := range projects {
		cards[i] = e.card(p, field, asked)
	}
	return cards
}

// cardWords makes what a card says, as far as it is asked for.
func (e *edition) cardWords(c *CardWords, p *portfolio.Project, asked Fields) {
	*c = CardWords{
		L: e.l, Status: e.status(p.Status), Summary: p.Summary(e.lang),
		Clusters: c.Clusters[:0], Programmes: c.Programmes[:0], Granted: c.Granted[:0],
	}
	if asked.Has("Link") {
		c.Link = e.link(&p.Entry)
	}
	if asked.Has("Period") {
		c.Period = e.period(p.Start, p.End)
	}
	if asked.Has("Start") {
		c.Start = e.date(p.Start)
	}
	if asked.Has("End") {
		c.End = e.date(p.End)
	}
	if asked.Has("Granted") {
		granted := p.GrantedSum()
		for _, a := range granted.Amounts(e.s.p.Settings.Currency) {
			c.Granted = append(c.Granted, e.l.Money(a))
		}
	}
	if p.Coordinator != nil && asked.Has("Coordinator") {
		c.Coordinator = e.link(&p.Coordinator.Organisation.Entry)
	}
	if asked.Has("Clusters") {
		for _, a := range p.Clusters {
			c.Clusters = append(c.Clusters, e.link(&a.To.Entry))
		}
	}
	if asked.Has("Programmes") {
		for _, a := range p.Programmes {
			c.Programmes = append(c.Programmes, e.link(&a.To.Entry))
		}
	}
}
