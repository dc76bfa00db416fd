package portfolio

import (
	"fmt"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

var clusterFields = []field[Cluster]{
	{"organisation", as(party(""), func(to *Cluster, v *Party) { to.Organisation = v })},
	{"founded", as(date, func(to *Cluster, v edtf.Date) { to.Founded = v })},
	{"members", as(members, func(to *Cluster, v memberList) { to.Members, to.MemberCount = v.named, v.count })},
	{"owners", as(parties("owner"), func(to *Cluster, v []Party) { to.Owners = v })},
	{"value_chain", as(phrases, func(to *Cluster, v []Text) { to.ValueChain = v })},
	{"website", as(at(webAddress), func(to *Cluster, v placed[string]) { to.Website, to.websitePos = v.it, v.node.Pos })},
	{"people", as(rows("person", personFields), func(to *Cluster, v []Person) { to.People = v })},
	{"recognitions", as(rows("recognition", recognitionFields), func(to *Cluster, v []Recognition) { to.Recognitions = v })},
	{"related", as(clusters, func(to *Cluster, v []Affiliation[*Cluster]) { to.Related = v })},
}

// members reads how many members a cluster has, or which.
func (d *decoder) members(n *syntax.Node) memberList {
	if n.Kind == syntax.Number {
		return memberList{count: d.count(n)}
	}
	return memberList{named: d.parties(n, "member")}
}

// memberList is what is known of a cluster's members: their number, or who they are.
type memberList struct {
	count int
	named []Party
}

var personFields = []field[Person]{
	{"name", as(text, func(to *Person, v string) { to.Name = v })},
	{"role", as(phrase, func(to *Person, v Text) { to.Role = v })},
	{"organisation", as(organisation, func(to *Person, v *Organisation) { to.Organisation = v })},
}

var recognitionFields = []field[Recognition]{
	{"by", as(parties(""), func(to *Recognition, v []Party) { to.By = v })},
	{"label", as(phrase, func(to *Recognition, v Text) { to.Label = v })},
	{"date", as(date, func(to *Recognition, v edtf.Date) { to.Date = v })},
}

var programmeFields = []field[Programme]{
	{"funders", as(parties("funder"), func(to *Programme, v []Party) { to.Funders = v })},
	{"parent", as(at(programme), func(to *Programme, v placed[*Programme]) { to.Parent, to.parentPos = v.it, v.node.Pos })},
	{"start", as(date, func(to *Programme, v edtf.Date) { to.Start = v })},
	{"end", as(date, func(to *Programme, v edtf.Date) { to.End = v })},
	{"budget", as(amount, func(to *Programme, v *money.Amount) { to.Budget = v })},
	{"calls", as(calls, func(to *Programme, v []Call) { to.Calls = v })},
	{"strategy", as(phrase, func(to *Programme, v Text) { to.Strategy = v })},
	{"instruments", as(phrases, func(to *Programme, v []Text) { to.Instruments = v })},
	{"declared", as(declared, func(to *Programme, v []Declared) { to.Declared = v })},
}

var callFields = []field[Call]{
	{"title", as(phrase, func(to *Call, v Text) { to.Title = v })},
	{"opens", as(date, func(to *Call, v edtf.Date) { to.Opens = v })},
	{"closes", as(date, func(to *Call, v edtf.Date) { to.Closes = v })},
	{"url", as(at(webAddress), func(to *Call, v placed[string]) { to.URL, to.pos = v.it, v.node.Pos })},
	{"reference", as(text, func(to *Call, v string) { to.Reference = v })},
}

func (d *decoder) calls(n *syntax.Node) []Call {
	all := records(d, n, callFields)
	for _, item := range d.items(n) {
		d.order(item, "opens", "closes")
	}
	return all
}

var declaredFields = []field[Declared]{
	{"kind", as(projectKind, func(to *Declared, v *Term) { to.Kind = v })},
	{"projects", as(at(count), func(to *Declared, v placed[int]) { to.Projects, to.projectsPos = v.it, v.node.Pos })},
	{"regions", as(at(count), func(to *Declared, v placed[int]) { to.Regions, to.regionsPos = v.it, v.node.Pos })},
	{"note", as(phrase, func(to *Declared, v Text) { to.Note = v })},
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
	{"website", as(at(webAddress), func(to *Organisation, v placed[string]) { to.Website, to.websitePos = v.it, v.node.Pos })},
	{"kind", as(oneOf(organisationKinds...), func(to *Organisation, v OrganisationKind) { to.Kind = v })},
	{"number", as(organisationNumber, func(to *Organisation, v string) { to.Number = v })},
	{"ror", as(at(ror), func(to *Organisation, v placed[string]) { to.ROR, to.rorPos = v.it, v.node.Pos })},
	{"aka", as(texts, func(to *Organisation, v []string) { to.Aka = v })},
	{"logo", as(logo, func(to *Organisation, v *Image) { to.Logo = v })},
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
