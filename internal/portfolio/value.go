package portfolio

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// word reads one text for what it names or means: it is a part of the whole file's words. Numbers and true and false are
// taken as they are written.
func (d *decoder) word(n *syntax.Node) string {
	if !n.IsScalar() {
		d.wrongKind(n, "a text")
		return ""
	}
	return strings.TrimSpace(n.Value)
}

// text reads one text to be kept.
func (d *decoder) text(n *syntax.Node) string { return d.keeper.keep(d.word(n)) }

// common reads one text to be kept that other files are likely to have, too.
func (d *decoder) common(n *syntax.Node) string { return d.keeper.share(d.word(n)) }

// texts reads a list of texts, or one.
func (d *decoder) texts(n *syntax.Node) []string {
	items := d.items(n)
	all := make([]string, 0, len(items))
	for _, item := range items {
		if s := d.text(item); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// translated reads a text to be kept, or one in each of several languages.
func (d *decoder) translated(n *syntax.Node) Text {
	if n.Kind != syntax.Mapping {
		return PlainText(d.text(n))
	}
	return translatedText(d.inLanguages(n, (*decoder).text))
}

// name reads likewise what something is called, for finding it. It is good until the next name or title is read, and a part of
// the whole file's words.
func (d *decoder) name(n *syntax.Node) Text { return d.passing(n, (*decoder).word) }

// title reads likewise a text to be kept, for who takes out what it says before the next name or title is read.
func (d *decoder) title(n *syntax.Node) Text { return d.passing(n, (*decoder).text) }

func (d *decoder) passing(n *syntax.Node, text func(*decoder, *syntax.Node) string) Text {
	if n.Kind != syntax.Mapping {
		d.called = wording{plain: text(d, n)}
	} else {
		d.called = wording{in: d.inLanguages(n, text)}
	}
	return Text{&d.called}
}

// inLanguages reads a text in each of several languages.
func (d *decoder) inLanguages(n *syntax.Node, text func(*decoder, *syntax.Node) string) map[string]string {
	in := make(map[string]string, len(n.Fields))
	for _, f := range n.Fields {
		i := slices.Index(d.settings.Languages, f.Key)
		if i < 0 {
			d.problems.Error(f.KeyPos, diag.Language, fmt.Sprintf("%q is not one of the site's languages", f.Key),
				"the languages in content/site.yaml are: "+strings.Join(d.settings.Languages, ", "))
			d.problems.About(f.Key)
			continue
		}
		if f.Value.Kind != syntax.Null {
			in[d.settings.Languages[i]] = text(d, f.Value) // the settings' own word, since the key keeps the tree's bytes
		}
	}
	return in
}

// translatedTexts reads a list of texts, each in one language or several.
func (d *decoder) translatedTexts(n *syntax.Node) []Text {
	if n.Kind == syntax.Mapping {
		return []Text{d.translated(n)}
	}
	items := d.items(n)
	all := make([]Text, 0, len(items))
	for _, item := range items {
		var t Text
		if item.Kind == syntax.Mapping {
			t = d.translated(item)
		} else {
			t = d.keeper.shareText(d.word(item)) // other files are likely to have it, too
		}
		if !t.IsZero() {
			all = append(all, t)
		}
	}
	if len(all) == 0 {
		return nil // none is stated
	}
	return all
}

func (d *decoder) bool(n *syntax.Node) bool {
	if n.Kind != syntax.Bool {
		d.problems.Error(n.Pos, diag.Type, fmt.Sprintf("%q is neither true nor false", n.Value), "write true or false, without quotes")
		d.problems.Mend(answered(n))
		return false
	}
	return n.Value == "true"
}

// date reads a date with its precision. What cannot be read is an error, and no date.
func (d *decoder) date(n *syntax.Node) edtf.Date {
	if n.Kind != syntax.String && n.Kind != syntax.Number {
		d.wrongKind(n, "a date such as 2022, 2022-05 or 2022-05-17")
		return edtf.Date{}
	}
	date, err := edtf.Parse(n.Value, d.words)
	if err != nil {
		d.complain(n, diag.Date, err)
	}
	return date
}

// hinted is an error that knows how it is mended.
type hinted interface {
	diag.Advised
	Meaning() string // what to write, where there is no doubt
}

// complain turns a value's error into a problem at its place.
func (d *decoder) complain(n *syntax.Node, code diag.Code, err error) {
	var hint, meant string
	if h, ok := errors.AsType[hinted](err); ok {
		hint, meant = h.Advice(), h.Meaning()
	}
	d.problems.Error(n.Pos, code, err.Error(), hint)
	d.problems.Mend(n.Instead(meant))
}

// moneyFields are the keys of an amount that is written as a mapping.
type moneyParts struct {
	amount, currency *syntax.Node
	about            bool
}

var moneyFields = []field[moneyParts]{
	{"amount", must(as(digits, func(to *moneyParts, n *syntax.Node) { to.amount = n }))},
	{"currency", as(later(currency), func(to *moneyParts, n *syntax.Node) { to.currency = n })},
	{"about", as(flag, func(to *moneyParts, v bool) { to.about = v })},
}

// money reads an amount in the given currency, which a mapping may override.
func (d *decoder) money(n *syntax.Node, currency string) *money.Amount {
	if n.Kind != syntax.Mapping {
		return d.amount(n, currency, false)
	}
	var parts moneyParts
	decode(d, n, moneyFields, &parts)
	if parts.amount == nil {
		d.problems.Error(n.Pos, diag.MissingKey, "the amount itself is missing", "write {amount: 120000, currency: EUR}")
		return nil
	}
	if parts.currency != nil {
		currency = d.currency(parts.currency)
	}
	return d.amount(parts.amount, currency, parts.about)
}

func (d *decoder) amount(n *syntax.Node, currency string, about bool) *money.Amount {
	if n.Kind != syntax.Number && n.Kind != syntax.String {
		d.wrongKind(n, "an amount such as 850000")
		return nil
	}
	if currency == "" {
		return nil // already told where the currency is stated
	}
	amount, err := money.Parse(n.Value, currency)
	if err != nil {
		d.complain(n, diag.Amount, err)
		return nil
	}
	amount.About = about
	return d.keeper.keepAmount(amount)
}

// currency reads a code of ISO 4217; "" is one that cannot be read.
func (d *decoder) currency(n *syntax.Node) string {
	code := d.common(n)
	if code == "" || money.Known(code) {
		return code
	}
	d.problems.Error(n.Pos, diag.Amount, fmt.Sprintf("%q is not a currency of ISO 4217", code), "write its three capital letters, such as SEK or EUR")
	if capitals := strings.ToUpper(code); money.Known(capitals) {
		d.problems.Mend(n.Instead(capitals))
	}
	return ""
}

var decimalForm = regexp.MustCompile(`^([+-]?[0-9]+(?:[ \x{A0}\x{202F}][0-9]{3})*)(?:[.,]([0-9]+))?\s*(%?)$`)

// quantity reads a number, exactly, or a share such as "60 %".
func (d *decoder) quantity(n *syntax.Node) Quantity {
	m := decimalForm.FindStringSubmatch(d.word(n))
	if m == nil || len(m[1])+len(m[2]) > 40 {
		if n.IsScalar() {
			d.problems.Error(n.Pos, diag.Amount, fmt.Sprintf("%q is not a number", n.Value), `write digits, such as 60, 12.5 or "60 %"`)
		}
		return Quantity{}
	}
	number := strings.TrimPrefix(strings.Map(dropSpace, m[1]), "+")
	if m[2] != "" {
		number += "." + m[2]
	}
	return Quantity{Number: d.keeper.keep(number), Percent: m[3] != ""}
}

func dropSpace(r rune) rune {
	if unicode.IsSpace(r) {
		return -1
	}
	return r
}

// count reads a whole number that is not negative.
func (d *decoder) count(n *syntax.Node) int {
	count, err := strconv.Atoi(strings.Map(dropSpace, d.word(n)))
	if err != nil || count < 0 {
		if n.IsScalar() {
			d.problems.Error(n.Pos, diag.Amount, fmt.Sprintf("%q is not a whole number", n.Value), "write digits, such as 20")
		}
		return 0
	}
	return count
}

// anything turns a node into plain Go values for templates: string, bool, int64, float64, []any,
// map[string]any and nil.
func (d *decoder) anything(n *syntax.Node) any {
	switch n.Kind {
	case syntax.Bool:
		return n.Value == "true"
	case syntax.Number:
		if i, err := strconv.ParseInt(n.Value, 10, 64); err == nil {
			return i
		}
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
		return d.keeper.keep(n.Value)
	case syntax.String:
		return d.keeper.keep(n.Value)
	case syntax.Sequence:
		list := make([]any, len(n.Items))
		for i, item := range n.Items {
			list[i] = d.anything(item)
		}
		return list
	case syntax.Mapping:
		group := make(map[string]any, len(n.Fields))
		for _, f := range n.Fields {
			group[strings.Clone(f.Key)] = d.anything(f.Value) // the key itself is a part of the tree's bytes
		}
		return group
	default:
		return nil
	}
}
