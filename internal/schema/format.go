package schema

import (
	"regexp"
	"strings"

	"vitrin/internal/portfolio"
)

// written is how JSON, and YAML before it, may write a single value.
type written struct {
	types       []string // of JSON
	pattern     string   // that a string fits
	not         string   // a pattern that it does not fit
	least, most *float64 // of a number
}

// Parts of patterns. The patterns are read by Go and, with the flag u, by JavaScript.
const (
	spaces = " \u00a0\u202f\u2009" // that group digits
	year   = `(?:[1-9]\d{3}|0[1-9]\d{2}|00[1-9]\d|000[1-9])`
	month  = `(?:0[1-9]|1[0-2])`
	daynum = `(?:0[1-9]|[12]\d|3[01])`
	number = year + `(?:-` + month + `(?:-` + daynum + `)?|-2[1-4])?` // a date in figures
	worded = `(?:\d{1,2}\.?\s+)?[\p{L}\p{M}]+\.?\s+` + year
	letter = `[\p{Ll}\p{Lo}\p{Lm}\p{Nd}]` // of an address
	slug   = `^\s*` + letter + `[\p{Ll}\p{Lo}\p{Lm}\p{Nd}\p{M}]*(?:-` + letter + `[\p{Ll}\p{Lo}\p{Lm}\p{Nd}\p{M}]*)*\s*$`
	aliass = `[^\\?#%:"<>|*\p{Cc}]` // a character of an old address
	digit  = `\s*-?\s*\d`
)

// formats says how the single values of each format are written. A number in YAML is a number in JSON, whatever it is
// for: 2022 is a year, 850000 an amount. Before the year 1000 there were no projects, but there is many a slip.
var formats = map[portfolio.Format]written{
	portfolio.TextFormat:         {types: []string{"string", "number"}},
	portfolio.TermFormat:         {types: []string{"string", "number"}, pattern: `[\p{L}\p{N}]|^\s*$`},
	portfolio.FlagFormat:         {types: []string{"boolean"}},
	portfolio.ChoiceFormat:       {types: []string{"string"}},
	portfolio.DateFormat:         {types: []string{"string", "integer"}, pattern: `^\s*(?:` + number + `|` + worded + `)\s*~?\s*$`, least: ref(1000), most: ref(9999)},
	portfolio.FiguresFormat:      {types: []string{"string", "integer"}, pattern: `^\s*` + number + `\s*~?\s*$`, least: ref(1000), most: ref(9999)},
	portfolio.DayFormat:          {types: []string{"string"}, pattern: `^\s*` + year + `-` + month + `-` + daynum + `\s*$`},
	portfolio.AmountFormat:       {types: []string{"string", "number"}, pattern: `^\s*(?:\d+|\d{1,3}(?:[` + spaces + `]\d{3})+)(?:[.,]\d{1,2})?\s*$`, least: ref(0), most: ref(1e13)},
	portfolio.CurrencyFormat:     {types: []string{"string"}, pattern: `^\s*(?:[A-Z]{3})?\s*$`},
	portfolio.QuantityFormat:     {types: []string{"string", "number"}, pattern: `^\s*[+-]?\d+(?:[` + spaces + `]\d{3})*(?:[.,]\d+)?\s*%?\s*$`},
	portfolio.CountFormat:        {types: []string{"string", "integer"}, pattern: `^\s*\+?\d[\d\s` + spaces + `]*$`, least: ref(0)},
	portfolio.PageSizeFormat:     {types: []string{"string", "integer"}, pattern: `^\s*(?:[1-9]\d{0,2}|1\s?000)\s*$`, least: ref(1), most: ref(1000)},
	portfolio.IDFormat:           {types: []string{"string", "number"}},
	portfolio.MembersFormat:      {types: []string{"string", "integer"}, least: ref(0)},
	portfolio.RegionFormat:       {types: []string{"string", "number"}},
	portfolio.URLFormat:          {types: []string{"string"}, pattern: `^\s*(?:[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+(?:[/?#]\S*)?)?\s*$`},
	portfolio.BaseURLFormat:      {types: []string{"string"}, pattern: `^\s*[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+(?:/[^?#\\]*)?$`},
	portfolio.EmailFormat:        {types: []string{"string"}, pattern: `^\s*(?:[^\s@<>"?&]+@[^\s@<>"?&]+)?\s*$`},
	portfolio.FileFormat:         {types: []string{"string", "number"}, pattern: `^\s*(?:[^/\\\s][^\\]*)?\s*$`},
	portfolio.SlugFormat:         {types: []string{"string", "integer"}, pattern: slug, least: ref(0)},
	portfolio.AliasFormat:        {types: []string{"string", "integer"}, pattern: `^` + aliass + `*[^\\?#%:"<>|*\p{Cc}/\s.]` + aliass + `*$`, not: `(?:^|/)\.\.(?:/|$)`},
	portfolio.LanguageFormat:     {types: []string{"string"}, pattern: slug},
	portfolio.LanguageTagFormat:  {types: []string{"string"}, pattern: `^\s*[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*\s*$`},
	portfolio.OrganisationFormat: {types: []string{"string", "integer"}, pattern: `^\s*(?:(?:1[6-9]|20)\s*)?\d` + digit + `\s*-?\s*[2-9](?:` + digit + `){7}\s*$`, least: ref(1e9), most: ref(21e10)},
	portfolio.RORFormat:          {types: []string{"string", "integer"}, pattern: `^\s*(?:https://)?(?:ror\.org/)?0[0-9a-hjkmnp-tv-zA-HJKMNP-TV-Z]{8}\s*$`, least: ref(0)},
	portfolio.DisclaimerFormat:   {types: []string{"boolean", "string", "number"}, not: `^\s*(?:[Yy][Ee][Ss]|[Nn][Oo]|[Jj][Aa]|[Nn][Ee][Jj])\s*$`},
	portfolio.TimeZoneFormat:     {types: []string{"string"}, pattern: `^\s*[A-Za-z][A-Za-z0-9_+/-]*\s*$`},
	portfolio.SpanFormat:         {types: []string{"string"}, pattern: `^\s*\d{1,4}\s+(?:months?|years?|månad|månader|år)\s*$`},
	portfolio.ColourFormat:       {types: []string{"string"}, pattern: `^\s*#[0-9A-Fa-f]{6}\s*$`},
}

func ref(f float64) *float64 { return &f }

// join makes a pattern of words.
func join(words []string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = regexp.QuoteMeta(w)
	}
	return strings.Join(quoted, "|")
}
