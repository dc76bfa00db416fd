package browser_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"vitrin/templates"
)

// kind is a kind of page: the template that makes it, and pages of the example in each language. There are several
// where what is on them differs much.
type kind struct {
	template string
	sv, en   []string
}

// kinds lists every kind of page.
func kinds() []kind {
	return []kind{
		{"home.html", []string{"/"}, []string{"/en/"}},
		{
			"project.html",
			[]string{"/projekt/creative-innovation/", "/projekt/clusters-of-sweden/", "/projekt/region-skane-stodsystemet/"},
			[]string{"/en/projects/creative-innovation/", "/en/projects/clusters-of-sweden/"},
		},
		{
			"cluster.html",
			[]string{"/kluster/interior-cluster-sweden/", "/kluster/media-evolution/"},
			[]string{"/en/clusters/interior-cluster-sweden/"},
		},
		{
			"programme.html",
			[]string{"/program/smart-industri-i-regionerna/", "/program/smart-industri-1/"},
			[]string{"/en/programmes/smart-industry-in-the-regions/"},
		},
		{
			"organisation.html",
			[]string{"/organisationer/tillväxtverket/", "/organisationer/medlemskommunernas-näringslivsbolag/"},
			[]string{"/en/organisations/tillväxtverket/"},
		},
		{
			"group.html",
			[]string{"/regioner/skåne/", "/teman/innovation/", "/status/avbrutet/", "/program/ej-angivet/"},
			[]string{"/en/regions/skåne/", "/en/programmes/not-stated/"},
		},
		{"index.html", []string{"/kluster/", "/ar/", "/organisationer/", "/regioner/"}, []string{"/en/clusters/", "/en/years/"}},
		{"projects.html", []string{"/projekt/"}, []string{"/en/projects/"}},
		{"table.html", []string{"/projekt/tabell/", "/projekt/tabell/belopp-fallande/"}, []string{"/en/projects/table/"}},
		{"matrix.html", []string{"/matris/"}, []string{"/en/matrix/"}},
		{"page.html", []string{"/om/"}, []string{"/en/about/"}},
		{"accessibility.html", []string{"/tillganglighet/"}, []string{"/en/accessibility/"}},
		{"404.html", []string{"/finns/inte/"}, nil},      // one for the whole site, in its first language
		{"redirect.html", []string{"/2022-01443/"}, nil}, // an old address has one language
	}
}

// oneOfEvery gives a page of every kind that people stay on, in each language that has it.
func oneOfEvery() (sv, en []string) {
	for _, k := range kinds() {
		if !k.redirects() {
			sv, en = append(sv, k.sv[0]), append(en, k.en[:min(1, len(k.en))]...)
		}
	}
	return sv, en
}

// redirecting gives the addresses of pages that send their readers elsewhere.
func redirecting() []string {
	var all []string
	for _, k := range kinds() {
		if k.redirects() {
			all = append(all, k.sv...)
		}
	}
	return all
}

// redirects tells whether a page sends its readers elsewhere: it is looked at, but nobody stays on it.
func (k kind) redirects() bool { return k.template == "redirect.html" }

// missing tells whether a page is what a server shows for an address that is not there.
func missing(address string) bool { return address == "/finns/inte/" }

// staying gives the addresses of all pages that people stay on, the Swedish ones first.
func staying() []string {
	var sv, en []string
	for _, k := range kinds() {
		if !k.redirects() {
			sv, en = append(sv, k.sv...), append(en, k.en...)
		}
	}
	return append(sv, en...)
}

// word is the one of testdata/long.txtar that fits nowhere, as it stands in addresses.
const word = "sammanhängandebokstavsföljdutanmellanslagbokstavsföljdutanmellanslagbokstavsföljdutanmellanslagbokstavsföljdutanmellansl"

// strained gives pages of testdata/long.txtar.
func strained() []string {
	return []string{
		"/", "/projekt/", "/projekt/sida/2/", "/projekt/tabell/",
		"/projekt/allt/", "/projekt/ord/", "/projekt/inget/", "/projekt/tre/", "/en/projects/four/",
		"/kluster/", "/kluster/kluster/", "/kluster/" + word + "/", "/kluster/tomt/",
		"/program/", "/program/program/", "/program/omgang/sida/2/",
		"/organisationer/", "/organisationer/märke/",
		"/teman/", "/teman/" + word + "/", "/matris/", "/tillganglighetsredogorelse/", "/en/projects/",
	}
}

// crowded gives pages of testdata/long.txtar with much to press.
func crowded() []string {
	return []string{"/", "/projekt/sida/2/", "/projekt/allt/", "/kluster/kluster/", "/matris/"}
}

// bare gives pages of testdata/empty.txtar.
func bare() []string {
	return []string{"/", "/projekt/", "/projekt/tabell/", "/kluster/", "/teman/", "/regioner/skåne/", "/program/ej-angivet/", "/matris/", "/finns/inte/"}
}

// english tells the English pages of a site in two languages.
func english(address string) bool { return strings.HasPrefix(address, "/en/") }

// TestEveryKindIsLookedAt holds that no kind of page is forgotten: a new template needs a row, in both languages.
func TestEveryKindIsLookedAt(t *testing.T) {
	files, err := fs.Glob(templates.FS, "*.html")
	if err != nil {
		t.Fatal(err)
	}
	known := []string{"base.html"} // lies around the others
	for _, k := range kinds() {
		known = append(known, k.template)
		if !slices.Contains(files, k.template) {
			t.Errorf("there is no template %s; take its row out of kinds", k.template)
		}
		if once := k.redirects() || k.template == "404.html"; len(k.sv) == 0 || (len(k.en) == 0 && !once) {
			t.Errorf("kinds has no page of %s in one of the languages", k.template)
		}
		for _, address := range k.sv {
			if english(address) {
				t.Errorf("%s is not Swedish", address)
			}
		}
	}
	for _, file := range files {
		if !slices.Contains(known, file) {
			t.Errorf("no page of %s is looked at in a browser; give it a row in kinds", file)
		}
	}
}
