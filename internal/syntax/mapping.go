package syntax

import (
	"fmt"
	"slices"

	"vitrin/internal/diag"
)

// fewKeys is how many keys of a mapping are looked through rather than indexed.
const fewKeys = 16

// keys finds the keys of one mapping while it is built. The zero keys is ready for use.
type keys struct{ places map[string]int } // in Fields; nil while they are few

// add appends a field to a mapping, or reports that its key is there already. The first one stays.
func (n *Node) add(k *keys, f Field, found *diag.List) {
	if first := k.find(n.Fields, f.Key); first >= 0 {
		duplicate(f.Key, f.KeyPos, n.Fields[first].KeyPos, found)
		return
	}
	n.Fields = append(n.Fields, f)
}

// find gives the place of a key, or -1.
func (k *keys) find(fields []Field, key string) int {
	if len(fields) <= fewKeys {
		return slices.IndexFunc(fields, func(f Field) bool { return f.Key == key })
	}
	if k.places == nil {
		k.places = make(map[string]int, 4*fewKeys)
	}
	for i := len(k.places); i < len(fields); i++ {
		k.places[fields[i].Key] = i
	}
	if i, there := k.places[key]; there {
		return i
	}
	return -1
}

// duplicate reports a key that stands already.
func duplicate(key string, pos, first diag.Pos, found *diag.List) {
	found.Error(pos, diag.DuplicateKey, fmt.Sprintf("the key %q is written twice", key),
		fmt.Sprintf("it stands on line %d already; keep one of the two", first.Line))
}

// tooDeep reports nesting beyond maxDepth.
func tooDeep(pos diag.Pos, found *diag.List) {
	found.Error(pos, diag.Limit, fmt.Sprintf("lists and groups stand more than %d deep within each other here", maxDepth),
		"look for brackets that are opened and never closed")
}

// tooMany reports more values than maxNodes.
func tooMany(pos diag.Pos, found *diag.List) {
	found.Error(pos, diag.Limit, fmt.Sprintf("this text holds more than %d values", maxNodes),
		"aliases (*name) count with all that they stand for; write out fewer of them")
}
