package portfolio

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
)

// LinkTarget is where a link in a body leads. Exactly one of Entry, File, Static and URL is set; a
// link to what is withheld has none of them, and is shown as its text, or as neutral words where it has none.
type LinkTarget struct {
	Entry *Entry
	File  *File
	*LinkDetails
}

// linkDetails gives the details of a link that may name a language and a fragment.
func (b *builder) linkDetails(lang, fragment string) *LinkDetails {
	if lang == "" && fragment == "" {
		return noLinkDetails
	}
	return &LinkDetails{Lang: lang, Fragment: b.index.keeper.keep(fragment)}
}

// nowhere is a link that leads nowhere, which is told as a problem.
func nowhere() LinkTarget { return LinkTarget{LinkDetails: noLinkDetails} }

// away is a link to what is not shown today.
func away() LinkTarget { return LinkTarget{LinkDetails: &LinkDetails{withheld: true}} }

// links resolves the links of every body and notes who links to whom.
func (b *builder) links() {
	linked, shown := uses{}, uses{}
	for _, e := range b.p.Entries() {
		for _, v := range e.Versions {
			outline, err := v.document.OutlineIn(&b.room)
			if err != nil {
				b.lose(v.document, err)
				outline = &markdown.Outline{}
			}
			b.linksOf(v, outline.Links)
			if v.Summary == "" && outline.Opening != "" {
				v.details().Opening = b.index.keeper.keep(v.opening(outline))
			}
			linked.add(v.linkedFiles(outline.Links))
			shown.add(v.pictures(outline.Links))
		}
	}
	b.p.Linked, b.p.Pictures = linked.byPath(), shown.byPath()
	for _, use := range slices.Concat(b.p.Linked, b.p.Pictures) {
		b.besideWithheld(use)
	}
}

func (b *builder) linksOf(v *Version, links []markdown.Link) {
	if len(links) == 0 {
		return
	}
	v.Linked = make([]LinkTarget, len(links))
	for i := range links {
		l, pos := &links[i], v.linkPos(&links[i])
		v.Linked[i] = b.resolve(v, l, pos)
		b.p.auditLink(l, &v.Linked[i], pos)
		if to := v.Linked[i].Entry; to != nil && to != v.Entry {
			to.LinkedFrom = appendNext(to.LinkedFrom, v.Entry)
		}
	}
}

// Withheld tells whether the link leads to a page that is there but not shown today.
func (t LinkTarget) Withheld() bool { return t.withheld }

// opening gives the beginning of a body, in which links without a text of their own have their addresses for names, unless they
// lead to pages: those are called differently in each language, and those that are not shown must not be named.
func (v *Version) opening(o *markdown.Outline) string {
	return markdown.Named(o.Opening, len(o.Links), func(link int) string {
		if to := &v.Linked[link]; to.Entry != nil || to.withheld {
			return ""
		}
		return o.Links[link].Address
	})
}

// linkPos gives the place of a link in the version's file.
func (v *Version) linkPos(l *markdown.Link) diag.Pos {
	return diag.Pos{File: v.Path, Line: int(v.bodyLine) + l.Line - 1, Column: l.Column, Width: l.Width}
}

// resolve finds where a link leads.
func (b *builder) resolve(v *Version, l *markdown.Link, pos diag.Pos) LinkTarget {
	switch {
	case l.Kind == markdown.Wiki:
		return b.wiki(v, l, pos)
	case !markdown.SafeURL(l.Path):
		b.problems.Error(pos, diag.Scheme, fmt.Sprintf("%q is not an address that may be published", cut(l.Path)), "link to a page, a file, or an address that begins with https:// or mailto:")
		return nowhere()
	case l.Path == "" && l.Kind != markdown.Image:
		return b.onPage(v, v.Entry, "", l, pos)
	case strings.HasPrefix(l.Path, "//"):
		b.problems.Error(pos, diag.Scheme, fmt.Sprintf("%q names another site without saying how to reach it", cut(l.Path)), "write https:"+cut(l.Path))
		return nowhere()
	case hasScheme(l.Path) && l.Kind == markdown.Image:
		b.problems.Error(pos, diag.Link, fmt.Sprintf("the picture %q lies on another site, which a page never asks for anything", cut(l.Path)),
			"put the file beside this one and write its name, or link to it without the exclamation mark")
		return nowhere()
	case hasScheme(l.Path):
		// The page's other words need not stay in memory for it.
		return LinkTarget{LinkDetails: &LinkDetails{URL: b.index.keeper.keep(l.Address), at: spotOf(pos)}}
	}
	dir := v.Entry.dir()
	if to := b.versionAt(dir, l.Path); to != nil && l.Kind != markdown.Image {
		return b.inLanguage(v, to, l, pos)
	}
	name := joined(dir, l.Path)
	if strings.HasPrefix(l.Path, "/") {
		name = path.Join("content", l.Path)
		if b.Static != nil && b.Static(strings.TrimPrefix(l.Path, "/")) {
			return LinkTarget{LinkDetails: &LinkDetails{Static: b.index.keeper.keep(path.Clean(l.Path)), Fragment: b.index.keeper.keep(l.Fragment)}}
		}
	}
	if strings.HasSuffix(name, ".md") && l.Kind != markdown.Image {
		return b.markdownFile(v, cmp.Or(b.index.moved[name], name), l, pos)
	}
	return b.fileLink(v, l, pos)
}

func (b *builder) markdownFile(v *Version, name string, l *markdown.Link, pos diag.Pos) LinkTarget {
	if to := b.index.versions[name]; to != nil {
		return b.inLanguage(v, to, l, pos)
	}
	if b.index.hidden[name] {
		return away()
	}
	hint := "write the path to the page's Markdown file, from this file's folder"
	// In a long path many letters may differ: what counts is the file's own name.
	if near := b.index.nearest(name, b.index.paths()); near != "" && diag.Nearest(path.Base(name), []string{path.Base(near)}) != "" {
		hint = fmt.Sprintf("did you mean %q?", relative(v.Entry.dir(), near))
	}
	b.problems.Error(pos, diag.Link, fmt.Sprintf("there is no page %q", name), hint)
	return nowhere()
}

// inLanguage leads to a page by one of its files: the main file's name means whichever language fits, others name one expressly.
func (b *builder) inLanguage(v, to *Version, l *markdown.Link, pos diag.Pos) LinkTarget {
	lang := ""
	if to != to.Entry.Main && to.Lang != to.Entry.Main.Lang {
		lang = to.Lang
	}
	return b.onPage(v, to.Entry, lang, l, pos)
}

// versionAt finds the page whose file lies at a usual path from a folder; nil where there is none, or it is to be looked for in
// another way. It makes no text of the path: there are some on every page.
func (b *builder) versionAt(dir, to string) *Version {
	above, rest, usual := joint(dir, to)
	if !usual || len(b.index.moved) > 0 {
		return nil
	}
	b.joined = append(append(append(b.joined[:0], above...), '/'), rest...)
	return b.index.versions[string(b.joined)]
}

func (b *builder) fileLink(v *Version, l *markdown.Link, pos diag.Pos) LinkTarget {
	if strings.HasPrefix(l.Path, "/") {
		name := strings.TrimPrefix(path.Clean(l.Path), "/")
		hint := "link to the page's Markdown file, such as ../clusters/name.md, and its address is filled in"
		if ext := path.Ext(name); l.Kind == markdown.Image || ext != "" && ext != ".html" {
			hint = "put the file into static/; or beside this page, and write its name alone"
		}
		b.problems.Error(pos, diag.Link, fmt.Sprintf("there is no file %q", "static/"+name), hint)
		return nowhere()
	}
	f, problem, hint := b.index.file(v.Entry.dir(), l.Path)
	if f != nil {
		return LinkTarget{File: f, LinkDetails: b.linkDetails("", l.Fragment)}
	}
	for _, written := range []string{l.Path, strings.TrimSuffix(l.Path, ".html")} {
		if b.index.versions[path.Join(v.Entry.dir(), written)+".md"] != nil {
			hint = fmt.Sprintf("did you mean %q?", written+".md")
		}
	}
	b.problems.Error(pos, diag.Link, problem, hint)
	return nowhere()
}

// wiki finds the page that [[target]] names: by collection and id, or by an id that only one has.
func (b *builder) wiki(v *Version, l *markdown.Link, pos diag.Pos) LinkTarget {
	if l.Path == "" {
		return b.onPage(v, v.Entry, "", l, pos)
	}
	target := strings.TrimSuffix(strings.Trim(l.Path, "/"), ".md")
	var found []*Entry
	withheld := false
	for _, c := range append(Collections(), Pages) {
		id := target
		if c != Pages {
			id = strings.TrimPrefix(target, string(c)+"/")
		}
		if e := b.index.entry(c, id); e != nil {
			found = append(found, e)
		}
		withheld = withheld || b.index.hidden[string(c)+"/"+id]
	}
	switch len(found) {
	case 1:
		return b.onPage(v, found[0], "", l, pos)
	case 0:
		if withheld {
			return away()
		}
		var known []string
		for _, c := range append(Collections(), Pages) {
			known = append(known, b.index.ids(c)...)
		}
		hint := "write the id of a page, such as [[clusters/name]]"
		if near := b.index.nearest(target, known); near != "" {
			hint = fmt.Sprintf("did you mean [[%s]]?", near)
		}
		b.problems.Error(pos, diag.Link, fmt.Sprintf("there is no page %q", cut(target)), hint)
	default:
		b.problems.Error(pos, diag.Link, fmt.Sprintf("%q is both a %s and a %s", target, singular[found[0].Collection], singular[found[1].Collection]),
			fmt.Sprintf("write [[%s/%s]] or [[%s/%s]]", found[0].Collection, target, found[1].Collection, target))
	}
	return nowhere()
}

// onPage checks the fragment of a link to a page.
func (b *builder) onPage(v *Version, to *Entry, lang string, l *markdown.Link, pos diag.Pos) LinkTarget {
	target := LinkTarget{Entry: to, LinkDetails: b.linkDetails(lang, l.Fragment)}
	if l.Fragment == "" {
		return target
	}
	page := to.Nearest(cmp.Or(lang, v.Lang))
	if page.broken || to.Main.broken {
		return target // what it holds is not known
	}
	sections := to.sections(page)
	if l.Fragment == "contacts" && len(to.past) > 0 && len(to.Contacts) == 0 {
		target.LinkDetails = b.linkDetails(lang, "") // they are no longer shown, which is nobody's mistake
		return target
	}
	if slices.Contains(sections, l.Fragment) {
		return target
	}
	outline, err := page.document.OutlineIn(&b.aside)
	if err != nil {
		b.lose(page.document, err)
		return target
	}
	if outline.HasFragment(l.Fragment) {
		return target
	}
	known := slices.Clone(sections)
	for _, h := range outline.Headings {
		known = append(known, h.ID)
	}
	hint := "the page has no headings that could be linked to"
	if near := diag.Nearest(l.Fragment, known); near != "" {
		hint = fmt.Sprintf("did you mean #%s?", near)
	} else if len(known) > 0 {
		hint = "its headings and sections are: #" + strings.Join(known, ", #")
	}
	b.problems.Error(pos, diag.Link, fmt.Sprintf("the page %s has no heading or section %q", page.Path, cut(l.Fragment)), hint)
	return target
}

// hasScheme tells an address such as https://… or mailto:… from a path.
func hasScheme(address string) bool {
	scheme, _, found := strings.Cut(address, ":")
	return found && !strings.ContainsAny(scheme, "/.?")
}

// joined is [path.Join] of a folder's path and a path from there, for the usual paths in a part of its time.
func joined(dir, to string) string {
	if above, rest, usual := joint(dir, to); usual {
		return above + "/" + rest
	}
	return path.Join(dir, to)
}

// joint parts what [path.Join] makes of a folder's path and a usual path from there, at a slash.
func joint(dir, to string) (above, rest string, usual bool) {
	above, rest = dir, to
	for below, up := strings.CutPrefix(rest, "../"); up; below, up = strings.CutPrefix(rest, "../") {
		above, rest = path.Dir(above), below
	}
	return above, rest, above != "." && !strings.HasPrefix(rest, "/") && !strings.HasPrefix(rest, ".") && path.Clean(rest) == rest
}

// relative writes a path below content as it is written in a file of the folder dir.
func relative(dir, name string) string {
	up := ""
	for dir != "." && dir != "/" && !strings.HasPrefix(name, dir+"/") {
		dir, up = path.Dir(dir), up+"../"
	}
	return up + strings.TrimPrefix(name, dir+"/")
}

// cut shortens what people wrote, for a message.
func cut(s string) string {
	const most = 80
	if runes := []rune(s); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return s
}
