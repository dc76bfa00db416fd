package portfolio

// Shape is how a value may be written: as a single value of a format, in each of several languages, as a group of
// keys, and as a list of these. It is what the readers of the front matter accept, as data.
type Shape struct {
	Format Format   // of a single value; empty: a single value is not accepted
	Values []string // those that a single value may be; nil: all of the format
	Filled bool     // a blank text does not do
	Usual  []string // values that are usual; others may be right too
	Names  Names    // where the names come from that it may be; empty: from nowhere
	Many   bool     // a list of such values too
	Length int      // how many values the list holds; 0: any number. Where it is stated only a list will do

	Translated bool // also {sv: …, en: …}
	Labels     bool // ids that the writer chooses, each with a text, which may be translated

	Record  string            // the name of the group of keys, such as "funding"
	Fields  []Field           // the keys of the group; nil: no group is accepted
	AnyOf   []string          // keys of which the group needs one
	NotBoth []string          // keys of which the group may have one
	Needs   map[string]string // keys that need another one beside them
}

// Field is one key of a group.
type Field struct {
	Key      string
	Record   string // the group that describes it: "page" describes those that all pages have
	Shape    Shape
	Required bool
}

// Format is how a single value is written.
type Format string

// The formats of single values.
const (
	TextFormat         Format = "text"         // any text, number, true or false
	TermFormat         Format = "term"         // a text with a letter or a digit
	FlagFormat         Format = "flag"         // true or false
	ChoiceFormat       Format = "choice"       // one of Shape.Values
	DateFormat         Format = "date"         // as package edtf reads it, in words too
	FiguresFormat      Format = "figures"      // a date in figures
	DayFormat          Format = "day"          // a date that is a day, in figures
	AmountFormat       Format = "amount"       // an amount of money
	CurrencyFormat     Format = "currency"     // a code of ISO 4217
	QuantityFormat     Format = "quantity"     // a decimal number or a share
	CountFormat        Format = "count"        // a whole number from 0
	IDFormat           Format = "id"           // the id of an entry
	MembersFormat      Format = "members"      // an id; or a whole number, of members that are not named
	RegionFormat       Format = "region"       // a code or a name of one of the site's regions
	URLFormat          Format = "url"          // an address of another site, http or https
	BaseURLFormat      Format = "base_url"     // the address at which a site lies
	EmailFormat        Format = "email"        // an e-mail address
	FileFormat         Format = "file"         // the path of a file beside the page
	SlugFormat         Format = "slug"         // the last part of an address
	AliasFormat        Format = "alias"        // an old address, from the site's root
	LanguageFormat     Format = "language"     // the code of one of the site's languages
	LanguageTagFormat  Format = "language_tag" // a language of BCP 47
	OrganisationFormat Format = "organisation" // a Swedish organisationsnummer
	RORFormat          Format = "ror"          // an identifier of ror.org
	DisclaimerFormat   Format = "disclaimer"   // true, false or a sentence
	TimeZoneFormat     Format = "timezone"     // a name of the IANA time zone database
	SpanFormat         Format = "span"         // a number of months or years
	ColourFormat       Format = "colour"       // #rrggbb
	PageSizeFormat     Format = "page_size"    // a whole number from 1 to 1000
	AnyFormat          Format = "any"          // anything at all, a list or a group too
)

// Front gives the shape of the front matter of a collection: that of the file which states the facts.
func Front(c Collection) Shape {
	switch c {
	case Projects:
		return front("project", projectFields, true, "granted", "funding")
	case Clusters:
		return front("cluster", clusterFields, true)
	case Programmes:
		return front("programme", programmeFields, true)
	case Organisations:
		return front("organisation", organisationFields, true)
	default:
		return front("page", []field[Page]{}, false)
	}
}

// front puts the keys that all pages have together with those of a collection, in the order of the contract.
func front[T any](record string, own []field[T], titled bool, notBoth ...string) Shape {
	s := Shape{Record: record, Fields: TranslationFront().Fields, NotBoth: notBoth}
	for i := range s.Fields {
		if titled && s.Fields[i].Key == "title" {
			s.Fields[i].Required, s.Fields[i].Shape.Filled = true, true
		}
	}
	s.Fields = append(s.Fields, fieldsOf(record, own)...)
	s.Fields = append(s.Fields, fieldsOf("page", entryFields)...)
	s.Fields = append(s.Fields, fieldsOf("page", scheduleFields)...)
	return s
}

// TranslationFront gives the shape of the front matter of a translation, which states words and no facts.
func TranslationFront() Shape {
	return Shape{Record: "page", Fields: fieldsOf("page", versionFields)}
}

// SettingsFront gives the shape of content/site.yaml.
func SettingsFront() Shape { return group("settings", settingsFields) }

// fieldsOf tells of the keys of a table.
func fieldsOf[T any](record string, fields []field[T]) []Field {
	all := make([]Field, len(fields))
	for i, f := range fields {
		all[i] = Field{Key: f.key, Record: record, Shape: f.shape, Required: f.required}
	}
	return all
}
