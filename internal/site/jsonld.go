package site

import (
	"encoding/json"
	"html/template"

	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// The page's matter is described to machines in JSON-LD 1.1 with the words of schema.org: a project as
// ResearchProject with its grants, clusters and organisations as Organization, and where the page lies
// as BreadcrumbList.

type graph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

type thing struct {
	Type          string    `json:"@type"`
	ID            string    `json:"@id,omitempty"`
	Name          string    `json:"name,omitempty"`
	AlternateName []string  `json:"alternateName,omitempty"`
	Description   string    `json:"description,omitempty"`
	URL           string    `json:"url,omitempty"`
	SameAs        []string  `json:"sameAs,omitempty"`
	Identifier    []string  `json:"identifier,omitempty"`
	Founding      string    `json:"foundingDate,omitempty"`
	Dissolution   string    `json:"dissolutionDate,omitempty"`
	Keywords      []string  `json:"keywords,omitempty"`
	Area          []string  `json:"areaServed,omitempty"`
	Parent        *thing    `json:"parentOrganization,omitempty"`
	Members       []thing   `json:"member,omitempty"`
	MemberOf      []thing   `json:"memberOf,omitempty"`
	Funders       []thing   `json:"funder,omitempty"`
	Funding       []grant   `json:"funding,omitempty"`
	Items         []crumbLD `json:"itemListElement,omitempty"`
}

type grant struct {
	Type       string   `json:"@type"`
	Identifier []string `json:"identifier,omitempty"`
	Funder     *thing   `json:"funder,omitempty"`
	PartOf     *thing   `json:"isPartOf,omitempty"`
	Amount     *amount  `json:"amount,omitempty"`
}

type amount struct {
	Type     string      `json:"@type"`
	Currency string      `json:"currency"`
	Value    json.Number `json:"value"`
}

type crumbLD struct {
	Type     string `json:"@type"`
	Position int    `json:"position"`
	Name     string `json:"name"`
	Item     string `json:"item"`
}

// jsonLD gives the script element that describes a page; pages that describe no thing have only their
// place.
func (e *edition) jsonLD(f *Frame, o outline) template.HTML {
	g := graph{Context: "https://schema.org"}
	if o.thing != nil {
		g.Graph = append(g.Graph, o.thing())
	}
	if len(f.Breadcrumbs) > 0 {
		g.Graph = append(g.Graph, e.crumbs(f))
	}
	if len(g.Graph) == 0 {
		return ""
	}
	// Marshal escapes <, > and &, so nothing that people wrote can end the element.
	text, err := json.Marshal(g)
	if err != nil {
		return ""
	}
	return template.HTML(`<script type="application/ld+json">` + string(text) + `</script>`)
}

func (e *edition) crumbs(f *Frame) thing {
	list := thing{Type: "BreadcrumbList"}
	for _, c := range append(f.Breadcrumbs[:len(f.Breadcrumbs):len(f.Breadcrumbs)], Link{Text: f.Title}) {
		item := f.Canonical
		if c.Href != "" {
			item = e.origin() + c.Href
		}
		list.Items = append(list.Items, crumbLD{"ListItem", len(list.Items) + 1, c.Text, item})
	}
	return list
}

func (e *edition) origin() string {
	u := e.s.p.Settings.BaseURL
	return u.Scheme + "://" + u.Host
}

// named refers to an entry by its address and name.
func (e *edition) named(kind string, entry *portfolio.Entry) thing {
	link := e.link(entry)
	return thing{Type: kind, ID: e.origin() + link.Href, Name: link.Text}
}

func (e *edition) projectThing(p *portfolio.Project) thing {
	t := e.named("ResearchProject", &p.Entry)
	t.URL, t.Description, t.Identifier = t.ID, p.Summary(e.lang), p.References
	t.Founding, t.Dissolution = isoDate(p.Start), isoDate(p.End)
	if v := p.Version(e.lang); v != nil {
		for _, k := range v.Keywords {
			t.Keywords = append(t.Keywords, k.In(e.lang))
		}
	}
	for _, r := range p.Regions {
		t.Area = append(t.Area, r.Label.In(e.lang))
	}
	if p.Coordinator != nil {
		parent := e.named("Organization", &p.Coordinator.Organisation.Entry)
		t.Parent = &parent
	}
	for _, partner := range p.Partners {
		t.Members = append(t.Members, e.named("Organization", &partner.Organisation.Entry))
	}
	for _, a := range p.Clusters {
		t.MemberOf = append(t.MemberOf, e.named("Organization", &a.To.Entry))
	}
	for _, row := range p.Funding {
		t.Funding = append(t.Funding, e.grant(p, row))
		if row.Funder != nil {
			t.Funders = append(t.Funders, e.named("Organization", &row.Funder.Entry))
		}
	}
	return t
}

func (e *edition) grant(p *portfolio.Project, row portfolio.Funding) grant {
	g := grant{Type: "MonetaryGrant", Identifier: p.References}
	if row.Funder != nil {
		funder := e.named("Organization", &row.Funder.Entry)
		g.Funder = &funder
	}
	if row.Programme != nil {
		programme := e.named("Grant", &row.Programme.Entry)
		g.PartOf = &programme
	}
	if row.Granted != nil {
		g.Amount = &amount{"MonetaryAmount", row.Granted.Currency, json.Number(row.Granted.Decimal())}
	}
	return g
}

func (e *edition) clusterThing(c *portfolio.Cluster) thing {
	t := e.named("Organization", &c.Entry)
	t.URL, t.Description, t.Founding = t.ID, c.Summary(e.lang), isoDate(c.Founded)
	t.SameAs = appendSet(nil, c.Website)
	if c.Organisation != nil {
		parent := e.named("Organization", &c.Organisation.Organisation.Entry)
		t.Parent = &parent
	}
	for _, m := range c.Members {
		t.Members = append(t.Members, e.named("Organization", &m.Organisation.Entry))
	}
	return t
}

func (e *edition) organisationThing(o *portfolio.Organisation) thing {
	t := e.named("Organization", &o.Entry)
	t.URL, t.Description, t.AlternateName = t.ID, o.Summary(e.lang), o.Aka
	t.SameAs = appendSet(appendSet(nil, o.Website), o.ROR)
	t.Identifier = appendSet(nil, o.Number)
	return t
}

func appendSet(list []string, s string) []string {
	if s == "" {
		return list
	}
	return append(list, s)
}

// isoDate writes a date for schema.org, which knows ISO 8601 years, months and days.
func isoDate(d edtf.Date) string { return machineDate(d) }
