// Package syntax reads YAML, TOML and JSON into one kind of tree in which every key and every value
// knows its line and column. It knows nothing of what the keys mean. It is the only importer of the
// YAML and TOML libraries.
//
// Bytes that nobody trusts go in: aliases are expanded within a budget, nesting and size are
// bounded, and what cannot be read comes out as problems, never as a panic.
package syntax

import "vitrin/internal/diag"

// Kind says what a [Node] is.
type Kind uint8

// The kinds of nodes. A date without quotes is a String.
const (
	Null Kind = iota
	Bool
	Number
	String
	Sequence
	Mapping
)

// String gives the kind in an editor's words: "a text", "a list".
func (k Kind) String() string {
	return [...]string{"nothing", "true or false", "a number", "a text", "a list", "a group of keys"}[k]
}

// Node is a value with its position.
type Node struct {
	Pos    diag.Pos // where the value begins; Width covers a scalar on one line
	Value  string   // of a scalar: its text, as written for Bool, Number and a plain String
	Items  []*Node  // of a Sequence
	Fields []Field  // of a Mapping, in the order of the file, each key once
	Kind   Kind
	Quoted bool // a String in quotes, or a block of text: what it says is never a number

	hand hand // of a scalar: how it is written
}

// Field is one key of a mapping and its value.
type Field struct {
	Key    string
	KeyPos diag.Pos
	Value  *Node

	hand hand // how the key is written
}

// Get gives the value of a key of a mapping, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Fields {
		if n.Fields[i].Key == key {
			return n.Fields[i].Value
		}
	}
	return nil
}

// IsScalar tells whether the node is a single value, and not null.
func (n *Node) IsScalar() bool { return n.Kind == Bool || n.Kind == Number || n.Kind == String }
