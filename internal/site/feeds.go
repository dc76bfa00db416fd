package site

import (
	"cmp"
	"slices"
	"time"

	"vitrin/internal/digest"
	"vitrin/internal/edtf"
	"vitrin/internal/feed"
	"vitrin/internal/portfolio"
)

// feedEntries is how many projects a feed tells of: those that changed last.
const feedEntries = 50

const feedFile = "atom.xml"

// Feed is an Atom feed of the site.
type Feed struct {
	Path string           // of its file
	Make func() feed.Feed // may be called on any goroutine

	Inputs func() []Input // what it is made of; may be called on any goroutine
}

func (e *edition) feedAddress() string { return e.prefix + feedFile }

// groupFeeds gives the feed of a cluster or a programme.
func (e *edition) groupFeeds(g *portfolio.Group) []Link {
	address, ok := e.groupFeed(g)
	if !ok {
		return nil
	}
	return []Link{{Text: e.t("feed.of", e.groupName(g)), Href: e.href(address)}}
}

// groupFeed gives the address of a group's feed: clusters and programmes that have a page here have one.
func (e *edition) groupFeed(g *portfolio.Group) (address string, ok bool) {
	if g.Entry == nil || g.Dimension != portfolio.ByCluster && g.Dimension != portfolio.ByProgramme {
		return "", false
	}
	page, ok := e.address(g.Entry)
	return page + feedFile, ok
}

// Feeds gives the feeds of the site: of all projects, and of each cluster and each programme.
func (s *Site) Feeds() []Feed {
	var feeds []Feed
	for _, e := range s.editions {
		title := e.t("feed.title", s.p.Settings.Title.In(e.lang))
		feeds = append(feeds, e.feedOf(title, e.feedAddress(), e.projectsAddress(), s.p.All()))
		for _, by := range []portfolio.Dimension{portfolio.ByCluster, portfolio.ByProgramme} {
			for _, g := range s.p.Groups(by) {
				if address, ok := e.groupFeed(g); ok {
					page, _ := e.address(g.Entry)
					feeds = append(feeds, e.feedOf(e.t("feed.of", e.groupName(g)), address, page, g))
				}
			}
		}
	}
	return feeds
}

// feedOf gives the feed of a group, beside the page that lists its projects.
func (e *edition) feedOf(title, address, home string, g *portfolio.Group) Feed {
	return Feed{
		Path: address,
		Make: func() feed.Feed { return e.feed(title, address, home, g.Projects) },
		Inputs: func() []Input {
			return e.s.made(func(in *inputs) {
				in.h.Text(title)
				in.h.Text(home)
				in.totals(g)
			})
		},
	}
}

// feed tells of the projects that changed last.
func (e *edition) feed(title, address, home string, projects []*portfolio.Project) feed.Feed {
	settings := e.s.p.Settings
	f := feed.Feed{
		ID: e.absolute(address), Title: title, Self: e.absolute(address), Home: e.absolute(home), Lang: e.l.Tag.String(),
		Author:  cmp.Or(settings.Publisher.Name.In(e.lang), settings.Title.In(e.lang)),
		Updated: e.instant(e.s.p.Today),
	}
	for i, c := range e.recent(projects) {
		if i == 0 {
			f.Updated = e.instant(c.day)
		}
		link := e.link(&c.project.Entry)
		at := e.s.p.Settings.BaseURL
		f.Entries = append(f.Entries, feed.Entry{
			ID: at.Scheme + "://" + at.Host + link.Href, Title: link.Text, Summary: c.project.Summary(e.lang), Lang: link.Lang, Updated: e.instant(c.day),
		})
	}
	return f
}

// change is a project and the day on which its page last had something new to say.
type change struct {
	project *portfolio.Project
	day     edtf.Day
}

// recent gives the projects that changed last, the latest first, and those of one day by id. It sorts no more than
// these, since the largest feeds are chosen from all projects.
func (e *edition) recent(projects []*portfolio.Project) []change {
	recent := make([]change, 0, feedEntries)
	for _, p := range projects {
		c := change{p, e.changed(p)}
		at, _ := slices.BinarySearchFunc(recent, c, func(a, b change) int {
			return cmp.Or(b.day.Compare(a.day), cmp.Compare(a.project.Number(), b.project.Number()))
		})
		if at < feedEntries {
			recent = slices.Insert(recent[:min(len(recent), feedEntries-1)], at, c)
		}
	}
	return recent
}

// changed tells when a project's page last had something new to say: when it was updated, else when
// the project last ended or began by today. One that states no such day comes last, on a day that stays.
func (e *edition) changed(p *portfolio.Project) edtf.Day {
	for _, d := range []edtf.Date{p.Updated, p.End, p.Start} {
		if !d.IsZero() && !e.s.p.Today.Before(d.Earliest()) {
			return d.Earliest()
		}
	}
	return edtf.NewDay(2000, time.January, 1)
}

// instant is the beginning of a day where the site is at home.
func (e *edition) instant(d edtf.Day) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, e.s.p.Settings.Timezone)
}

// SitemapInputs gives what the sitemap is made of.
func (s *Site) SitemapInputs() []Input {
	var h digest.Hash
	h.Sums(s.options.Shared)
	for _, p := range s.pages {
		if p.listed {
			h.Text(p.Lang)
			h.Text(p.Address)
			h.Text(p.modified())
			others := s.alternates(p) // which need not be listed themselves
			h.Number(int64(len(others)))
			for _, a := range others {
				h.Text(a.address)
			}
		}
	}
	return []Input{{Name: InputPages, Sum: h.Sum()}}
}

// Listed counts the pages that search engines may list.
func (s *Site) Listed() int {
	listed := 0
	for _, p := range s.pages {
		if p.listed {
			listed++
		}
	}
	return listed
}

// Sitemap gives a part of the pages that search engines may list, each with its other languages: at most count of them,
// from the one with a number on, the first being 0.
func (s *Site) Sitemap(from, count int) []feed.URL {
	var urls []feed.URL
	for _, p := range s.pages {
		switch {
		case !p.listed:
		case from > 0:
			from--
		case len(urls) == count:
			return urls
		default:
			urls = append(urls, s.location(p))
		}
	}
	return urls
}

func (s *Site) location(p *Page) feed.URL {
	u := feed.URL{Loc: s.edition(p.Lang).absolute(p.Address), Modified: p.modified()}
	for _, a := range s.alternates(p) {
		u.Alternates = append(u.Alternates, feed.Alternate{Lang: a.in.l.Tag.String(), Href: a.in.absolute(a.address)})
	}
	return u
}

// Absolute gives the absolute address of a file of the site.
func (s *Site) Absolute(path string) string { return s.editions[0].absolute(path) }
