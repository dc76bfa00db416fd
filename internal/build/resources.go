package build

import (
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/feed"
	"vitrin/internal/publish"
	"vitrin/internal/site"
)

// resources gives every file of the site, made when it is written.
func (w *work) resources() iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for _, list := range []iter.Seq[publish.Resource]{w.pages, w.feeds, w.sitemap, w.files, w.statics} {
			for r := range list {
				if !yield(r) {
					return
				}
			}
		}
	}
}

func (w *work) pages(yield func(publish.Resource) bool) {
	for _, p := range w.site.Pages() {
		if !yield(publish.Resource{Path: p.Path, Write: func(to io.Writer) error { return w.renderer.Page(to, p.Template, p.View()) }}) {
			return
		}
	}
}

func (w *work) feeds(yield func(publish.Resource) bool) {
	for _, f := range w.site.Feeds() {
		if !yield(publish.Resource{Path: f.Path, Write: func(to io.Writer) error { return f.Make().Write(to) }}) {
			return
		}
	}
}

// sitemap gives the sitemap and robots.txt, which a site may have of its own in static/.
func (w *work) sitemap(yield func(publish.Resource) bool) {
	for r := range sitemaps(w.site.Sitemap(), w.site.Absolute) {
		if !yield(r) {
			return
		}
	}
	if w.staticFiles["robots.txt"] {
		return
	}
	robots := "User-agent: *\nAllow: /\n\nSitemap: " + w.site.Absolute("sitemap.xml") + "\n"
	yield(publish.Resource{Path: "robots.txt", Write: func(to io.Writer) error { _, err := io.WriteString(to, robots); return err }})
}

// sitemaps gives sitemap.xml; where that would be too long, its parts, and their index in its place.
func sitemaps(urls []feed.URL, absolute func(path string) string) iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		if len(urls) <= feed.MaxURLs {
			yield(publish.Resource{Path: "sitemap.xml", Write: func(to io.Writer) error { return feed.WriteSitemap(to, urls) }})
			return
		}
		var parts []string
		for part := range slices.Chunk(urls, feed.MaxURLs) {
			name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
			parts = append(parts, absolute(name))
			if !yield(publish.Resource{Path: name, Write: func(to io.Writer) error { return feed.WriteSitemap(to, part) }}) {
				return
			}
		}
		yield(publish.Resource{Path: "sitemap.xml", Write: func(to io.Writer) error { return feed.WriteSitemapIndex(to, parts) }})
	}
}

// files gives the files of the content folder that pages publish.
func (w *work) files(yield func(publish.Resource) bool) {
	files := w.site.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !yield(publish.Resource{Path: files[name], Write: copyFile(w.fsys, name)}) {
			return
		}
	}
}

// statics gives the files of static/, the site's own over the built-in ones. The style sheet carries
// the site's accent colour.
func (w *work) statics(yield func(publish.Resource) bool) {
	for _, name := range slices.Sorted(maps.Keys(w.staticFiles)) {
		r := publish.Resource{Path: name, Write: copyFile(w.static, name)}
		if accent := w.portfolio.Settings.Accent; name == site.Stylesheet && accent != "" {
			r.Write = func(to io.Writer) error {
				if err := copyFile(w.static, name)(to); err != nil {
					return err
				}
				_, err := fmt.Fprintf(to, "\n:root { --accent: %s; }\n", accent)
				return err
			}
		}
		if !yield(r) {
			return
		}
	}
}

// staticFiles lists the files of static/ that are published: all but those that begin with a dot or lie in
// such a folder, save .well-known (RFC 8615).
func staticFiles(static fs.FS) (map[string]bool, error) {
	files := map[string]bool{}
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		switch hidden := strings.HasPrefix(d.Name(), ".") && name != "." && d.Name() != ".well-known"; {
		case err != nil:
			return err
		case hidden && d.IsDir():
			return fs.SkipDir
		case !hidden && d.Type().IsRegular():
			files[name] = true
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("cannot read the folder static: %w", err)
	}
	return files, nil
}

// clashes reports the files of static/ that lie where the site has a page or a feed.
func (w *work) clashes() diag.List {
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(w.staticFiles)) {
		if by, taken := w.site.Taken(name); taken {
			problems.Error(diag.Pos{File: "static/" + name}, diag.DuplicateAddress, fmt.Sprintf("the site has a file %s already: %s", name, by), "give the file another name")
		}
	}
	return problems
}
