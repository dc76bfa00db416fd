package site

import (
	"slices"
	"strconv"

	"vitrin/internal/edtf"
	"vitrin/internal/portfolio"
)

// The page's matter is described to machines in JSON-LD 1.1 with the words of schema.org: a project as
// ResearchProject with its grants, clusters and organisations as Organization, and where the page lies
// as BreadcrumbList.

// jsonLD adds the script element that describes a page; pages that describe no thing have only their
// place.
func (e *edition) jsonLD(b []byte, f *Frame, crumbs []Link, thing func(*ld)) []byte {
	w := &ld{edition: e, object: object{append(b, `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[`...)}}
	if thing != nil {
		thing(w)
	}
	if len(crumbs) > 0 {
		w.crumbs(f, crumbs)
	}
	return append(w.b, `]}</script>`...)
}

// ld writes what a page describes.
type ld struct {
	*edition
	object
}

func (w *ld) crumbs(f *Frame, crumbs []Link) {
	w.begin("BreadcrumbList")
	w.list("itemListElement", len(crumbs)+1, func(i int) {
		name, host, item := f.Title, "", f.Canonical
		if i < len(crumbs) {
			if c := &crumbs[i]; c.Href != "" {
				host, item = w.common.origin, c.Href
			}
			name = crumbs[i].Text
		}
		w.begin("ListItem")
		w.number("position", strconv.Itoa(i+1))
		w.key("name")
		w.string(name)
		w.key("item")
		w.string(host, item)
		w.end()
	})
	w.end()
}

func (e *edition) origin() string {
	u := e.s.p.Settings.BaseURL
	return u.Scheme + "://" + u.Host
}

// entry begins an object that stands for an entry, by its address and name.
func (w *ld) entry(kind string, entry *portfolio.Entry) (href string) {
	link := w.link(entry)
	w.begin(kind)
	w.key("@id")
	w.string(w.common.origin, link.Href)
	w.text("name", link.Text)
	return link.Href
}

// named refers to an entry.
func (w *ld) named(kind string, entry *portfolio.Entry) {
	w.entry(kind, entry)
	w.end()
}

// described is [ld.entry] with the entry's summary; other names come between.
func (w *ld) described(entry *portfolio.Entry, summary, href string) {
	w.text("description", summary)
	w.key("url")
	w.string(w.common.origin, href)
}

func (w *ld) project(p *portfolio.Project) {
	w.described(&p.Entry, p.Summary(w.lang), w.entry("ResearchProject", &p.Entry))
	w.texts("identifier", p.References)
	w.text("foundingDate", isoDate(p.Start))
	w.text("dissolutionDate", isoDate(p.End))
	if v := p.Version(w.lang); v != nil {
		w.list("keywords", len(v.Keywords), func(i int) { w.string(v.Keywords[i].In(w.lang)) })
	}
	w.list("areaServed", len(p.Regions), func(i int) { w.string(p.Regions[i].Label.In(w.lang)) })
	if p.Coordinator != nil {
		w.key("parentOrganization")
		w.named("Organization", &p.Coordinator.Organisation.Entry)
	}
	w.list("member", len(p.Partners), func(i int) { w.named("Organization", &p.Partners[i].Organisation.Entry) })
	w.list("memberOf", len(p.Clusters), func(i int) { w.named("Organization", &p.Clusters[i].To.Entry) })
	var room [8]*portfolio.Organisation
	funders := room[:0]
	for i := range p.Funding {
		if o := p.Funding[i].Funder; o != nil {
			funders = append(funders, o)
		}
	}
	w.list("funder", len(funders), func(i int) { w.named("Organization", &funders[i].Entry) })
	w.list("funding", len(p.Funding), func(i int) { w.grant(p, &p.Funding[i]) })
	w.end()
}

func (w *ld) grant(p *portfolio.Project, row *portfolio.Funding) {
	w.begin("MonetaryGrant")
	w.texts("identifier", p.References)
	if row.Funder != nil {
		w.key("funder")
		w.named("Organization", &row.Funder.Entry)
	}
	if row.Programme != nil {
		w.key("isPartOf")
		w.named("Grant", &row.Programme.Entry)
	}
	if row.Granted != nil {
		w.key("amount")
		w.begin("MonetaryAmount")
		w.key("currency")
		w.string(row.Granted.Currency)
		w.number("value", row.Granted.Decimal())
		w.end()
	}
	w.end()
}

func (w *ld) cluster(c *portfolio.Cluster) {
	w.described(&c.Entry, c.Summary(w.lang), w.entry("Organization", &c.Entry))
	w.texts("sameAs", stated(c.Website))
	w.text("foundingDate", isoDate(c.Founded))
	if c.Organisation != nil {
		w.key("parentOrganization")
		w.named("Organization", &c.Organisation.Organisation.Entry)
	}
	w.list("member", len(c.Members), func(i int) { w.named("Organization", &c.Members[i].Organisation.Entry) })
	w.end()
}

func (w *ld) organisation(o *portfolio.Organisation) {
	href := w.entry("Organization", &o.Entry)
	w.texts("alternateName", o.Aka)
	w.described(&o.Entry, o.Summary(w.lang), href)
	w.texts("sameAs", stated(o.Website, o.ROR))
	w.texts("identifier", stated(o.Number))
	w.end()
}

// stated gives the texts that are not empty.
func stated(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// isoDate writes a date for schema.org, which knows ISO 8601 years, months and days.
func isoDate(d edtf.Date) string { return machineDate(d) }
