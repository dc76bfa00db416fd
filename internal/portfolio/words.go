package portfolio

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// versionFields are the keys that a translation may state too: words, and what belongs to one
// language's page.
var versionFields = []field[Version]{
	{"title", as(at(title), func(to *Version, v placed[Text]) {
		to.setTitle(v.it)
		to.titleAt = spotOf(v.node.Pos)
		if long := overlengths(v.node, longTitle); long != nil {
			to.details().longTitles = long
		}
	})},
	{"summary", as(at(title), func(to *Version, v placed[Text]) {
		to.setSummary(v.it)
		if long := overlengths(v.node, longSummary); long != nil {
			to.details().tooLong = long
		}
	})},
	{"slug", as(at(slug), func(to *Version, v placed[string]) { to.Slug, to.details().slugAt = v.it, spotOf(v.node.Pos) })},
	{"keywords", as(phrases, func(to *Version, v []Text) { to.Keywords = v })},
	{"links", as(webLinks, func(to *Version, v []WebLink) { to.details().Links = v })},
	{"documents", as(documents, func(to *Version, v []Document) { to.details().Documents = v })},
	{"image", as(image, func(to *Version, v *Image) { to.details().Image = v })},
	{"disclaimer", as(disclaimer, func(to *Version, v *Text) { to.details().Disclaimer = v })},
	{"aliases", as(oldAddresses, func(to *Version, v []Alias) { to.details().Aliases = v })},
	{"draft", as(flag, func(to *Version, v bool) { to.Draft = v })},
	{"noindex", as(flag, func(to *Version, v bool) { to.NoIndex = v })},
	{"extra", as(whatever, func(to *Version, v any) {
		if extra, ok := v.(map[string]any); ok {
			to.details().Extra = extra
		} else {
			to.details().Extra = map[string]any{"value": v}
		}
	})},
}

var webLinkFields = []field[WebLink]{
	{"title", as(phrase, func(to *WebLink, v Text) { to.Title = v })},
	{"url", must(as(at(webAddress), func(to *WebLink, v placed[string]) { to.URL, to.pos = v.it, v.node.Pos }))},
}

var documentFields = []field[Document]{
	{"title", as(phrase, func(to *Document, v Text) { to.Title = v })},
	{"file", as(at(file), func(to *Document, v placed[*File]) { to.File, to.pos = v.it, v.node.Pos })},
	{"url", as(at(webAddress), func(to *Document, v placed[string]) { to.URL, to.pos = v.it, v.node.Pos })},
	{"language", as(languageTag, func(to *Document, v string) { to.Language = v })},
	{"year", as(date, func(to *Document, v edtf.Date) { to.Year = v })},
}

var imageFields = []field[Image]{
	{"file", must(as(at(file), func(to *Image, v placed[*File]) { to.File, to.pos = v.it, v.node.Pos }))},
	{"alt", must(as(phrase, func(to *Image, v Text) { to.Alt = v }))},
	{"credit", as(phrase, func(to *Image, v Text) { to.Credit = v })},
	{"caption", as(phrase, func(to *Image, v Text) { to.Caption = v })},
}

func (d *decoder) webLinks(n *syntax.Node) []WebLink {
	all := records(d, n, webLinkFields)
	for _, item := range d.items(n) {
		if item.Kind == syntax.Mapping && !isStated(item, "url") {
			d.problems.Error(item.Pos, diag.MissingKey, "the link has no address", "add url: https://…")
		}
	}
	return all
}

func (d *decoder) documents(n *syntax.Node) []Document {
	all := records(d, n, documentFields)
	for i, item := range d.items(n) {
		if item.Kind == syntax.Mapping && item.Get("file") == nil && item.Get("url") == nil {
			d.problems.Error(item.Pos, diag.MissingKey, "the document has neither a file nor an address", "add file: name.pdf or url: https://…")
		}
		if isStated(item, "file") && isStated(item, "url") {
			d.problems.Error(item.Pos, diag.Value, "the document states both a file and an address", "keep one of the two")
		}
		if i < len(all) && all[i].Title.IsZero() && all[i].File != nil {
			all[i].Title = PlainText(path.Base(all[i].File.Path))
		}
	}
	return all
}

func (d *decoder) image(n *syntax.Node) *Image {
	if n.Kind != syntax.Mapping {
		d.problems.Error(n.Pos, diag.Type, "a picture needs its text for those who don't see it",
			fmt.Sprintf("write image: {file: %s, alt: what the picture shows}", n.Value))
		return nil
	}
	var image Image
	decode(d, n, imageFields, &image)
	if !isStated(n, "alt") {
		d.problems.Error(n.Pos, diag.MissingKey, "the picture has no alt text for those who don't see it",
			`add alt: what the picture shows, or alt: "" where it only decorates`)
	}
	if !isStated(n, "file") {
		d.problems.Error(n.Pos, diag.MissingKey, "the picture has no file", "add file: name.jpg")
	}
	if image.File == nil {
		return nil
	}
	return &image
}

func (d *decoder) disclaimer(n *syntax.Node) *Text {
	if n.Kind == syntax.Bool {
		if n.Value != "true" {
			return nil
		}
		return &Text{}
	}
	if slices.Contains([]string{"yes", "no", "ja", "nej"}, strings.ToLower(n.Value)) {
		d.problems.Error(n.Pos, diag.Type, fmt.Sprintf("%q is neither true nor a disclaimer", n.Value), "write true for the standard sentence, or a sentence of your own")
		d.problems.Mend(answered(n))
		return nil
	}
	text := d.translated(n)
	return &text
}

// slug reads the last part of an address: letters, digits and hyphens, as an id.
func (d *decoder) slug(n *syntax.Node) string {
	slug := d.text(n)
	want := markdown.ID(slug)
	if !d.fits(n.Pos, slug, want) {
		return ""
	}
	if slug != want || slug == "" {
		hint := "write letters, digits and hyphens"
		if want != "" {
			hint = "write slug: " + want
		}
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("%q cannot be part of an address", slug), hint)
		if bare(slug) == bare(want) {
			d.problems.Mend(n.Instead(want))
		}
		return ""
	}
	return slug
}

// maxSlug is how many bytes a part of an address may have: file systems take 255.
const maxSlug = 200

// fits reports a name whose slug is too long to be part of an address.
func (d *decoder) fits(pos diag.Pos, name, slug string) bool {
	if len(slug) <= maxSlug {
		return true
	}
	d.problems.Error(pos, diag.Limit, fmt.Sprintf("%q is too long to be part of an address", cut(name)), "shorten it to some words")
	return false
}

// aliases reads old addresses, each from the root of the site.
func (d *decoder) aliases(n *syntax.Node) []Alias {
	var all []Alias
	for _, item := range d.items(n) {
		written := d.word(item)
		clean := path.Clean("/" + written)
		parts := strings.Split(clean, "/")
		if strings.HasSuffix(written, "/") && clean != "/" {
			clean += "/"
		}
		bad := strings.ContainsFunc(written, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`\?#%:"<>|*`, r) })
		// A name that begins with a dot is a server's or Vitrin's own, and index.html is a file.
		bad = bad || strings.Contains("/"+written, "/.") || strings.Contains(strings.ToLower(clean), "/index.html/")
		if written == "" || bad || clean == "/" || !utf8.ValidString(written) {
			d.problems.Error(item.Pos, diag.Value, fmt.Sprintf("%q is not an old address of this site", written), "write the path alone, such as /gammal/sida/")
			continue
		}
		if long := slices.IndexFunc(parts, func(part string) bool { return len(part) > maxSlug }); long >= 0 {
			d.fits(item.Pos, parts[long], parts[long])
			continue
		}
		all = append(all, Alias{Path: clean, Pos: item.Pos})
	}
	return all
}

// languageTag reads a language as BCP 47 has it, without looking it up in the registry.
func (d *decoder) languageTag(n *syntax.Node) string {
	tag := d.common(n)
	for part := range strings.SplitSeq(tag, "-") {
		if len(part) < 1 || len(part) > 8 || strings.Trim(strings.ToLower(part), "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
			d.problems.Error(n.Pos, diag.Language, fmt.Sprintf("%q is not a language", tag), "write its code, such as sv or en")
			return ""
		}
	}
	return tag
}

// inherit completes a translation with the words that it does not state itself.
func (v *Version) inherit(main *Version) {
	if v == main {
		return
	}
	if !v.statesTitle() {
		v.Title = main.titleIn(v.Lang)
	}
	if !v.statesSummary() && main.summaries.translations()[v.Lang] != "" {
		v.Summary = main.summaryIn(v.Lang)
	}
	if v.Keywords == nil {
		v.Keywords = main.Keywords
	}
	v.NoIndex = v.NoIndex || main.NoIndex
	if main.VersionDetails != noVersionDetails {
		v.details().inherit(main.VersionDetails)
	}
}

// inherit completes the details of a translation.
func (v *VersionDetails) inherit(main *VersionDetails) {
	if v.Links == nil {
		v.Links = main.Links
	}
	if v.Documents == nil {
		v.Documents = main.Documents
	}
	if v.Image == nil {
		v.Image = main.Image
	}
	if v.Disclaimer == nil {
		v.Disclaimer = main.Disclaimer
	}
	if v.Extra == nil {
		v.Extra = main.Extra
	}
}

// setTitle takes in a title as it is stated.
func (v *Version) setTitle(t Text) {
	v.Title = t.In(v.Lang)
	if in := t.translations(); in != nil {
		v.details().titles = translatedText(in)
	}
}

// setSummary takes in a summary as it is stated.
func (v *Version) setSummary(t Text) {
	v.Summary = t.In(v.Lang)
	if in := t.translations(); in != nil {
		v.details().summaries = translatedText(in)
	}
}

func (v *Version) statesTitle() bool   { return v.Title != "" || !v.titles.IsZero() }
func (v *Version) statesSummary() bool { return v.Summary != "" || !v.summaries.IsZero() }

// titleIn gives the title of an entry's main version in a language.
func (v *Version) titleIn(lang string) string {
	if !v.titles.IsZero() {
		return v.titles.In(lang)
	}
	return v.Title
}

// summaryIn gives the summary of an entry's main version in a language.
func (v *Version) summaryIn(lang string) string {
	if !v.summaries.IsZero() {
		return v.summaries.In(lang)
	}
	return v.Summary
}
