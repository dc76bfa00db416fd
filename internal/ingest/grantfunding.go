package ingest

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// funding states the amounts, in one row: the standard says nothing of who of several funders gave what.
func (x *grant) funding() {
	code := textOf(x.n, "currency")
	if !money.Known(code) {
		x.fail("currency", diag.Amount, fmt.Sprintf("%q is not a currency of ISO 4217", code), "")
		return
	}
	n := &syntax.Node{Kind: syntax.Mapping}
	if funders := objects(x.n, "fundingOrganization"); len(funders) > 0 {
		if o := named(funders[0], ""); o != nil {
			with(n, "funder", o)
		}
	}
	programmes := x.programmes()
	if len(programmes) == 1 {
		with(n, "programme", textNode(programmes[0].Value))
	}
	for _, f := range []struct{ field, key string }{{"amountAppliedFor", "applied"}, {"amountAwarded", "granted"}, {"amountDisbursed", "paid"}} {
		if s := textOf(x.n, f.field); s != "" {
			a, err := money.Form{Decimal: "."}.Amount(plainNumber(s), code)
			if err != nil {
				x.fail(f.field, diag.Amount, err.Error(), "")
				continue
			}
			with(n, f.key, numberNode(a.Decimal()))
		}
	}
	if code != x.Settings.Currency {
		with(n, "currency", textNode(code))
	}
	if d := x.date("awardDate", textOf(x.n, "awardDate")); !d.IsZero() {
		with(n, "decided", dateNode(d))
	}
	var types []string
	for _, t := range objects(x.n, "fundingType") {
		types = append(types, textOf(t, "title"))
	}
	if note := strings.Join(types, ", "); note != "" {
		with(n, "note", textNode(note))
	}
	x.add("programmes", &syntax.Node{Kind: syntax.Sequence, Items: programmes})
	x.add("funding", &syntax.Node{Kind: syntax.Sequence, Items: []*syntax.Node{n}})
}

// maxExponent is beyond what amounts need, and short of what would fill the memory.
const maxExponent = 40

// plainNumber writes a number of JSON without its exponent, exactly.
func plainNumber(s string) string {
	_, exponent, scientific := strings.Cut(strings.ToLower(s), "e")
	n, err := strconv.Atoi(exponent)
	if !scientific || err != nil || n > maxExponent || n < -maxExponent {
		return s
	}
	exact, ok := new(big.Rat).SetString(s)
	if !ok {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(exact.FloatString(2*maxExponent), "0"), ".")
}

// programmes gives the ids of the programmes that the grant was made under, and makes a page for each.
func (x *grant) programmes() []*syntax.Node {
	var ids []*syntax.Node
	for _, o := range objects(x.n, "grantProgramme") {
		title := cmp.Or(textOf(o, "title"), textOf(o, "code"))
		id := markdown.ID(title)
		if id == "" || len(id) > maxID || id == "index" {
			continue
		}
		ids = append(ids, textNode(id))
		p := programmePage(id, title, textOf(o, "description"), x.pos)
		if x.seen[p.key()] == 0 && !slices.ContainsFunc(x.aside, func(a *page) bool { return a.id == id }) {
			x.aside = append(x.aside, p)
		}
	}
	return distinct(ids)
}

// programmePage makes the page of a programme that nobody has written.
func programmePage(id, title, description string, pos diag.Pos) *page {
	front := with(&syntax.Node{Kind: syntax.Mapping, Pos: pos}, "title", textNode(title))
	if description != "" && utf8.RuneCountInString(description) <= maxSummary {
		with(front, "summary", textNode(description))
	}
	return &page{collection: "programmes", id: id, front: front, from: pos, aside: true}
}
