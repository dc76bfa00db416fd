package skeleton

import (
	"strings"

	"vitrin/internal/portfolio"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// Resolve finds the value that somebody means who typed it: an id where the site has such a name, by id or by title; a
// group of keys where it is written as one, as in {id: rise, role: research}. A name that the site does not have is that of
// an organisation without a file, where one will do and it looks like no id; else it is left as it is.
func Resolve(f portfolio.Field, typed string, known []portfolio.Name) Value {
	for _, n := range known {
		if strings.EqualFold(n.ID, typed) || strings.EqualFold(n.Title, typed) {
			return Value{Text: n.ID}
		}
	}
	if group := groupOf(typed); group != nil && (f.Shape.Fields != nil || f.Shape.Translated) {
		return Value{Text: typed, Group: group}
	}
	if f.Shape.Names == portfolio.OrganisationNames && typed != source.ProposeID(typed) {
		name := &syntax.Node{Kind: syntax.String, Quoted: true, Value: typed}
		return Value{Text: typed, Group: &syntax.Node{Kind: syntax.Mapping, Fields: []syntax.Field{{Key: "name", Value: name}}}}
	}
	return Value{Text: typed}
}

// groupOf reads a group of keys as it is written in YAML; nil is none.
func groupOf(typed string) *syntax.Node {
	if !strings.HasPrefix(typed, "{") {
		return nil
	}
	tree, problems := syntax.YAML("", []byte("group: "+typed+"\n"), 1)
	if group := tree.Get("group"); len(problems) == 0 && group.Kind == syntax.Mapping {
		return group
	}
	return nil
}

// Search gives the names that hold what somebody typed, in their ids or titles, whatever the case.
func Search(typed string, known []portfolio.Name) []portfolio.Name {
	typed = strings.ToLower(typed)
	var found []portfolio.Name
	for _, n := range known {
		if strings.Contains(strings.ToLower(n.ID), typed) || strings.Contains(strings.ToLower(n.Title), typed) {
			found = append(found, n)
		}
	}
	return found
}
