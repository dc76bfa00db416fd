package source

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
)

// names holds which documents have taken which name: by collection, and id without case, the first one.
type names struct {
	first  map[[2]string]*Document
	others map[*Document][]*Document // those in other languages, in the order of their paths
}

func newNames(documents int) *names {
	return &names{first: make(map[[2]string]*Document, documents), others: map[*Document][]*Document{}}
}

// add takes a document's name, or reports that another has it.
func (n *names) add(d *Document, found *diag.List) bool {
	key := [2]string{d.Collection, strings.ToLower(d.ID)}
	first := n.first[key]
	if first == nil {
		n.first[key] = d
		return true
	}
	if first.ID != d.ID {
		found.Error(diag.Pos{File: d.Path}, diag.DuplicateID,
			fmt.Sprintf("the name %q differs from that of %s by upper and lower case alone", d.ID, first.Path),
			"use the same letters for translations, another name for another page")
		return false
	}
	other := first
	if first.Lang != d.Lang {
		i := slices.IndexFunc(n.others[first], func(other *Document) bool { return other.Lang == d.Lang })
		if i < 0 {
			n.others[first] = append(n.others[first], d)
			return true
		}
		other = n.others[first][i]
	}
	if other.Path == d.Path {
		found.Error(diag.Pos{File: d.Path}, diag.DuplicateID, "there are two files of this name, which differ in how letters such as ö are made (Unicode's forms NFC and NFD)",
			"look which of the two is right, and remove the other")
		return false
	}
	what := fmt.Sprintf("the id %q", d.ID)
	if d.Collection == "" {
		what = fmt.Sprintf("the path %q", "/"+d.ID)
	}
	found.Error(diag.Pos{File: d.Path}, diag.DuplicateID, what+" belongs to "+other.Path+" already",
		"rename or remove one of the two files; folders within a collection do not count")
	return false
}
