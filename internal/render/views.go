package render

import (
	"maps"
	"slices"

	"vitrin/internal/site"
)

const (
	baseFile    = "base.html"
	partials    = "partials"
	cardFile    = partials + "/card.html"
	rowFile     = partials + "/row.html"
	timeFile    = partials + "/timewords.html"
	linkFile    = partials + "/link.html"
	whenFile    = partials + "/timewhen.html"
	linksFile   = partials + "/links.html"
	textsFile   = partials + "/texts.html"
	trackFile   = partials + "/track.html"
	statusFile  = partials + "/status.html"
	markFile    = partials + "/mark.html"
	valuesFile  = partials + "/values.html"
	valueFile   = partials + "/value.html"
	factFile    = partials + "/fact.html"
	cellsFile   = partials + "/cells.html"
	columnsFile = partials + "/columns.html"
	headerFile  = partials + "/header.html"
	footerFile  = partials + "/footer.html"
)

// mainBlock is the template that a page's file defines to be laid into base.html. A file that does
// not is a whole document of its own.
const mainBlock = "main"

// views gives each page's template the type of its view.
var views = map[string]any{
	"home.html":         site.HomeView{},
	"project.html":      site.ProjectView{},
	"cluster.html":      site.ClusterView{},
	"programme.html":    site.ProgrammeView{},
	"organisation.html": site.OrganisationView{},
	"group.html":        site.GroupView{},
	"index.html":        site.IndexView{},
	"projects.html":     site.ProjectsView{},
	"table.html":        site.TableView{},
	"matrix.html":       site.MatrixView{},
	"page.html":         site.PageView{},
	"404.html":          site.NotFoundView{},
	"redirect.html":     site.RedirectView{},

	"accessibility.html": site.AccessibilityView{},
}

// sharedViews gives the partials that are rendered apart from a page the types of their views.
var sharedViews = map[string]any{
	cardFile:    (*site.Card)(nil),
	rowFile:     (*site.Card)(nil),
	timeFile:    site.TimeWords{},
	linkFile:    site.Link{},
	statusFile:  site.Status{},
	trackFile:   []site.BarPart(nil),
	markFile:    site.Link{},
	valueFile:   site.Value{},
	valuesFile:  []site.Value(nil),
	factFile:    site.Fact{},
	cellsFile:   site.Row{},
	columnsFile: []site.Column(nil),
	headerFile:  site.Header{},
	footerFile:  site.Footer{},
}

func pageFiles() []string { return slices.Sorted(maps.Keys(views)) }
