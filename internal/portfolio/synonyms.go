package portfolio

import (
	"slices"
	"strings"

	"vitrin/internal/diag"
)

// synonym is a key or value of the contract with words by which people call it who write Swedish, or come from other
// programs. Words are in small letters, without spaces, hyphens and underscores.
type synonym struct {
	means string
	words []string
}

// synonyms hold what these words mean. One that stands in several rows means the first that is known where it is written:
// program is programmes in a project, and programme in a row of its funding.
//
// A word of this table is never taken for a slip of the pen: slut is near slug, and means end.
var synonyms = []synonym{
	{"title", []string{"titel", "rubrik", "projekttitel", "projektnamn", "name", "namn"}},
	{"name", []string{"namn", "benämning"}},
	{"summary", []string{"sammanfattning", "ingress", "abstract"}},
	{"reference", []string{"diarienummer", "diarienr", "dnr", "ärendenummer", "referens"}},
	{"kind", []string{"typ", "type", "projekttyp", "organisationstyp", "slag"}},
	{"start", []string{"startdatum", "startdate", "startar", "projektstart", "från"}},
	{"end", []string{"slut", "slutdatum", "enddate", "slutar", "projektslut"}},
	{"opens", []string{"öppnar", "startdatum"}},
	{"closes", []string{"stänger", "slut", "slutdatum"}},
	{"date", []string{"datum"}},
	{"year", []string{"år", "årtal"}},
	{"until", []string{"till", "tillochmed", "slut"}},
	{"clusters", []string{"kluster"}},
	{"programmes", []string{"program"}},
	{"programme", []string{"program"}},
	{"parent", []string{"överordnat", "överordnatprogram", "huvudprogram"}},
	{"coordinator", []string{"koordinator", "projektägare", "samordnare"}},
	{"partners", []string{"parter", "projektparter", "samarbetspartner", "samarbetspartners"}},
	{"partner", []string{"part", "samarbetspartner"}},
	{"organisation", []string{"organization"}},
	{"funding", []string{"finansiering"}},
	{"funders", []string{"finansiärer", "finansiär"}},
	{"funder", []string{"finansiär", "bidragsgivare"}},
	{"applied", []string{"sökt", "ansökt", "söktbelopp"}},
	{"granted", []string{"beviljat", "beviljad", "beviljade", "beviljatbelopp", "bidrag"}},
	{"paid", []string{"utbetalt", "utbetalat"}},
	{"decided", []string{"beslut", "beslutat", "beslutad", "beslutsdatum"}},
	{"amount", []string{"belopp"}},
	{"currency", []string{"valuta"}},
	{"budget", []string{"totalbudget", "totalkostnad"}},
	{"regions", []string{"län", "region", "regioner"}},
	{"municipalities", []string{"kommun", "kommuner"}},
	{"themes", []string{"tema", "teman"}},
	{"keywords", []string{"nyckelord", "sökord", "ämnesord", "tags", "taggar"}},
	{"sectors", []string{"bransch", "branscher", "sektor", "sektorer"}},
	{"goals", []string{"mål"}},
	{"goal", []string{"mål"}},
	{"strategy", []string{"strategi"}},
	{"indicators", []string{"indikator", "indikatorer"}},
	{"unit", []string{"enhet"}},
	{"baseline", []string{"utgångsvärde", "utgångsläge"}},
	{"target", []string{"målvärde", "mål"}},
	{"actual", []string{"utfall"}},
	{"phases", []string{"fas", "faser", "etapp", "etapper"}},
	{"milestones", []string{"milstolpe", "milstolpar"}},
	{"continued_by", []string{"fortsättning"}},
	{"related", []string{"relaterat", "relaterade"}},
	{"contacts", []string{"kontakt", "kontakter", "kontaktperson", "kontaktpersoner"}},
	{"role", []string{"roll"}},
	{"roles", []string{"roller"}},
	{"email", []string{"epost", "epostadress", "mejl", "mail"}},
	{"phone", []string{"telefon", "telefonnummer", "tel"}},
	{"website", []string{"webbplats", "hemsida", "webbsida"}},
	{"url", []string{"länk", "webbadress", "webbplats", "hemsida", "webbsida"}},
	{"links", []string{"länk", "länkar"}},
	{"documents", []string{"dokument", "publikationer"}},
	{"file", []string{"fil"}},
	{"image", []string{"bild"}},
	{"alt", []string{"alttext", "bildbeskrivning"}},
	{"caption", []string{"bildtext"}},
	{"credit", []string{"foto", "fotograf"}},
	{"logo", []string{"logotyp", "logga"}},
	{"updated", []string{"uppdaterad", "uppdaterat", "ändrad"}},
	{"aliases", []string{"alias"}},
	{"draft", []string{"utkast"}},
	{"publish", []string{"publicera", "publiceras"}},
	{"members", []string{"medlem", "medlemmar"}},
	{"owners", []string{"ägare"}},
	{"founded", []string{"bildat", "bildad", "bildades", "grundat", "grundad"}},
	{"people", []string{"personer", "medarbetare"}},
	{"value_chain", []string{"värdekedja"}},
	{"recognitions", []string{"utmärkelse", "utmärkelser"}},
	{"calls", []string{"utlysning", "utlysningar"}},
	{"number", []string{"organisationsnummer", "orgnummer", "orgnr"}},
	{"note", []string{"anteckning", "notering", "kommentar"}},
	{"code", []string{"kod"}},
	{"label", []string{"etikett"}},
	{"text", []string{"beskrivning"}},
	{"languages", []string{"språk"}},
	{"language", []string{"språk"}},
	{"timezone", []string{"tidszon"}},
	{"menu", []string{"meny"}},
	{"publisher", []string{"utgivare"}},
	{"kinds", []string{"typer", "projekttyper"}},
	{"accessibility", []string{"tillgänglighet"}},

	{string(Completed), []string{"avslutad", "avslutat", "avslutade", "slutförd", "slutfört", "klar", "klart", "finished", "done"}},
	{string(Ongoing), []string{"pågående", "pågår", "aktiv", "aktivt", "active"}},
	{string(Planned), []string{"planerad", "planerat", "kommande"}},
	{string(Cancelled), []string{"avbruten", "avbrutet", "inställd", "inställt"}},
	{"company", []string{"företag", "bolag"}},
	{"university", []string{"universitet", "högskola", "lärosäte"}},
	{"institute", []string{"institut", "forskningsinstitut"}},
	{"public", []string{"offentlig", "myndighet", "kommun", "region"}},
	{"association", []string{"förening"}},
	{"other", []string{"annan", "annat", "övrig", "övrigt"}},
	{"open", []string{"öppen", "öppna", "öppet"}},
	{"closed", []string{"stängd", "stängda", "sluten", "slutna"}},
	{"partial", []string{"delvis"}},
	{"full", []string{"helt"}},

	{"project", []string{"projekt"}},
	{"projects", []string{"projekt"}},
	{"cluster", []string{"kluster"}},
	{"organisations", []string{"organisationer"}},
}

// Meant gives the known name that a word which is none of them is likely to mean: what it is called in Swedish, else
// the nearest spelling, or "".
func Meant(word string, known []string) string {
	if meaning, isWord := translation(word, known); isWord {
		return meaning
	}
	return diag.Nearest(word, known)
}

// solelyMeant is [Meant] where there is no doubt.
func solelyMeant(word string, known []string) string {
	if meaning, isWord := translation(word, known); isWord {
		return meaning
	}
	return diag.Sole(word, known)
}

// translation gives the known name that a word of the table means, "" if none, and tells whether it is one.
func translation(word string, known []string) (meaning string, isWord bool) {
	word = strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, strings.ToLower(word))
	for _, s := range synonyms {
		if !slices.Contains(s.words, word) {
			continue
		}
		isWord = true
		if slices.Contains(known, s.means) {
			return s.means, true
		}
	}
	return "", isWord
}
