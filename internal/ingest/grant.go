package ingest

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
	"vitrin/internal/table"
)

// grant is a grant that is being made a project.
type grant struct {
	*giving
	n        *syntax.Node
	pos      diag.Pos
	front    *syntax.Node
	aside    []*page // of the programmes that it names
	used     []note
	problems diag.List
}

// taken are the fields of a grant that a page has a place for. A grant to a person names nobody: who it is stays out of
// the pages, and what the standard says of such grants with it.
var taken = []string{
	"id", "title", "description", "currency", "amountAppliedFor", "amountAwarded", "amountDisbursed", "awardDate", "url",
	"plannedDates", "actualDates", "recipientOrganization", "recipientIndividual", "toIndividualsDetails", "beneficiaryLocation", "fundingOrganization",
	"grantProgramme", "fundingType", "classifications", "relatedDocument", "dateModified",
}

// grant makes a project of a grant.
func (g *giving) grant(n *syntax.Node, pos diag.Pos) made {
	x := &grant{giving: g, n: n, pos: pos, front: &syntax.Node{Kind: syntax.Mapping, Pos: pos}}
	x.leave()
	p := &page{collection: "projects", id: x.id(), from: pos, front: x.front}
	x.words(p)
	x.dates()
	x.parties()
	x.funding()
	x.places()
	x.links()
	slices.SortStableFunc(x.front.Fields, func(a, b syntax.Field) int {
		order := keysOf(projectFields)
		return cmp.Compare(slices.Index(order, a.Key), slices.Index(order, b.Key))
	})
	if x.problems.Errors() == 0 {
		x.problems = append(x.problems, lineOnly(g.try(p))...)
	}
	if x.problems.Errors() > 0 {
		return made{rows: 1, key: p.key(), problems: x.problems}
	}
	x.required()
	x.notes.add(x.used)
	for _, taken := range append(x.aside, p) {
		x.seen[taken.key()] = max(pos.Line, 1)
	}
	return made{rows: 1, key: p.key(), pages: append(x.aside, p), problems: x.problems}
}

// takenWithin are the fields of the objects of a grant that a page has a place for; of other objects it has one for all, or
// for none.
var takenWithin = map[string][]string{
	"plannedDates":          {"startDate", "endDate", "duration"},
	"actualDates":           {"startDate", "endDate", "duration"},
	"recipientOrganization": {"name"},
	"fundingOrganization":   {"name"},
	"beneficiaryLocation":   {"name", "geoCode"},
	"grantProgramme":        {"title", "code", "description"},
	"fundingType":           {"title"},
	"classifications":       {"title"},
	"relatedDocument":       {"title", "url"},
}

// leave counts what no page has a place for.
func (x *grant) leave() {
	for _, f := range x.n.Fields {
		if !slices.Contains(taken, f.Key) {
			x.left[f.Key]++
			continue
		}
		within, known := takenWithin[f.Key]
		for _, o := range objects(x.n, f.Key) {
			for _, part := range o.Fields {
				if known && !slices.Contains(within, part.Key) {
					x.left[f.Key+"/"+part.Key]++
				}
			}
		}
	}
}

// required tells of fields that the standard wants of every grant, and that a page can do without.
func (x *grant) required() {
	var lacking []string
	for _, keys := range [][]string{
		{"description"},
		{"amountAwarded"},
		{"awardDate"},
		{"fundingOrganization"},
		{"recipientOrganization", "recipientIndividual"},
	} {
		if !slices.ContainsFunc(keys, func(key string) bool { return stated(x.n, key) != nil }) {
			lacking = append(lacking, strings.Join(keys, " or "))
		}
	}
	if len(lacking) > 0 {
		x.problems.Warn(x.pos, diag.MissingKey, fmt.Sprintf("grant %q lacks what the standard requires: %s", textOf(x.n, "id"), strings.Join(lacking, ", ")), "")
	}
}

// fail reports a field that does not hold, by the grant's id.
func (x *grant) fail(field string, code diag.Code, message, hint string) {
	x.problems.Error(x.pos, code, fmt.Sprintf("grant %q, %s: %s", textOf(x.n, "id"), field, message), hint)
}

// textOf gives a text or a number of an object, on one line.
func textOf(n *syntax.Node, key string) string {
	if v := n.Get(key); v != nil && v.IsScalar() {
		return table.Name(v.Value)
	}
	return ""
}

// objects gives the objects of a list, or the one that stands in its place.
func objects(n *syntax.Node, key string) []*syntax.Node {
	v := n.Get(key)
	if v == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(items(v)), func(o *syntax.Node) bool { return o.Kind != syntax.Mapping })
}

// add states a field, if there is a value.
func (x *grant) add(key string, value *syntax.Node) {
	if value == nil || value.Kind == syntax.String && value.Value == "" || value.Kind == syntax.Sequence && len(value.Items) == 0 {
		return
	}
	place(value, x.pos)
	with(x.front, key, value)
}

// id makes the page's id of the grant's.
func (x *grant) id() string {
	id, problem := idOf(textOf(x.n, "id"))
	if problem != "" {
		x.fail("id", diag.FileName, problem, "")
		return ""
	}
	if first, before := x.seen["projects/"+id]; before {
		x.fail("id", diag.DuplicateID, fmt.Sprintf("the grant on line %d has the same", first), "each grant has an id of its own; the first is taken")
	}
	x.add("reference", textNode(textOf(x.n, "id")))
	return id
}

// maxSummary is how long a summary is at most, in characters; a longer description is the page's text.
const maxSummary = 300

func (x *grant) words(p *page) {
	title := textOf(x.n, "title")
	if title == "" {
		x.fail("title", diag.MissingKey, "the grant has no title", "")
	}
	x.add("title", textNode(title))
	description := ""
	if v := x.n.Get("description"); v != nil && v.IsScalar() {
		description = table.Clean(v.Value)
	}
	switch {
	case description == title:
	case utf8.RuneCountInString(description) <= maxSummary && !strings.Contains(description, "\n"):
		x.add("summary", textNode(description))
	default:
		p.body = markdown.Escape(description)
	}
	var keywords []*syntax.Node
	for _, c := range objects(x.n, "classifications") {
		if title := textOf(c, "title"); title != "" {
			keywords = append(keywords, textNode(title))
		}
	}
	x.add("keywords", &syntax.Node{Kind: syntax.Sequence, Items: distinct(keywords)})
}

// date reads a date, or the day of a time.
func (x *grant) date(field, s string) edtf.Date {
	if s == "" {
		return edtf.Date{}
	}
	d, err := edtf.ParseAny(s, nil, x.Words)
	if err != nil {
		x.fail(field, diag.Date, err.Error(), diag.Advice(err))
	}
	return d
}

// dates states from when to when the work lasts: what happened rather than what was planned.
func (x *grant) dates() {
	for _, field := range []string{"actualDates", "plannedDates"} {
		events := objects(x.n, field)
		if len(events) == 0 {
			continue
		}
		start, end := x.date(field, textOf(events[0], "startDate")), x.date(field, textOf(events[0], "endDate"))
		if months, err := strconv.Atoi(textOf(events[0], "duration")); err == nil && months > 0 && months < 1200 && end.IsZero() {
			end = lasting(start, months)
		}
		x.addDate("start", start)
		x.addDate("end", end)
		break
	}
	x.addDate("updated", x.date("dateModified", textOf(x.n, "dateModified")))
}

// lasting gives the last day, or the last month, of what begins at a date and lasts some months.
func lasting(start edtf.Date, months int) edtf.Date {
	switch start.Precision() {
	case edtf.DayPrecision:
		return edtf.OfDay(start.Earliest().AddMonths(months).AddDays(-1))
	case edtf.MonthPrecision:
		last := start.Earliest().AddMonths(months - 1)
		return edtf.YearMonth(last.Year(), last.Month())
	}
	return edtf.Date{}
}

func (x *grant) addDate(key string, d edtf.Date) {
	if !d.IsZero() {
		x.add(key, dateNode(d))
	}
}

// named gives an organisation by its name.
func named(o *syntax.Node, role string) *syntax.Node {
	name := textOf(o, "name")
	if name == "" {
		return nil
	}
	n := groupNode("name", textNode(name))
	if role != "" {
		with(n, "role", textNode(role))
	}
	return n
}

// parties states who works with the grant: the first recipient coordinates, further ones and further funders take part.
func (x *grant) parties() {
	partners := &syntax.Node{Kind: syntax.Sequence}
	for i, o := range objects(x.n, "recipientOrganization") {
		switch n := named(o, ""); {
		case n == nil:
		case i == 0:
			x.add("coordinator", n)
		default:
			partners.Items = append(partners.Items, with(n, "role", textNode("beneficiary")))
		}
	}
	for i, o := range objects(x.n, "fundingOrganization") {
		if n := named(o, "co-funder"); n != nil && i > 0 {
			partners.Items = append(partners.Items, n)
		}
	}
	x.add("partners", partners)
}

// places states where the work takes place.
func (x *grant) places() {
	var all []*syntax.Node
	for _, l := range objects(x.n, "beneficiaryLocation") {
		name, code := textOf(l, "name"), textOf(l, "geoCode")
		switch {
		case code != "" && x.regions[fold(code)]:
			all = append(all, textNode(code))
		case name == "":
		case x.regions[fold(name)]:
			all = append(all, textNode(name))
		default:
			x.used = append(x.used, note{kind: "region", value: name, pos: x.pos})
			all = append(all, groupNode("name", textNode(name)))
		}
	}
	x.add("regions", &syntax.Node{Kind: syntax.Sequence, Items: distinct(all)})
}

// links states where more is to be read.
func (x *grant) links() {
	if url := textOf(x.n, "url"); url != "" {
		x.add("links", &syntax.Node{Kind: syntax.Sequence, Items: []*syntax.Node{groupNode("url", textNode(url))}})
	}
	documents := &syntax.Node{Kind: syntax.Sequence}
	for _, d := range objects(x.n, "relatedDocument") {
		if url := textOf(d, "url"); url != "" {
			n := &syntax.Node{Kind: syntax.Mapping}
			if title := textOf(d, "title"); title != "" {
				with(n, "title", textNode(title))
			}
			documents.Items = append(documents.Items, with(n, "url", textNode(url)))
		}
	}
	x.add("documents", documents)
}
