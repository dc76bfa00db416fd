package portfolio

import (
	"net/url"
	"time"

	"vitrin/internal/edtf"
	"vitrin/internal/money"
	"vitrin/internal/syntax"
)

// Texts.
var (
	text    = kind[string]{Shape{Format: TextFormat}, (*decoder).text}
	texts   = kind[[]string]{many(text.shape), (*decoder).texts}
	phrase  = kind[Text]{Shape{Format: TextFormat, Translated: true}, (*decoder).translated}
	phrases = kind[[]Text]{many(phrase.shape), (*decoder).translatedTexts}
	role    = kind[string]{Shape{Format: TextFormat, Names: RoleNames, Usual: []string{"partner", "beneficiary", "research", "contractor", "co-funder"}}, (*decoder).common}
	word    = kind[string]{text.shape, (*decoder).word}
	name    = kind[Text]{phrase.shape, (*decoder).name}
	title   = kind[Text]{phrase.shape, (*decoder).title}

	disclaimer   = kind[*Text]{Shape{Format: DisclaimerFormat, Translated: true}, (*decoder).disclaimer}
	slug         = kind[string]{Shape{Format: SlugFormat}, (*decoder).slug}
	oldAddresses = kind[[]Alias]{many(Shape{Format: AliasFormat}), (*decoder).aliases}
	languageTag  = kind[string]{Shape{Format: LanguageTagFormat}, (*decoder).languageTag}
	webAddress   = kind[string]{Shape{Format: URLFormat}, (*decoder).webAddress}
	email        = kind[string]{Shape{Format: EmailFormat}, (*decoder).email}
	file         = kind[*File]{Shape{Format: FileFormat}, (*decoder).file}
	whatever     = kind[any]{Shape{Format: AnyFormat}, (*decoder).anything}
)

// Numbers, amounts and dates.
var (
	flag     = kind[bool]{Shape{Format: FlagFormat}, (*decoder).bool}
	count    = kind[int]{Shape{Format: CountFormat}, (*decoder).count}
	quantity = kind[Quantity]{Shape{Format: QuantityFormat}, (*decoder).quantity}
	currency = kind[string]{Shape{Format: CurrencyFormat, Usual: []string{"SEK", "EUR", "NOK", "DKK"}}, (*decoder).currency}
	digits   = kind[*syntax.Node]{Shape{Format: AmountFormat}, func(_ *decoder, n *syntax.Node) *syntax.Node { return n }}
	amount   = kind[*money.Amount]{
		either(digits.shape, group("money", moneyFields)),
		func(d *decoder, n *syntax.Node) *money.Amount { return d.money(n, d.settings.Currency) },
	}
	date    = kind[edtf.Date]{Shape{Format: DateFormat}, (*decoder).date}
	figures = kind[edtf.Date]{Shape{Format: FiguresFormat}, (*decoder).figures}
	day     = kind[edtf.Date]{Shape{Format: DayFormat}, (*decoder).day}
)

// References to entries of the collections.
var (
	clusters = kind[[]Affiliation[*Cluster]]{many(refers(ClusterNames, "id")), func(d *decoder, n *syntax.Node) []Affiliation[*Cluster] {
		return affiliations(d, n, Clusters, d.index.clusters, &d.keeper.clusters)
	}}
	programmes   = kind[programmeList]{many(refers(ProgrammeNames, "id")), (*decoder).programmes}
	programme    = kind[*Programme]{refers(ProgrammeNames, "id"), (*decoder).programme}
	organisation = kind[*Organisation]{one(refers(OrganisationNames, "id", "name")), (*decoder).organisationOf}
	relations    = kind[func(self *Project) []Relation]{many(refers(ProjectNames, "id")), func(d *decoder, n *syntax.Node) func(*Project) []Relation {
		return func(self *Project) []Relation { return d.relations(n, self) }
	}}
)

// party is the kind of one organisation in a role.
func party(role string) kind[*Party] {
	return kind[*Party]{organisation.shape, func(d *decoder, n *syntax.Node) *Party { return d.party(n, role) }}
}

// parties is the kind of several organisations, each in a role of its own or in the given one.
func parties(role string) kind[[]Party] {
	return kind[[]Party]{many(refers(OrganisationNames, "id", "name")), func(d *decoder, n *syntax.Node) []Party { return d.parties(n, role) }}
}

// refers is the shape of a reference: an id, or a group of which one of some keys is needed.
func refers(to Names, needed ...string) Shape {
	id := Shape{Format: IDFormat, Names: to}
	if to == RegionNames {
		id.Format = RegionFormat
	}
	s := either(id, group("reference", referenceFields))
	if len(needed) > 1 {
		s.AnyOf = needed
	}
	for i := range s.Fields {
		if s.Fields[i].Key == "id" {
			s.Fields[i].Shape, s.Fields[i].Required = id, len(needed) == 1
		}
	}
	return s
}

// one is the shape of a single value that may stand alone in a list.
func one(s Shape) Shape {
	s.Many, s.Length = true, 1
	return s
}

// Places, subjects, and what the settings have labels for.
var (
	areas          = kind[[]*Region]{many(refers(RegionNames, "id", "name")), (*decoder).areas}
	term           = Shape{Format: TermFormat, Translated: true}
	municipalities = kind[[]*Term]{many(term), func(d *decoder, n *syntax.Node) []*Term { return d.terms(n, ByMunicipality, nil) }}
	themes         = kind[[]*Term]{many(named(term, ThemeNames)), func(d *decoder, n *syntax.Node) []*Term { return d.terms(n, ByTheme, d.settings.Themes) }}
	projectKind    = kind[*Term]{one(named(term, KindNames, "feasibility-study", "implementation", "pilot")), (*decoder).kind}
	sectors        = kind[[]Sector]{many(either(phrase.shape, group("sector", sectorFields))), (*decoder).sectors}
)

// named is a shape with where its names come from, and which are usual.
func named(s Shape, from Names, usual ...string) Shape {
	s.Names, s.Usual = from, usual
	return s
}

// Groups of keys that have readers of their own.
var (
	funding   = kind[[]Funding]{many(group("funding", fundingFields)), (*decoder).funding}
	phases    = kind[[]Phase]{many(group("phase", phaseFields)), (*decoder).phases}
	calls     = kind[[]Call]{many(group("call", callFields)), (*decoder).calls}
	declared  = kind[[]Declared]{many(group("declared", declaredFields)), (*decoder).declared}
	webLinks  = kind[[]WebLink]{many(group("link", webLinkFields)), (*decoder).webLinks}
	documents = kind[[]Document]{many(documentShape()), (*decoder).documents}
	image     = kind[*Image]{group("image", imageFields), (*decoder).image}
	logo      = kind[*Image]{logoShape(), (*decoder).logo}
)

func documentShape() Shape {
	s := group("document", documentFields)
	s.AnyOf, s.NotBoth = []string{"file", "url"}, []string{"file", "url"}
	return s
}

// logoShape is that of a file, or of a picture of which no key is needed: the organisation's name is its text.
func logoShape() Shape {
	s := either(file.shape, group("image", imageFields))
	s.Record = "logo"
	for i := range s.Fields {
		s.Fields[i].Required = false
	}
	return s
}

// Of organisations and clusters.
var (
	organisationNumber = kind[string]{Shape{Format: OrganisationFormat}, (*decoder).organisationNumber}
	members            = kind[memberList]{membersShape(), (*decoder).members}
	ror                = kind[string]{Shape{Format: RORFormat}, (*decoder).ror}
)

func membersShape() Shape {
	s := many(refers(OrganisationNames, "id", "name"))
	s.Format = MembersFormat
	return s
}

// Of the settings.
var (
	languages = kind[struct{}]{many(Shape{Format: LanguageFormat, Usual: []string{"sv", "en"}}), func(*decoder, *syntax.Node) struct{} { return struct{}{} }} // read before all others
	baseURL   = kind[*url.URL]{Shape{Format: BaseURLFormat}, (*decoder).baseURL}
	timezone  = kind[*time.Location]{Shape{Format: TimeZoneFormat, Usual: []string{"Europe/Stockholm"}}, (*decoder).timezone}
	menu      = kind[[]MenuItem]{many(Shape{Format: TextFormat, Names: MenuNames, Usual: []string{"projects", "clusters", "programmes", "organisations"}}), (*decoder).menu}
	publisher = kind[Publisher]{either(text.shape, group("publisher", publisherFields)), (*decoder).publisher}
	span      = kind[int]{Shape{Format: SpanFormat}, (*decoder).months}
	accent    = kind[Accent]{Shape{Format: ColourFormat}, (*decoder).accent}
	labels    = kind[[]Label]{Shape{Labels: true}, (*decoder).labels}
	paths     = kind[map[string]Text]{labels.shape, (*decoder).paths}
	regions   = kind[[]*Region]{many(group("region", regionFields)), (*decoder).regionList}
	tile      = kind[[2]int]{Shape{Format: CountFormat, Many: true, Length: 2}, (*decoder).tile}
	pageSize  = kind[int]{Shape{Format: PageSizeFormat}, (*decoder).pageSize}
)

// Of the accessibility statement.
var (
	statement = kind[*Accessibility]{group("accessibility", accessibilityFields), (*decoder).accessibility}
	method    = kind[Method]{Shape{Format: TextFormat, Translated: true, Usual: []string{MethodSelf, MethodExternal}}, (*decoder).method}
	gaps      = kind[[]Gap]{many(group("gap", gapFields)), (*decoder).gaps}
	report    = kind[Report]{group("report", reportFields), (*decoder).report}
	authority = kind[Authority]{authorityShape(), (*decoder).authority}
)

func authorityShape() Shape {
	s := either(Shape{Format: ChoiceFormat, Values: []string{"none"}}, group("authority", authorityFields))
	s.Needs = map[string]string{"name": "url"}
	return s
}
