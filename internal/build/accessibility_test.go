package build_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

const stated = `-- content/site.yaml --
title: {sv: Portföljen, en: The portfolio}
base_url: https://example.org/sub/
languages: [sv, en]
menu: [projects, accessibility]
publisher: {name: {sv: Regionen, en: The region}, email: svar@example.org}
accessibility: {conformity: full, updated: 2026-11-01, method: external}
`

// footerLink gives where the statement's own link at the end of a page leads, or "".
func footerLink(p *page) string {
	own := find(p.root, func(n *html.Node) bool { return n.Data == "p" && class(n) == "statement" })
	if own == nil {
		return ""
	}
	return attr(find(own, element("a")), "href")
}

func class(n *html.Node) string { return attr(n, "class") }

// TestStatementFromSettings holds that the settings alone give a statement in every language, with what
// they need not say: the words and the authority of the language, and the publisher.
func TestStatementFromSettings(t *testing.T) {
	pages := buildArchive(t, "https://example.org/sub/", stated)
	for file, want := range map[string][]string{
		"tillganglighet/index.html": {
			"Tillgänglighetsredogörelse", "Regionen ansvarar för webbplatsen Portföljen", "helt förenlig med lagen (2018:1937)", "EN 301 549",
			"Granskning av någon utomstående", "1 november 2026", "svar@example.org", "Myndigheten för digital förvaltning",
		},
		"en/accessibility/index.html": {
			"Accessibility statement", "The region answers for the site The portfolio", "conforms in full", "1 November 2026", "Digital Government", "(in Swedish)",
		},
	} {
		p := pages[file]
		if p == nil {
			t.Fatalf("there is no %s", file)
		}
		for _, words := range want {
			if !strings.Contains(text(p.root), words) {
				t.Errorf("%s does not say %q", file, words)
			}
		}
		if strings.Contains(text(p.root), "Innehåll som inte är tillgängligt") {
			t.Errorf("%s tells of gaps, and there are none", file)
		}
		for _, address := range []string{"mailto:svar@example.org", "https://www.digg.se/tdosanmalan", "https://example.org/sub/tillganglighet/", "https://example.org/sub/en/accessibility/"} {
			if !leadsTo(p, address) {
				t.Errorf("%s does not lead to %s", file, address)
			}
		}
	}
	complaint := find(pages["en/accessibility/index.html"].root, func(n *html.Node) bool { return strings.Contains(attr(n, "href"), "digg.se") })
	if got := attr(complaint, "hreflang"); got != "sv" {
		t.Errorf("the English page says that the authority's page is in %q", got)
	}
	dated := find(pages["tillganglighet/index.html"].root, element("time"))
	if dated == nil || attr(dated, "datetime") != "2026-11-01" {
		t.Error("the day of the statement is not marked up as a date")
	}
}

func leadsTo(p *page, address string) bool {
	for _, l := range p.links {
		if l.address == address {
			return true
		}
	}
	return false
}

// TestStatementInEveryFooter holds that every page leads to the statement in its own language, once.
func TestStatementInEveryFooter(t *testing.T) {
	pages := buildArchive(t, "https://example.org/sub/", stated+"-- content/accessibility.md --\n---\ntitle: Så tillgängliga är vi\nslug: sa-tillgangliga\n---\n")
	if len(pages) < 20 || pages["404.html"] == nil {
		t.Fatalf("there are %d pages", len(pages))
	}
	for file, p := range pages {
		want := "/sub/sa-tillgangliga/"
		if strings.HasPrefix(file, "en/") {
			want = "/sub/en/accessibility/"
		}
		if got := footerLink(p); got != want {
			t.Errorf("the footer of %s leads to %q, want %q", file, got, want)
		}
		footer, count := find(p.root, element("footer")), 0
		for n := range footer.Descendants() {
			if attr(n, "href") == want {
				count++
			}
		}
		if count != 1 {
			t.Errorf("the footer of %s leads there %d times", file, count)
		}
	}
}

// TestStatementHasOwnWords holds that an editor's page gives the statement its title, address, summary and
// body, above what the settings give, and that the other language does without.
func TestStatementHasOwnWords(t *testing.T) {
	pages := buildArchive(t, "https://example.org/sub/", stated+`-- content/accessibility.md --
---
title: Så tillgängliga är vi
slug: sa-tillgangliga
summary: Egen sammanfattning.
aliases: /gammal/
---
Egen text.
`)
	p := pages["sa-tillgangliga/index.html"]
	if p == nil {
		t.Fatal("the statement is not at the address of the editor's page")
	}
	last := -1
	for _, words := range []string{"Så tillgängliga är vi", "Egen sammanfattning.", "Egen text.", "helt förenlig", "svar@example.org"} {
		at := strings.Index(text(find(p.root, element("main"))), words)
		if at <= last {
			t.Errorf("%q stands at %d, after something at %d", words, at, last)
		}
		last = at
	}
	menu := find(p.root, func(n *html.Node) bool { return attr(n, "aria-current") == "true" })
	if menu == nil || attr(menu, "href") != "/sub/sa-tillgangliga/" {
		t.Error("the menu does not show where we are")
	}
	if old := pages["gammal/index.html"]; old == nil || !leadsTo(old, "/sub/sa-tillgangliga/") {
		t.Error("the old address does not lead to the statement")
	}
	if english := pages["en/accessibility/index.html"]; english == nil || strings.Contains(text(english.root), "Egen") {
		t.Error("the English statement is missing, or shows Swedish words")
	}
	if pages["tillganglighet/index.html"] != nil {
		t.Error("there are two statements")
	}
}

// TestNoStatementWithoutSettings holds that nothing is claimed that nobody wrote: without the key a page of this
// name is an ordinary one, in the footer among the others.
func TestNoStatementWithoutSettings(t *testing.T) {
	const settings = "-- content/site.yaml --\ntitle: Portföljen\nbase_url: https://example.org/sub/\nlanguages: [sv]\n"
	for file, p := range buildArchive(t, "https://example.org/sub/", settings) {
		if footerLink(p) != "" || strings.Contains(file, "tillganglighet") {
			t.Errorf("%s has a statement or leads to one", file)
		}
	}
	pages := buildArchive(t, "https://example.org/sub/", settings+"-- content/accessibility.md --\n---\ntitle: Tillgänglighet\n---\nEgen text.\n")
	p := pages["accessibility/index.html"]
	if p == nil || strings.Contains(text(p.root), "förenlig") || !strings.Contains(text(p.root), "Egen text.") {
		t.Error("the page is not an ordinary one")
	}
	if home := pages["index.html"]; footerLink(home) != "" || !leadsTo(home, "/sub/accessibility/") {
		t.Error("the footer does not list the page with the others")
	}
}

// TestNobodySupervises holds that a site that no authority supervises does not say that one does.
func TestNobodySupervises(t *testing.T) {
	pages := buildArchive(t, "https://example.org/sub/", strings.Replace(stated, "method: external", "method: external, authority: none", 1))
	for _, file := range []string{"tillganglighet/index.html", "en/accessibility/index.html"} {
		if got := text(pages[file].root); strings.Contains(got, "Digg") || strings.Contains(got, "Tillsyn") || strings.Contains(got, "Supervision") {
			t.Errorf("%s names an authority", file)
		}
	}
}
