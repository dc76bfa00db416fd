package build

import (
	"fmt"
	"io"
	"iter"
	"maps"
	"slices"
	"sync"

	"vitrin/internal/digest"
	"vitrin/internal/feed"
	"vitrin/internal/publish"
	"vitrin/internal/site"
)

// Resources gives every file of the site, made when it is written.
func (s *Site) Resources() iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		for _, list := range append(s.others(), s.pages) {
			for r := range list {
				if !yield(r) {
					return
				}
			}
		}
	}
}

func (s *Site) pages(yield func(publish.Resource) bool) {
	for _, page := range s.plan.Pages() {
		if !yield(s.page(page)) {
			return
		}
	}
}

// page gives the file of a page.
func (s *Site) page(p *site.Page) publish.Resource {
	return publish.Resource{Path: p.Path, Inputs: p.Inputs, Write: func(to io.Writer) error { return s.renderer.Page(to, p.Template, p.View()) }}
}

// others gives the files that are no pages.
func (s *Site) others() []iter.Seq[publish.Resource] {
	return []iter.Seq[publish.Resource]{s.feeds, s.sitemap, s.files, s.pictureFiles, s.statics.resources}
}

func (s *Site) feeds(yield func(publish.Resource) bool) {
	for _, f := range s.plan.Feeds() {
		if !yield(publish.Resource{Path: f.Path, Inputs: f.Inputs, Write: func(to io.Writer) error { return f.Make().Write(to) }}) {
			return
		}
	}
}

// sitemap gives the sitemap and robots.txt, which a site may have of its own in static/.
func (s *Site) sitemap(yield func(publish.Resource) bool) {
	inputs := sync.OnceValue(s.plan.SitemapInputs)
	for r := range sitemaps(s.plan.Listed(), s.plan.Sitemap, s.plan.Absolute) {
		r.Inputs = inputs
		if !yield(r) {
			return
		}
	}
	if s.statics.published("robots.txt") {
		return
	}
	robots := "User-agent: *\nAllow: /\n\nSitemap: " + s.plan.Absolute("sitemap.xml") + "\n"
	yield(written("robots.txt", []byte(robots)))
}

// sitemaps gives sitemap.xml; where that would be too long, its parts, and their index in its place. urls gives count
// addresses from a number on.
func sitemaps(all int, urls func(from, count int) []feed.URL, absolute func(path string) string) iter.Seq[publish.Resource] {
	return func(yield func(publish.Resource) bool) {
		part := func(name string, from int) publish.Resource {
			return publish.Resource{Path: name, Write: func(to io.Writer) error { return feed.WriteSitemap(to, urls(from, feed.MaxURLs)) }}
		}
		if all <= feed.MaxURLs {
			yield(part("sitemap.xml", 0))
			return
		}
		var parts []string
		for from := 0; from < all; from += feed.MaxURLs {
			name := sitemapPart(len(parts))
			parts = append(parts, absolute(name))
			if !yield(part(name, from)) {
				return
			}
		}
		yield(publish.Resource{Path: "sitemap.xml", Write: func(to io.Writer) error { return feed.WriteSitemapIndex(to, parts) }})
	}
}

// sitemapPart gives the path of a part of a long sitemap, of which the first is 0.
func sitemapPart(n int) string { return fmt.Sprintf("sitemap-%d.xml", n+1) }

// written gives a file whose bytes are at hand.
func written(path string, content []byte) publish.Resource {
	return publish.Resource{
		Path:   path,
		Inputs: func() []digest.Input { return contentInput(digest.Of(string(content))) },
		Write:  func(to io.Writer) error { _, err := to.Write(content); return err },
	}
}

// contentInput says that a file is made of bytes with a sum.
func contentInput(sum digest.Sum) []digest.Input {
	return []digest.Input{{Name: "content", Sum: sum}}
}

// files gives the files of the content folder that pages publish.
func (s *Site) files(yield func(publish.Resource) bool) {
	files := s.plan.Files()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !yield(s.linked(files[name]).resource(name)) {
			return
		}
	}
}

// pictureFiles gives the pictures in all their widths.
func (s *Site) pictureFiles(yield func(publish.Resource) bool) {
	all := s.plan.Pictures()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !yield(publish.Resource{
			Path:   name,
			Inputs: func() []digest.Input { return contentInput(digest.Of(all[name].Hash)) },
			Write:  func(to io.Writer) error { _, err := all[name].WriteTo(to); return err },
		}) {
			return
		}
	}
}
