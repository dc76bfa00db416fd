package site

import (
	"cmp"
	"slices"
	"strings"

	"vitrin/internal/chart"
	"vitrin/internal/portfolio"
)

// outsideRows is how many areas that are not on the map are told below it.
const outsideRows = 8

// tileMap draws how many of the projects work in each region. It is empty where the site's regions have no
// tiles, or where projects work in fewer of them than are needed. More leads to all regions, from another page.
func (e *edition) tileMap(all *portfolio.Group, needed int, more Link) TileMap {
	var on []*portfolio.Group
	var counts []int
	working := 0
	for _, g := range e.s.p.Groups(portfolio.ByRegion) {
		if !mapped(g) {
			continue
		}
		on, counts = append(on, g), append(counts, len(g.Projects))
		if len(g.Projects) > 0 {
			working++
		}
	}
	if working < needed {
		return TileMap{}
	}
	shades := chart.NewShades(counts...)
	m := TileMap{
		Heading: e.t("figure.map"), Label: e.t("figure.map"), Text: e.t("figure.map.text"),
		Key: e.t("figure.map.key"), Legend: e.legend(shades), Outside: e.outside(all, more),
	}
	west, north := on[0].Region.Tile[0], on[0].Region.Tile[1]
	for _, g := range on {
		west, north = min(west, g.Region.Tile[0]), min(north, g.Region.Tile[1])
	}
	slices.SortFunc(on, func(a, b *portfolio.Group) int {
		return cmp.Or(cmp.Compare(a.Region.Tile[1], b.Region.Tile[1]), cmp.Compare(a.Region.Tile[0], b.Region.Tile[0]))
	})
	for _, g := range on {
		n := len(g.Projects)
		m.Tiles = append(m.Tiles, Tile{
			Name: g.Region.Short.In(e.lang), Code: tileCode(g.Region.ID), Href: e.groupLink(g).Href,
			Number: e.l.Number(int64(n)), Words: e.t("count.projects", n),
			Column: g.Region.Tile[0] - west + 1, Row: g.Region.Tile[1] - north + 1, Shade: shades.Of(n),
		})
	}
	return m
}

// mapped tells whether a group is that of a region with a tile.
func mapped(g *portfolio.Group) bool { return g.Region != nil && g.Region.Tile != [2]int{} }

// tileCode gives what a tile shows where there is no room for the name: the part of an ISO 3166-2 code that is
// the region's own.
func tileCode(id string) string { return cmp.Or(id[strings.LastIndexByte(id, '-')+1:], id) }

// legend says what the shades stand for, nothing first.
func (e *edition) legend(shades chart.Shades) []TileStep {
	steps := []TileStep{{Shade: 0, Text: e.l.Number(0)}}
	for _, s := range shades.Steps() {
		text := e.l.Number(int64(s.From))
		if s.To > s.From {
			text += "–" + e.l.Number(int64(s.To))
		}
		steps = append(steps, TileStep{Shade: s.Shade, Text: text})
	}
	return steps
}

// outside counts the projects that a map cannot show: in areas that are not on it, and those that state none.
func (e *edition) outside(all *portfolio.Group, more Link) Count {
	count := Count{Heading: e.t("figure.map.outside")}
	counts := e.s.p.CountsBy(all, portfolio.ByRegion)
	slices.SortStableFunc(statedOf(counts), func(a, b portfolio.Count) int { return cmp.Compare(b.Projects, a.Projects) })
	for _, c := range counts {
		if mapped(c.Group) {
			continue
		}
		if len(count.Rows) >= outsideRows && c.Group.Stated() {
			count.More = more
			continue
		}
		count.Rows = append(count.Rows, CountRow{Link: e.groupLink(c.Group), Number: e.l.Number(int64(c.Projects))})
	}
	return count
}
