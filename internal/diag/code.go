package diag

// Code names a class of problems, for machines: it stays when the words change.
type Code string

// The classes of problems.
const (
	// Encoding: a file is not UTF-8 text, or holds characters that nobody can see, by themselves or in escapes.
	Encoding Code = "encoding"
	// Syntax: front matter, settings or a catalogue that cannot be parsed.
	Syntax Code = "syntax"
	// FrontMatter: front matter without an end, or text where front matter is due.
	FrontMatter Code = "front-matter"
	// Limit: nesting, aliases or numbers beyond what a portfolio can mean.
	Limit Code = "limit"
	// FileName: a file's name that gives no usable id or language.
	FileName Code = "file-name"
	// UnknownKey: a key that the contract does not know.
	UnknownKey Code = "unknown-key"
	// DuplicateKey: a key that is written twice.
	DuplicateKey Code = "duplicate-key"
	// MissingKey: a key that must be there.
	MissingKey Code = "missing-key"
	// Type: a value of the wrong kind: a list where a text is due.
	Type Code = "type"
	// Date: an unreadable date.
	Date Code = "date"
	// Amount: an unreadable amount of money, number or currency.
	Amount Code = "amount"
	// Value: a value outside what the field allows.
	Value Code = "value"
	// Reference: a reference to nothing.
	Reference Code = "reference"
	// Cycle: programmes that are each other's parents.
	Cycle Code = "cycle"
	// DuplicateID: two files with one id.
	DuplicateID Code = "duplicate-id"
	// DuplicateAddress: two pages with one address.
	DuplicateAddress Code = "duplicate-address"
	// Order: an end before its start.
	Order Code = "order"
	// Link: a link or a fragment that leads nowhere.
	Link Code = "link"
	// ExternalLink: a link to another site that does not answer as it should.
	ExternalLink Code = "external-link"
	// MovedLink: a link to a page of another site that has moved for good.
	MovedLink Code = "moved-link"
	// Scheme: an address with a scheme that is never published, such as javascript:.
	Scheme Code = "scheme"
	// File: a file that is missing or lies outside the content folder.
	File Code = "file"
	// Number: an organisation number that does not hold.
	Number Code = "number"
	// PersonalNumber: a personal identity number, which is never published.
	PersonalNumber Code = "personal-number"
	// FactInTranslation: a fact where only words belong.
	FactInTranslation Code = "fact-in-translation"
	// Status: a stated status that contradicts the dates.
	Status Code = "status"
	// Language: a language without a catalogue of words, or a text without a language.
	Language Code = "language"
	// Template: a template that cannot be parsed or does not fit its view.
	Template Code = "template"
	// Picture: a picture that is broken, too large, or of a kind that browsers do not show.
	Picture Code = "picture"
	// Asset: a style sheet or a script that cannot be parsed, or that names a file which is not there.
	Asset Code = "asset"

	// EntryTitle: a title that is too long to be shown whole.
	EntryTitle Code = "title"
	// EntrySummary: an entry without a summary, or one that is too long to be one.
	EntrySummary Code = "summary"
	// Translation: a page that is missing in one of the site's languages.
	Translation Code = "translation"
	// Alt: a picture without words for those who do not see it.
	Alt Code = "alt"
	// Contact: a person who is kept in a file though no page shows them any more.
	Contact Code = "contact"
	// Declared: a funder's number that is not the portfolio's.
	Declared Code = "declared"
	// PrivateMail: a mail address that looks like a private person's.
	PrivateMail Code = "private-mail"
	// Withheld: a link to a page that is not shown today.
	Withheld Code = "withheld"
	// Outside: a phase or a milestone far outside the time of its project.
	Outside Code = "outside"
	// Grant: more money granted than was applied for.
	Grant Code = "grant"
)
