package site

import "vitrin/internal/portfolio"

// section gives figures their heading, where there are some. One alone gives the section its own.
func section(heading string, f Figures) Figures {
	if len(f.Matrix.Rows) == 0 {
		switch {
		case len(f.Bars) == 1 && len(f.Map.Tiles) == 0:
			heading, f.Bars[0].Heading = f.Bars[0].Heading, ""
		case len(f.Bars) == 0 && len(f.Map.Tiles) > 0:
			heading, f.Map.Heading = f.Map.Heading, ""
		case len(f.Bars) == 0:
			return f
		}
	}
	f.Heading = heading
	return f
}

// glance draws the whole portfolio for the home page. Of several currencies it shows the first, which is the
// site's own where there are amounts in it; the lists of projects and programmes show them all.
func (e *edition) glance(all *portfolio.Group) Figures {
	f := Figures{Map: e.tileMap(all, 2, Link{Text: e.t("more.regions"), Href: e.href(e.dims[portfolio.ByRegion])}), Matrix: e.smallMatrix()}
	f.Bars = drawn(e.statusBars(all))
	if m := e.moneyFigures(all); len(m) > 0 {
		f.Bars = append(f.Bars, m[0].draw(all, e.byProgramme(all))...)
	}
	return section(e.t("glance"), f)
}

// projectsFigures draws all projects by year.
func (e *edition) projectsFigures(all *portfolio.Group) Figures {
	return section(e.t("figures"), Figures{Bars: append(drawn(e.yearBars(all)), e.grantedBars(all)...)})
}

// groupFigures draws what the projects of a cluster or a programme were granted. A programme is divided among its
// rounds and parts, or, where that says nothing, among the clusters.
func (e *edition) groupFigures(g *portfolio.Group) Figures {
	if programmeOf(g) == nil {
		return section(e.t("figures"), Figures{Bars: e.grantedBars(g, e.byProgramme(g))})
	}
	divided := e.byPart(g)
	if len(divided.grants.sums) < 2 {
		divided = e.byCluster(g)
	}
	return section(e.t("figures"), Figures{Bars: e.grantedBars(g, divided)})
}

// indexFigures draws a dimension's values above their table.
func (e *edition) indexFigures(by portfolio.Dimension) Figures {
	var f Figures
	switch by {
	case portfolio.ByRegion:
		f.Map = e.tileMap(e.s.p.All(), 1, Link{})
	case portfolio.ByProgramme:
		all := e.s.p.All()
		divided := e.byProgramme(all)
		for _, m := range e.moneyFigures(all) {
			f.Bars = append(f.Bars, drawn(m.byEntry(divided))...)
		}
	case portfolio.ByYear:
		f.Bars = drawn(e.yearBars(e.s.p.All()))
	}
	return section(e.t("figures"), f)
}
