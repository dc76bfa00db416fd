package ingest

import (
	"fmt"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// group makes a group of fields. One whose cells are all empty states nothing, whatever constants and currencies stand
// beside them.
func (x *row) group(targets []*target) *syntax.Node {
	defer func(code string) { x.currency = code }(x.currency)
	for _, t := range targets {
		if t.field.kind == currency {
			x.readCurrency(t)
		}
	}
	before, fixed := x.stated, true
	x.stated = false
	n := &syntax.Node{Kind: syntax.Mapping, Pos: diag.Pos{File: x.t.File, Line: x.Line}}
	for _, t := range targets {
		stated := x.stated
		if value := x.value(t); value != nil {
			with(n, t.key, value)
		}
		if t.field.kind == currency {
			x.stated = stated
		} else {
			fixed = fixed && t.fixed()
		}
	}
	empty := !x.stated && !fixed || len(n.Fields) == 0
	x.stated = before || x.stated
	if empty {
		return nil
	}
	x.addCurrency(n, targets)
	return n
}

// addCurrency states the currency that the mapping has for all amounts behind those of a row, where it is not the site's.
func (x *row) addCurrency(n *syntax.Node, targets []*target) {
	if n.Get("currency") != nil || x.currency == x.Settings.Currency {
		return
	}
	last := -1
	for i, f := range n.Fields {
		if slices.ContainsFunc(targets, func(t *target) bool { return t.key == f.Key && t.field.kind == figure }) {
			last = i
		}
	}
	if last >= 0 {
		n.Fields = slices.Insert(n.Fields, last+1, syntax.Field{Key: "currency", KeyPos: n.Pos, Value: textNode(x.currency)})
	}
}

// fixed tells whether a target is the same in every row.
func (t *target) fixed() bool {
	for _, r := range t.rules {
		if !r.fixed() {
			return false
		}
	}
	return len(t.worded) == 0 && len(t.groups) == 0
}

// readCurrency reads the currency of a row of amounts before they are read.
func (x *row) readCurrency(t *target) {
	for _, r := range t.rules {
		code := strings.ToUpper(x.cell(r))
		switch {
		case code == "":
		case !money.Known(code):
			x.fail(r, diag.Amount, fmt.Sprintf("%q is not a currency of ISO 4217", code), "write its three capital letters, or say what it stands for, such as values: {kr: SEK}")
		default:
			x.currency = code
		}
	}
}
