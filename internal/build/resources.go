package build

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"

	"vitrin/internal/diag"
	"vitrin/internal/feed"
	"vitrin/internal/publish"
	"vitrin/internal/site"
)

// Resources gives every file of the site, made when it is written.
func (s *Site) Resources() iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for _, page := range s.plan.Pages() {
			if !yield(s.page(page)) {
				return
			}
		}
		for _, list := range s.others() {
			for r := range list {
				if !yield(r) {
					return
				}
			}
		}
	}
}

// page gives the file of a page.
func (s *Site) page(p *site.Page) publish.Resource {
	return publish.Resource{Path: p.Path, Write: func(to io.Writer) error { return s.renderer.Page(to, p.Template, p.View()) }}
}

// others gives the files that are no pages.
func (s *Site) others() []iter.Seq[publish.Resource] {
	return []iter.Seq[publish.Resource]{s.feeds, s.sitemap, s.files, s.pictureFiles, s.statics.resources}
}

func (s *Site) feeds(yield func(publish.Resource) bool) {
	for _, f := range s.plan.Feeds() {
		if !yield(publish.Resource{Path: f.Path, Write: func(to io.Writer) error { return f.Make().Write(to) }}) {
			return
		}
	}
}

// sitemap gives the sitemap and robots.txt, which a site may have of its own in static/.
func (s *Site) sitemap(yield func(publish.Resource) bool) {
	for r := range sitemaps(s.plan.Sitemap(), s.plan.Absolute) {
		if !yield(r) {
			return
		}
	}
	if s.statics.published("robots.txt") {
		return
	}
	robots := "User-agent: *\nAllow: /\n\nSitemap: " + s.plan.Absolute("sitemap.xml") + "\n"
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
func (s *Site) files(yield func(publish.Resource) bool) {
	files := s.plan.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !yield(publish.Resource{Path: files[name], Write: copyFile(s.fsys, name)}) {
			return
		}
	}
}

// pictureFiles gives the pictures in all their widths.
func (s *Site) pictureFiles(yield func(publish.Resource) bool) {
	all := s.plan.Pictures()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !yield(publish.Resource{Path: name, Write: func(to io.Writer) error { _, err := all[name].WriteTo(to); return err }}) {
			return
		}
	}
}

// clashes reports the files of static/ that lie where the site has a page or a feed.
func (s *Site) clashes() diag.List {
	var problems diag.List
	for _, name := range slices.Sorted(maps.Keys(s.statics.files)) {
		if by, taken := s.plan.Taken(name); taken {
			problems.Error(diag.Pos{File: "static/" + name}, diag.DuplicateAddress, fmt.Sprintf("the site has a file %s already: %s", name, by), "give the file another name")
		}
	}
	return problems
}
