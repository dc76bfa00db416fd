package portfolio

import "vitrin/internal/syntax"

// kind is a kind of value: how it is written and how it is read, in one. A row of a table names a kind, so what it
// tells of a key and what it does with it cannot part.
type kind[V any] struct {
	shape Shape
	read  func(d *decoder, n *syntax.Node) V
}

// value is what a key holds: its shape, and how it is read into a T.
type value[T any] struct {
	shape    Shape
	required bool
	read     func(d *decoder, n *syntax.Node, to *T)
}

// as makes the value of a row: its kind, and where in a T it goes.
func as[T, V any](k kind[V], set func(to *T, v V)) value[T] {
	return value[T]{shape: k.shape, read: func(d *decoder, n *syntax.Node, to *T) { set(to, k.read(d, n)) }}
}

// must makes the value of a key that has to be there. Whoever reads the group reports that it is missing.
func must[T any](v value[T]) value[T] {
	v.required = true
	return v
}

// placed is a value with the node that it was read from.
type placed[V any] struct {
	it   V
	node *syntax.Node
}

// at makes a kind that remembers where its values stand.
func at[V any](k kind[V]) kind[placed[V]] {
	return kind[placed[V]]{k.shape, func(d *decoder, n *syntax.Node) placed[V] { return placed[V]{k.read(d, n), n} }}
}

// later makes a kind whose values are read when more is known, by who takes the node.
func later[V any](k kind[V]) kind[*syntax.Node] {
	return kind[*syntax.Node]{k.shape, func(_ *decoder, n *syntax.Node) *syntax.Node { return n }}
}

// oneOf makes the kind of a text that is one of a few.
func oneOf[S ~string](values ...S) kind[S] {
	names := make([]string, len(values))
	for i, v := range values {
		names[i] = string(v)
	}
	return kind[S]{Shape{Format: ChoiceFormat, Values: names}, func(d *decoder, n *syntax.Node) S { return S(d.oneOf(n, names)) }}
}

// rows makes the kind of a list of groups of keys; a single group is a list of one.
func rows[T any](record string, fields []field[T]) kind[[]T] {
	return kind[[]T]{many(group(record, fields)), func(d *decoder, n *syntax.Node) []T { return records(d, n, fields) }}
}

// group is the shape of a group of keys.
func group[T any](record string, fields []field[T]) Shape {
	return Shape{Record: record, Fields: fieldsOf(record, fields)}
}

// many is the shape of a list of what is given; a single one is a list of one.
func many(s Shape) Shape {
	s.Many = true
	return s
}

// either is the shape of a single value that may also be written as a group of keys.
func either(single, group Shape) Shape {
	single.Record, single.Fields, single.AnyOf, single.NotBoth = group.Record, group.Fields, group.AnyOf, group.NotBoth
	return single
}
