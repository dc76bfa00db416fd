package build

import (
	"context"
	"io/fs"
	"slices"

	"vitrin/internal/digest"
	"vitrin/internal/locale"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/internal/source"
)

// Site is a site that is ready to be written. It is not changed once it is made; what it writes it makes of the
// portfolio, so that only pictures and files are read from disk after the load.
type Site struct {
	Portfolio *portfolio.Portfolio // what the content says, tied together; nil where the settings cannot be read
	Locales   []*locale.Locale     // of the site's languages, in their order

	fsys     fs.FS // the site's folder
	loose    bool  // its files are shown as they are when somebody asks, since it will be loaded again
	statics  statics
	shared   digest.Sum // of what all pages are made of and the plan does not know
	plan     *site.Site
	renderer *render.Renderer
	seen     source.Look                 // of its files once they were read; zero where nobody asked
	moved    bool                        // its files may never have been at one moment as they were read
	close    func(context.Context) error // nil where somebody else closes what the site rests on
}

// Close frees what a site of [Load] holds.
func (s *Site) Close(ctx context.Context) error {
	if s.close == nil {
		return nil
	}
	return s.close(ctx)
}

// Page finds the page whose file lies at a path of the site, "projekt/a/index.html".
func (s *Site) Page(path string) (*site.Page, bool) { return s.plan.Page(path) }

// Address gives the address of an entry's page in a language, or in the nearest that it has, from the server's root.
func (s *Site) Address(e *portfolio.Entry, lang string) string { return s.plan.Address(e, lang) }

// Resource finds the file of the site that lies at a path.
func (s *Site) Resource(path string) (publish.Resource, bool) {
	if page, ok := s.plan.Page(path); ok {
		return s.page(page), true
	}
	for _, list := range slices.Backward(s.others()) { // styles and scripts first, the sitemap late
		for r := range list {
			if r.Path == path {
				return r, true
			}
		}
	}
	return publish.Resource{}, false
}
