package syntax

import (
	"fmt"

	"vitrin/internal/diag"
)

// add appends a field to a mapping, or reports that its key is there already. The first one stays.
func (n *Node) add(seen map[string]diag.Pos, f Field, found *diag.List) {
	if first, twice := seen[f.Key]; twice {
		duplicate(f.Key, f.KeyPos, first, found)
		return
	}
	seen[f.Key] = f.KeyPos
	n.Fields = append(n.Fields, f)
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
