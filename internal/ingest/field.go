package ingest

import "vitrin/internal/portfolio"

// field is a key of the contract that a table can fill.
type field struct {
	key    string
	kind   *kind   // how a text becomes its value; nil: only its group's fields have values
	many   bool    // it has several values
	worded bool    // it may be said in several languages
	group  []field // the fields of each of its values, where they are groups
	free   bool    // its group has keys of the writer's own choice
}

// fieldsOf gives the fields of a collection, in the contract's order. Pictures and files are not among them: a table
// does not hold them.
func fieldsOf(collection string) []field {
	switch portfolio.Collection(collection) {
	case portfolio.Projects:
		return projectFields
	case portfolio.Clusters:
		return clusterFields
	case portfolio.Programmes:
		return programmeFields
	default:
		return organisationFields
	}
}

func find(fields []field, key string) *field {
	for i := range fields {
		if fields[i].key == key {
			return &fields[i]
		}
	}
	return nil
}

func keysOf(fields []field) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.key)
	}
	return keys
}

// join puts the fields that belong to one collection before those that all have.
func join(parts ...[]field) []field {
	var all []field
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

var headFields = []field{
	{key: "title", kind: text, worded: true},
	{key: "summary", kind: text, worded: true},
	{key: "slug", kind: text},
}

var placeFields = []field{
	{key: "regions", kind: area, many: true},
	{key: "municipalities", kind: text, many: true},
	{key: "themes", kind: text, many: true},
	{key: "keywords", kind: text, many: true},
	{key: "sectors", kind: text, many: true, group: []field{{key: "code", kind: text}, {key: "label", kind: text, worded: true}}},
}

var tailFields = []field{
	{key: "disclaimer", kind: flag},
	{key: "contacts", many: true, group: []field{
		{key: "name", kind: text},
		{key: "role", kind: text, worded: true},
		{key: "organisation", kind: organisation},
		{key: "email", kind: text},
		{key: "phone", kind: text},
		{key: "until", kind: date},
	}},
	{key: "links", many: true, group: []field{{key: "title", kind: text, worded: true}, {key: "url", kind: address}}},
	{key: "documents", many: true, group: []field{
		{key: "title", kind: text, worded: true},
		{key: "url", kind: address},
		{key: "language", kind: text},
		{key: "year", kind: date},
	}},
	{key: "updated", kind: date},
	{key: "aliases", kind: text, many: true},
	{key: "draft", kind: flag},
	{key: "publish", kind: date},
	{key: "expires", kind: date},
	{key: "noindex", kind: flag},
	{key: "extra", kind: text, free: true},
}

var projectFields = join(headFields, []field{
	{key: "reference", kind: text, many: true},
	{key: "status", kind: text},
	{key: "kind", kind: text},
	{key: "start", kind: date},
	{key: "end", kind: date},
	{key: "clusters", kind: cluster, many: true},
	{key: "programmes", kind: programme, many: true},
	{key: "coordinator", kind: organisation},
	{key: "partners", kind: organisation, many: true},
	{key: "funding", many: true, group: []field{
		{key: "funder", kind: organisation},
		{key: "programme", kind: programme},
		{key: "applied", kind: figure},
		{key: "granted", kind: figure},
		{key: "paid", kind: figure},
		{key: "currency", kind: currency},
		{key: "decided", kind: date},
		{key: "note", kind: text, worded: true},
	}},
	{key: "granted", kind: amount},
	{key: "budget", kind: amount},
}, placeFields, []field{
	{key: "goals", many: true, group: []field{{key: "strategy", kind: text, worded: true}, {key: "goal", kind: text, worded: true}}},
	{key: "indicators", many: true, group: []field{
		{key: "name", kind: text, worded: true},
		{key: "unit", kind: text, worded: true},
		{key: "baseline", kind: quantity},
		{key: "target", kind: quantity},
		{key: "actual", kind: quantity},
		{key: "about", kind: flag},
		{key: "partner", kind: organisation},
		{key: "date", kind: date},
		{key: "note", kind: text, worded: true},
	}},
	{key: "phases", many: true, group: []field{
		{key: "title", kind: text, worded: true},
		{key: "start", kind: date},
		{key: "end", kind: date},
		{key: "text", kind: text, worded: true},
	}},
	{key: "milestones", many: true, group: []field{
		{key: "date", kind: date},
		{key: "title", kind: text, worded: true},
		{key: "text", kind: text, worded: true},
	}},
	{key: "follows", kind: project, many: true},
	{key: "continued_by", kind: project, many: true},
	{key: "related", kind: project, many: true},
}, tailFields)

var clusterFields = join(headFields, []field{
	{key: "organisation", kind: organisation},
	{key: "founded", kind: date},
	{key: "members", kind: members, many: true},
	{key: "owners", kind: organisation, many: true},
	{key: "value_chain", kind: text, many: true},
	{key: "website", kind: address},
	{key: "people", many: true, group: []field{
		{key: "name", kind: text},
		{key: "role", kind: text, worded: true},
		{key: "organisation", kind: organisation},
	}},
	{key: "recognitions", many: true, group: []field{
		{key: "by", kind: organisation},
		{key: "label", kind: text, worded: true},
		{key: "date", kind: date},
	}},
	{key: "related", kind: cluster, many: true},
}, placeFields, tailFields)

var programmeFields = join(headFields, []field{
	{key: "funders", kind: organisation, many: true},
	{key: "parent", kind: programme},
	{key: "start", kind: date},
	{key: "end", kind: date},
	{key: "budget", kind: amount},
	{key: "calls", many: true, group: []field{
		{key: "title", kind: text, worded: true},
		{key: "opens", kind: date},
		{key: "closes", kind: date},
		{key: "url", kind: address},
		{key: "reference", kind: text},
	}},
	{key: "strategy", kind: text, worded: true},
	{key: "instruments", kind: text, many: true},
	{key: "declared", many: true, group: []field{
		{key: "kind", kind: text},
		{key: "projects", kind: quantity},
		{key: "regions", kind: quantity},
		{key: "note", kind: text, worded: true},
	}},
}, placeFields, tailFields)

var organisationFields = join(headFields, []field{
	{key: "website", kind: address},
	{key: "kind", kind: text},
	{key: "number", kind: text},
	{key: "ror", kind: text},
	{key: "aka", kind: text, many: true},
}, placeFields, tailFields)
