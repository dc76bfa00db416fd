package ingest

import "vitrin/internal/portfolio"

// guess is a field with the names by which tables call it, in Swedish and in English, folded and in the order of likelihood.
type guess struct {
	field string // its key, or group.key; "body" is the page's text
	names []string
}

// guesses are the fields that columns are proposed for. A name that stands twice means the first.
var guesses = map[portfolio.Collection][]guess{
	portfolio.Projects: {
		{"reference", []string{"diarienummer", "diarienr", "dnr", "ärendenummer", "ärende-id", "ärendeid", "projekt-id", "projektid", "projektnummer", "referens", "referensnummer", "reference", "reference number", "case number", "project id", "project number", "grant id", "id"}},
		{"title", []string{"titel", "projektnamn", "projekttitel", "projektets namn", "projekt", "namn", "rubrik", "benämning", "svensk titel", "projektets titel", "title", "project name", "project title", "project", "name"}},
		{"title.en", []string{"engelsk titel", "titel på engelska", "english title", "title in english"}},
		{"summary", []string{"sammanfattning", "kort beskrivning", "ingress", "summary", "abstract", "short description"}},
		{"status", []string{"status", "projektstatus", "ärendestatus", "project status"}},
		{"kind", []string{"projekttyp", "typ av projekt", "insatstyp", "project type"}},
		{"start", []string{"startdatum", "start", "projektstart", "startar", "från", "från och med", "fr.o.m.", "fr o m", "from och med", "datum från", "start date", "from"}},
		{"end", []string{"slutdatum", "slut", "projektslut", "avslutas", "till", "till och med", "t.o.m.", "t o m", "tom", "datum till", "end date", "end", "to"}},
		{"clusters", []string{"kluster", "klusterorganisation", "cluster"}},
		{"programmes", []string{"program", "programnamn", "finansieringsprogram", "utlysning", "insats", "fond", "programme", "call", "fund"}},
		{"coordinator", []string{"koordinator", "projektägare", "sökande", "sökande organisation", "stödmottagare", "bidragsmottagare", "huvudman", "projektägande organisation", "organisation", "coordinator", "project owner", "applicant", "recipient", "beneficiary"}},
		{"partners", []string{"partner", "partners", "part", "parter", "projektparter", "samverkansparter", "samarbetspartner", "samarbetspartners", "medsökande", "deltagare", "deltagande organisationer", "participants"}},
		{"funding.funder", []string{"finansiär", "bidragsgivare", "finansierande organisation", "myndighet", "funder", "funding organisation"}},
		{"funding.applied", []string{"sökt belopp", "sökt", "ansökt belopp", "ansökt", "amount applied for", "applied", "applied amount", "sökta medel", "requested amount", "amount requested", "requested"}},
		{"funding.granted", []string{"beviljat belopp", "beviljat", "beviljat bidrag", "beviljat stöd", "beviljade medel", "bidrag", "stödbelopp", "beslutat belopp", "beslutat bidrag", "belopp", "amount awarded", "total awarded", "granted", "grant", "grant amount", "amount"}},
		{"funding.paid", []string{"utbetalt belopp", "utbetalt", "utbetalat", "utbetalat belopp", "amount disbursed", "paid", "disbursed"}},
		{"funding.currency", []string{"valuta", "currency"}},
		{"funding.decided", []string{"beslutsdatum", "beslut", "datum för beslut", "beviljat datum", "award date", "decision date", "decided"}},
		{"budget", []string{"total budget", "totalbudget", "budget", "projektbudget", "totalkostnad", "total kostnad", "stödgrundande kostnad", "total cost", "project cost"}},
		{"regions", []string{"län", "region", "regioner", "county", "regions"}},
		{"municipalities", []string{"kommun", "kommuner", "municipality", "municipalities"}},
		{"themes", []string{"tema", "teman", "område", "insatsområde", "fokusområde", "theme", "area"}},
		{"keywords", []string{"nyckelord", "sökord", "ämnesord", "keywords"}},
		{"sectors", []string{"bransch", "branscher", "näringsgren", "sektor", "sector", "industry"}},
		{"contacts.name", []string{"kontaktperson", "projektledare", "kontakt", "contact", "project manager"}},
		{"contacts.email", []string{"e-post", "epost", "e-postadress", "mejl", "mail", "e-mail", "email"}},
		{"contacts.phone", []string{"telefon", "telefonnummer", "phone", "telephone"}},
		{"links.url", []string{"webbplats", "webbadress", "webb", "hemsida", "projektsida", "länk", "url", "website", "web address"}},
		{"body", []string{"beskrivning", "projektbeskrivning", "bakgrund", "syfte", "mål", "syfte och mål", "aktiviteter", "genomförande", "resultat", "förväntat resultat", "description", "project description", "background", "purpose", "aim", "activities", "results"}},
	},
	portfolio.Organisations: {
		{"title", []string{"organisation", "organisationsnamn", "företag", "företagsnamn", "namn", "aktör", "organisation name", "company", "name"}},
		{"kind", []string{"organisationstyp", "typ av organisation", "typ av aktör", "organisation type"}},
		{"number", []string{"organisationsnummer", "orgnr", "org.nr", "org nr", "org.nummer", "organisation number"}},
		{"website", []string{"webbplats", "webbadress", "webb", "hemsida", "url", "website"}},
		{"aka", []string{"kortnamn", "förkortning", "alternativt namn", "short name"}},
		{"regions", []string{"län", "region", "county"}},
		{"municipalities", []string{"kommun", "kommuner", "municipality"}},
		{"sectors", []string{"bransch", "branscher", "näringsgren", "sector", "industry"}},
		{"contacts.name", []string{"kontaktperson", "kontakt", "contact"}},
		{"contacts.email", []string{"e-post", "epost", "e-postadress", "mejl", "e-mail", "email"}},
		{"contacts.phone", []string{"telefon", "telefonnummer", "phone"}},
		{"body", []string{"beskrivning", "verksamhet", "description"}},
	},
}

// sumWords are what rows are called that add up the others.
var sumWords = []string{"summa", "summa totalt", "totalt", "totalsumma", "total", "sum", "grand total"}

// stages are the words that tables have for where a project stands, by how they begin.
var stages = []struct{ begins, status string }{
	{"pågå", "ongoing"},
	{"aktiv", "ongoing"},
	{"ongoing", "ongoing"},
	{"active", "ongoing"},
	{"avslut", "completed"},
	{"slutför", "completed"},
	{"slutrapport", "completed"},
	{"genomför", "completed"},
	{"klar", "completed"},
	{"completed", "completed"},
	{"closed", "completed"},
	{"finished", "completed"},
	{"planer", "planned"},
	{"kommande", "planned"},
	{"ej start", "planned"},
	{"planned", "planned"},
	{"avbrut", "cancelled"},
	{"återkall", "cancelled"},
	{"cancel", "cancelled"},
}
