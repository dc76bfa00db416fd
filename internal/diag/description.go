package diag

// descriptions says of every class of problems what it is, in one sentence for people. It is the source of all
// texts that explain a code, in the order in which codes are listed.
var descriptions = [...]struct {
	code Code
	text string
}{
	{Encoding, "The file is not UTF-8 text, or holds characters that nobody can see."},
	{Syntax, "Front matter, settings or words of a language cannot be read as YAML, TOML or JSON."},
	{FrontMatter, "The front matter has no end, or text stands where front matter is due."},
	{Limit, "A file, a text or its nesting goes beyond what a portfolio can mean."},
	{FileName, "The file's name gives no usable id or language."},
	{UnknownKey, "A key is not known here, so it is left out."},
	{DuplicateKey, "A key is written twice."},
	{MissingKey, "A key or a value that must be there is missing."},
	{Type, "A value is of the wrong kind, such as a list where a text is due."},
	{Date, "A date cannot be read, or has passed."},
	{Amount, "An amount of money, a number or a currency cannot be read."},
	{Value, "A value is not one that the key allows."},
	{Reference, "A reference leads to nothing."},
	{Cycle, "Programmes are each other's parents."},
	{DuplicateID, "Two files have one id."},
	{DuplicateAddress, "Two pages have one address."},
	{Order, "An end lies before its start, or too long after it."},
	{Link, "A link, or the heading that it names, leads nowhere."},
	{ExternalLink, "A link to another site leads nowhere, or to where visitors cannot follow."},
	{MovedLink, "A page of another site has moved for good."},
	{Scheme, "An address is of a kind that is never published, such as javascript:."},
	{File, "A file is missing, or lies outside the content folder."},
	{Number, "An organisation number does not hold."},
	{PersonalNumber, "A personal identity number stands in a text."},
	{FactInTranslation, "A translation states a fact, which belongs in the main file."},
	{Status, "The stated status contradicts the dates."},
	{Language, "A language has no words, or a text is in a language that the site does not have."},
	{Template, "A template cannot be parsed, or does not fit what it is given."},
	{Picture, "A picture is broken, too large, or of a kind that browsers do not show."},
	{Asset, "A style sheet or a script cannot be parsed, or names a file that is not there."},
	{EntryTitle, "A title is too long to be shown whole."},
	{EntrySummary, "An entry has no summary, or a long one."},
	{Translation, "A page is missing in one of the site's languages."},
	{Alt, "A picture has no words for those who do not see it."},
	{Contact, "A person is kept in a file though no page shows them any more."},
	{Declared, "A number that the funder states is not the portfolio's."},
	{PrivateMail, "A mail address looks like a private person's."},
	{Withheld, "A link leads to a page that is not shown today."},
	{Outside, "A phase or a milestone lies far outside the time of its project."},
	{Grant, "More money is granted than was applied for."},
}

// Codes lists all classes of problems, always in the same order.
func Codes() []Code {
	all := make([]Code, len(descriptions))
	for i, d := range descriptions {
		all[i] = d.code
	}
	return all
}

// Description says in one sentence what the class of problems is; "" of a code that is not in [Codes].
func (c Code) Description() string {
	for _, d := range descriptions {
		if d.code == c {
			return d.text
		}
	}
	return ""
}
