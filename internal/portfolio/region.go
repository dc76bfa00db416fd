package portfolio

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// Region is an area in which work takes place: one of the site's regions, or one that a page named.
type Region struct {
	ID    string   // code, such as "SE-G"; of an area outside the site's list, its name
	Label Text     // "Kronobergs län"
	Short Text     // "Kronoberg", where the label has a shorter form
	Aka   []string // other codes and names by which pages may call it
	Tile  [2]int   // column and row on the map of tiles, from 1; zero: not on the map
	Group *Group
}

// county is one of the 21 Swedish counties: ISO 3166-2:SE letters, number, NUTS 3 code, name,
// official name, and its place in a map of tiles that recalls the country's shape.
type county struct {
	letter, number, nuts, name, official string
	tile                                 [2]int
}

var countyTable = [...]county{
	{"K", "10", "SE221", "Blekinge", "Blekinge län", [2]int{4, 10}},
	{"W", "20", "SE312", "Dalarna", "Dalarnas län", [2]int{2, 4}},
	{"I", "09", "SE214", "Gotland", "Gotlands län", [2]int{6, 8}},
	{"X", "21", "SE313", "Gävleborg", "Gävleborgs län", [2]int{3, 4}},
	{"N", "13", "SE231", "Halland", "Hallands län", [2]int{2, 9}},
	{"Z", "23", "SE322", "Jämtland", "Jämtlands län", [2]int{2, 3}},
	{"F", "06", "SE211", "Jönköping", "Jönköpings län", [2]int{3, 8}},
	{"H", "08", "SE213", "Kalmar", "Kalmar län", [2]int{4, 9}},
	{"G", "07", "SE212", "Kronoberg", "Kronobergs län", [2]int{3, 9}},
	{"BD", "25", "SE332", "Norrbotten", "Norrbottens län", [2]int{4, 1}},
	{"M", "12", "SE224", "Skåne", "Skåne län", [2]int{3, 10}},
	{"AB", "01", "SE110", "Stockholm", "Stockholms län", [2]int{5, 6}},
	{"D", "04", "SE122", "Södermanland", "Södermanlands län", [2]int{4, 6}},
	{"C", "03", "SE121", "Uppsala", "Uppsala län", [2]int{4, 5}},
	{"S", "17", "SE311", "Värmland", "Värmlands län", [2]int{2, 5}},
	{"AC", "24", "SE331", "Västerbotten", "Västerbottens län", [2]int{4, 2}},
	{"Y", "22", "SE321", "Västernorrland", "Västernorrlands län", [2]int{3, 3}},
	{"U", "19", "SE125", "Västmanland", "Västmanlands län", [2]int{3, 5}},
	{"O", "14", "SE232", "Västra Götaland", "Västra Götalands län", [2]int{2, 7}},
	{"T", "18", "SE124", "Örebro", "Örebro län", [2]int{3, 6}},
	{"E", "05", "SE123", "Östergötland", "Östergötlands län", [2]int{4, 7}},
}

// counties gives the 21 Swedish counties.
func counties() []*Region {
	all := make([]*Region, 0, len(countyTable))
	for _, c := range countyTable {
		all = append(all, &Region{
			ID:    "SE-" + c.letter,
			Label: translatedText(map[string]string{"sv": c.official, "en": c.name + " County"}),
			Short: PlainText(c.name),
			Aka:   []string{c.letter, c.number, c.nuts, c.name, c.official},
			Tile:  c.tile,
		})
	}
	return all
}

var regionFields = []field[Region]{
	{"code", must(as(text, func(to *Region, v string) { to.ID = v }))},
	{"label", must(as(phrase, func(to *Region, v Text) { to.Label = v }))},
	{"aka", as(texts, func(to *Region, v []string) { to.Aka = v })},
	{"tile", as(tile, func(to *Region, v [2]int) { to.Tile = v })},
}

// The size of the map of tiles.
const (
	MapColumns = 12
	MapRows    = 16
)

// tile reads a place on the map of tiles: a column and a row. One that is none gives the zero tile.
func (d *decoder) tile(n *syntax.Node) [2]int {
	items := d.items(n)
	if len(items) != 2 {
		d.wrongKind(n, "a column and a row, such as [3, 9]")
		return [2]int{}
	}
	told := len(d.problems)
	column, row := d.count(items[0]), d.count(items[1])
	if len(d.problems) > told {
		return [2]int{}
	}
	if column < 1 || column > MapColumns || row < 1 || row > MapRows {
		d.problems.Error(n.Pos, diag.Value, fmt.Sprintf("column %d, row %d lies outside the map of tiles", column, row),
			fmt.Sprintf("its columns are 1 to %d from the west, its rows 1 to %d from the north", MapColumns, MapRows))
		return [2]int{}
	}
	return [2]int{column, row}
}

// regionList reads the site's own list of regions.
func (d *decoder) regionList(n *syntax.Node) []*Region {
	var all []*Region
	names := map[string]bool{}
	tiles := map[[2]int]string{}
	for _, item := range d.items(n) {
		var r Region
		decode(d, item, regionFields, &r)
		if r.ID == "" || r.Label.IsZero() {
			d.problems.Error(item.Pos, diag.MissingKey, "a region needs a code and a label", "write {code: SE-G, label: Kronoberg}")
			continue
		}
		if markdown.ID(r.Label.In(d.settings.Default())) == "" {
			d.problems.Error(item.Pos, diag.Value, "the region's label has no letter and no digit, so it can have no page", "write what it is called")
			continue
		}
		r.Short = r.Label
		r.Aka = append(r.Aka, r.ID)
		if plain := r.Label.plain(); plain != "" {
			r.Aka = append(r.Aka, plain)
		}
		r.Aka = append(r.Aka, slices.Sorted(maps.Values(r.Label.translations()))...)
		if names[strings.ToLower(r.ID)] {
			d.problems.Error(item.Pos, diag.DuplicateID, fmt.Sprintf("the region %q is listed twice", r.ID), "give each region a code of its own")
			continue
		}
		names[strings.ToLower(r.ID)] = true
		if other, taken := tiles[r.Tile]; taken && r.Tile != [2]int{} {
			d.problems.Error(item.Get("tile").Pos, diag.Value, fmt.Sprintf("the regions %q and %q lie on one tile", other, r.ID), "give each a column and a row of its own")
		}
		tiles[r.Tile] = r.ID
		all = append(all, &r)
	}
	return all
}
