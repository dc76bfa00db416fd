package portfolio

import (
	"fmt"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

var clusterFields = []field[Cluster]{
	{"organisation", func(d *decoder, n *syntax.Node, to *Cluster) { to.Organisation = d.party(n, "") }},
	{"founded", func(d *decoder, n *syntax.Node, to *Cluster) { to.Founded = d.date(n) }},
	{"members", func(d *decoder, n *syntax.Node, to *Cluster) {
		if n.Kind == syntax.Number {
			to.MemberCount = d.count(n)
			return
		}
		to.Members = d.parties(n, "member")
	}},
	{"owners", func(d *decoder, n *syntax.Node, to *Cluster) { to.Owners = d.parties(n, "owner") }},
	{"value_chain", func(d *decoder, n *syntax.Node, to *Cluster) { to.ValueChain = d.translatedTexts(n) }},
	{"website", func(d *decoder, n *syntax.Node, to *Cluster) { to.Website, to.websitePos = d.webAddress(n), n.Pos }},
	{"people", func(d *decoder, n *syntax.Node, to *Cluster) { to.People = records(d, n, personFields) }},
	{"recognitions", func(d *decoder, n *syntax.Node, to *Cluster) { to.Recognitions = records(d, n, recognitionFields) }},
	{"related", func(d *decoder, n *syntax.Node, to *Cluster) {
		to.Related = affiliations(d, n, Clusters, d.index.clusters)
	}},
}

var personFields = []field[Person]{
	{"name", func(d *decoder, n *syntax.Node, to *Person) { to.Name = d.text(n) }},
	{"role", func(d *decoder, n *syntax.Node, to *Person) { to.Role = d.translated(n) }},
	{"organisation", func(d *decoder, n *syntax.Node, to *Person) { to.Organisation = d.organisationOf(n) }},
}

var recognitionFields = []field[Recognition]{
	{"by", func(d *decoder, n *syntax.Node, to *Recognition) { to.By = d.parties(n, "") }},
	{"label", func(d *decoder, n *syntax.Node, to *Recognition) { to.Label = d.translated(n) }},
	{"date", func(d *decoder, n *syntax.Node, to *Recognition) { to.Date = d.date(n) }},
}

var programmeFields = []field[Programme]{
	{"funders", func(d *decoder, n *syntax.Node, to *Programme) { to.Funders = d.parties(n, "funder") }},
	{"parent", func(d *decoder, n *syntax.Node, to *Programme) { to.Parent, to.parentPos = d.programme(n), n.Pos }},
	{"start", func(d *decoder, n *syntax.Node, to *Programme) { to.Start = d.date(n) }},
	{"end", func(d *decoder, n *syntax.Node, to *Programme) { to.End = d.date(n) }},
	{"budget", func(d *decoder, n *syntax.Node, to *Programme) { to.Budget = d.money(n, d.settings.Currency) }},
	{"calls", func(d *decoder, n *syntax.Node, to *Programme) { to.Calls = d.calls(n) }},
	{"strategy", func(d *decoder, n *syntax.Node, to *Programme) { to.Strategy = d.translated(n) }},
	{"instruments", func(d *decoder, n *syntax.Node, to *Programme) { to.Instruments = d.translatedTexts(n) }},
	{"declared", func(d *decoder, n *syntax.Node, to *Programme) { to.Declared = d.declared(n) }},
}

var callFields = []field[Call]{
	{"title", func(d *decoder, n *syntax.Node, to *Call) { to.Title = d.translated(n) }},
	{"opens", func(d *decoder, n *syntax.Node, to *Call) { to.Opens = d.date(n) }},
	{"closes", func(d *decoder, n *syntax.Node, to *Call) { to.Closes = d.date(n) }},
	{"url", func(d *decoder, n *syntax.Node, to *Call) { to.URL, to.pos = d.webAddress(n), n.Pos }},
	{"reference", func(d *decoder, n *syntax.Node, to *Call) { to.Reference = d.text(n) }},
}

func (d *decoder) calls(n *syntax.Node) []Call {
	all := records(d, n, callFields)
	for _, item := range d.items(n) {
		d.order(item, "opens", "closes")
	}
	return all
}

var declaredFields = []field[Declared]{
	{"kind", func(d *decoder, n *syntax.Node, to *Declared) { to.Kind = d.kind(n) }},
	{"projects", func(d *decoder, n *syntax.Node, to *Declared) { to.Projects, to.projectsPos = d.count(n), n.Pos }},
	{"regions", func(d *decoder, n *syntax.Node, to *Declared) { to.Regions, to.regionsPos = d.count(n), n.Pos }},
	{"note", func(d *decoder, n *syntax.Node, to *Declared) { to.Note = d.translated(n) }},
}

// declared reads what the funder says; a number that is not stated is -1.
func (d *decoder) declared(n *syntax.Node) []Declared {
	var all []Declared
	for _, item := range d.items(n) {
		if item.Kind != syntax.Mapping {
			d.wrongKind(item, "a row such as {kind: feasibility-study, projects: 18, regions: 20}")
			continue
		}
		row := Declared{Projects: -1, Regions: -1}
		decode(d, item, declaredFields, &row)
		all = append(all, row)
	}
	return all
}

var organisationFields = []field[Organisation]{
	{"website", func(d *decoder, n *syntax.Node, to *Organisation) { to.Website, to.websitePos = d.webAddress(n), n.Pos }},
	{"kind", func(d *decoder, n *syntax.Node, to *Organisation) {
		to.Kind = OrganisationKind(d.oneOf(n, organisationKinds))
	}},
	{"number", func(d *decoder, n *syntax.Node, to *Organisation) { to.Number = d.organisationNumber(n) }},
	{"ror", func(d *decoder, n *syntax.Node, to *Organisation) { to.ROR, to.rorPos = d.ror(n), n.Pos }},
	{"aka", func(d *decoder, n *syntax.Node, to *Organisation) { to.Aka = d.texts(n) }},
	{"logo", func(d *decoder, n *syntax.Node, to *Organisation) { to.Logo = d.logo(n) }},
}

// logo reads a picture whose text is the organisation's name where none is stated.
func (d *decoder) logo(n *syntax.Node) *Image {
	if n.Kind == syntax.Mapping {
		var image Image
		decode(d, n, imageFields, &image)
		if image.File == nil {
			return nil
		}
		return &image
	}
	if f := d.file(n); f != nil {
		return &Image{File: f, pos: n.Pos}
	}
	return nil
}

// ror reads an identifier of the Research Organization Registry, as an address or as its last part.
func (d *decoder) ror(n *syntax.Node) string {
	written := d.text(n)
	id := strings.ToLower(strings.TrimPrefix(strings.TrimPrefix(written, "https://"), "ror.org/"))
	if len(id) != 9 || id[0] != '0' || strings.Trim(id, "0123456789abcdefghjkmnpqrstvwxyz") != "" {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q is not an identifier of ror.org", written), "write it as https://ror.org/ and nine characters")
		return ""
	}
	return "https://ror.org/" + id
}
