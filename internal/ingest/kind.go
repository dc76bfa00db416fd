package ingest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/money"
	"vitrin/internal/portfolio"
	"vitrin/internal/syntax"
)

// kind is a kind of values: how the text of a cell becomes what the contract has. A nil node is a text that
// does not hold, which has been told.
type kind struct {
	name string // with its article
	node func(x *row, r *rule, text string) *syntax.Node
}

// The kinds of values.
var (
	text         = &kind{"a text", func(_ *row, _ *rule, s string) *syntax.Node { return textNode(oneLine(s)) }}
	prose        = &kind{"the text of a page", func(_ *row, _ *rule, s string) *syntax.Node { return textNode(s) }}
	date         = &kind{"a date", (*row).date}
	amount       = &kind{"an amount", (*row).amount}
	figure       = &kind{"an amount", (*row).figure} // in a row that states its currency
	currency     = &kind{"a currency", (*row).currencyCode}
	quantity     = &kind{"a number", (*row).quantity}
	flag         = &kind{"true or false", (*row).flag}
	address      = &kind{"a web address", (*row).address}
	area         = &kind{"a region", (*row).area}
	organisation = &kind{"an organisation", (*row).organisation}
	members      = &kind{"an organisation", (*row).members}
	project      = &kind{"a project", entryOf(portfolio.Projects)}
	cluster      = &kind{"a cluster", entryOf(portfolio.Clusters)}
	programme    = &kind{"a programme", entryOf(portfolio.Programmes)}
)

// kindKeys are the keys of a rule that only some kinds have a use for.
var kindKeys = map[string][]*kind{
	"date":   {date},
	"number": {amount, figure, quantity},
	"unit":   {amount, figure},
	"role":   {organisation, members},
}

func textNode(s string) *syntax.Node { return &syntax.Node{Kind: syntax.String, Value: s} }

func numberNode(s string) *syntax.Node { return &syntax.Node{Kind: syntax.Number, Value: s} }

func groupNode(key string, value *syntax.Node) *syntax.Node {
	return with(&syntax.Node{Kind: syntax.Mapping}, key, value)
}

// with adds a field to a group.
func with(n *syntax.Node, key string, value *syntax.Node) *syntax.Node {
	n.Fields = append(n.Fields, syntax.Field{Key: key, KeyPos: value.Pos, Value: value})
	return n
}

// oneLine puts a text of several lines on one.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func (x *row) date(r *rule, s string) *syntax.Node {
	d, err := edtf.ParseAny(s, r.dates, x.Words)
	if err != nil {
		hint := diag.Advice(err)
		if len(r.dates) == 0 && strings.HasPrefix(hint, "write ") {
			hint += "; or say in the mapping how dates are written, such as date: DD.MM.YYYY"
		}
		x.fail(r, diag.Date, err.Error(), hint)
		return nil
	}
	return dateNode(d)
}

func dateNode(d edtf.Date) *syntax.Node {
	if d.Precision() == edtf.YearPrecision && !d.About {
		return numberNode(d.String())
	}
	return textNode(d.String())
}

// money reads an amount in a currency.
func (x *row) money(r *rule, s, code string) (a money.Amount, ok bool) {
	a, err := x.readAmount(r, s, code)
	if err != nil {
		x.fail(r, diag.Amount, err.Error(), diag.Advice(err))
	}
	return a, err == nil
}

// exactly reads the numbers of workbooks.
var exactly = money.Form{Decimal: "."}

// readAmount reads an amount. A number of a workbook is what it is, however texts are written beside it, and the words
// that its format shows count as if they were written in the cell; but for the bare kr of the mapping's unit.
func (x *row) readAmount(r *rule, s, code string) (money.Amount, error) {
	beside, exact := x.number(r, s)
	if !exact {
		return r.numbers.Amount(s, code)
	}
	form := exactly
	form.Unit = r.numbers.Unit
	if beside == "" {
		return form.Amount(s, code)
	}
	shown, err := exactly.Amount(s+" "+beside, code)
	if err != nil || form.Unit == "" {
		return shown, err
	}
	if bare, err := exactly.Amount(s, code); err != nil || shown != bare {
		return form.Amount(s+" "+beside, code)
	}
	return form.Amount(s, code)
}

// readNumber reads a number in the same way.
func (x *row) readNumber(r *rule, s string) (string, error) {
	if _, exact := x.number(r, s); exact {
		return exactly.Number(strings.TrimSuffix(s, "%"))
	}
	bare, _ := strings.CutSuffix(s, "%")
	return r.numbers.Number(strings.TrimSpace(bare))
}

// amount reads an amount that states its currency itself where it is not the site's.
func (x *row) amount(r *rule, s string) *syntax.Node {
	a, ok := x.money(r, s, x.currency)
	if !ok {
		return nil
	}
	return amountNode(a, x.Settings.Currency)
}

// figure reads an amount in a row that states its currency.
func (x *row) figure(r *rule, s string) *syntax.Node {
	a, ok := x.money(r, s, x.currency)
	if !ok {
		return nil
	}
	return amountNode(a, a.Currency)
}

// amountNode writes an amount where the currency is known from around it.
func amountNode(a money.Amount, known string) *syntax.Node {
	n := numberNode(a.Decimal())
	if a.Currency == known && !a.About {
		return n
	}
	n = groupNode("amount", n)
	if a.Currency != known {
		with(n, "currency", textNode(a.Currency))
	}
	if a.About {
		with(n, "about", &syntax.Node{Kind: syntax.Bool, Value: "true"})
	}
	return n
}

// currencyCode reads the currency of a row, which has been read for its amounts. The site's need not be written.
func (x *row) currencyCode(_ *rule, _ string) *syntax.Node {
	if x.currency == x.Settings.Currency {
		return nil
	}
	return textNode(x.currency)
}

func (x *row) quantity(r *rule, s string) *syntax.Node {
	number, err := x.readNumber(r, s)
	if err != nil {
		x.fail(r, diag.Amount, err.Error(), diag.Advice(err))
		return nil
	}
	if strings.HasSuffix(s, "%") {
		return textNode(number + " %")
	}
	return numberNode(number)
}

// flags are the words that tables say yes and no by.
var flags = map[string]string{
	"true": "true", "yes": "true", "ja": "true", "sant": "true", "x": "true", "1": "true",
	"false": "false", "no": "false", "nej": "false", "falskt": "false", "0": "false",
}

func (x *row) flag(r *rule, s string) *syntax.Node {
	value, known := flags[fold(s)]
	if !known {
		x.fail(r, diag.Type, fmt.Sprintf("%q is neither true nor false", s), "say in the mapping what it stands for, such as values: {Publicerad: false, Utkast: true}")
		return nil
	}
	return &syntax.Node{Kind: syntax.Bool, Value: value}
}

// bareHost is a web address that lacks the beginning which nobody types.
var bareHost = lazily(`^[\pL\pN-]+(\.[\pL\pN-]+)+(/\S*)?$`)

func (x *row) address(_ *rule, s string) *syntax.Node {
	if bareHost().MatchString(s) {
		s = "https://" + s
	}
	return textNode(s)
}

// area reads where the work takes place. What is none of the site's regions is an area of its own.
func (x *row) area(r *rule, s string) *syntax.Node {
	s = oneLine(s)
	if x.regions[fold(s)] {
		return textNode(s)
	}
	x.use(r, "region", s)
	return groupNode("name", textNode(s))
}

func (x *row) organisation(r *rule, s string) *syntax.Node {
	key, value := "name", oneLine(s)
	if x.m.ids {
		if key, value = "id", x.entryID(r, portfolio.Organisations, s); value == "" {
			return nil
		}
		if r.role == "" {
			return textNode(value)
		}
	}
	n := groupNode(key, textNode(value))
	if r.role != "" {
		with(n, "role", textNode(r.role))
	}
	return n
}

// members reads a member of a cluster, or how many there are.
func (x *row) members(r *rule, s string) *syntax.Node {
	if number, err := x.readNumber(r, s); err == nil && !strings.HasSuffix(s, "%") && !strings.ContainsAny(number, ".-") {
		return numberNode(number)
	}
	return x.organisation(r, s)
}

// entryOf reads references to entries of a collection.
func entryOf(c portfolio.Collection) func(x *row, r *rule, s string) *syntax.Node {
	return func(x *row, r *rule, s string) *syntax.Node {
		if id := x.entryID(r, c, s); id != "" {
			return textNode(id)
		}
		return nil
	}
}

// entryID gives the id that a name stands for, as that of the page of this name would be.
func (x *row) entryID(r *rule, c portfolio.Collection, s string) string {
	id := markdown.ID(s)
	if id == "" {
		x.fail(r, diag.Reference, fmt.Sprintf("%q has no letter and no digit, so it names nothing", s), "")
		return ""
	}
	x.use(r, string(c), id)
	return id
}

// cellErrors are what a spreadsheet writes where it cannot work out a value, in English and in Swedish.
var cellErrors = []string{
	"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!",
	"#SAKNAS!", "#REFERENS!", "#VÄRDEFEL!", "#DIVISION/0!", "#NAMN?", "#SKÄRNING!", "#OGILTIGT!",
}

func isCellError(s string) bool {
	return strings.HasPrefix(s, "#") && slices.Contains(cellErrors, strings.ToUpper(s))
}

// lazily gives a regular expression that is compiled when it is used first: most runs of the program use few of them.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
