package site

// Figures is a section of pictures of numbers and places. Each picture is at the same time the list or the table
// of what it shows. A section without pictures has no Heading.
type Figures struct {
	Heading string  // of the section
	Bars    []Bars  // may be empty
	Map     TileMap // without Tiles: none
	Matrix  Table   // without rows: none
}

// Bars is a list whose rows are drawn as bars on one scale. What stands in a row's words is all that is drawn.
type Bars struct {
	Heading string // may be empty: a heading above says it
	Label   string // of the list, for those who don't see it
	Text    string // what is counted; may be empty
	Basis   string // what it rests on: "3 av 6 projekt anger ett belopp"; may be empty
	Short   bool   // the rows' names are short, so that they fit beside the bars
	Rows    []Bar  // from above
}

// Bar is a row of Bars: what it is about, and either one Number or several Measures.
type Bar struct {
	Link     Link      // what the row is about; Href may be empty
	Number   string    // what is drawn, in words; empty where there are Measures
	Measures []Measure // several numbers, each with a mark
	Note     string    // may be empty
	Parts    []BarPart // from the left
	Empty    bool      // there is nothing in this row, as in a year between two others
}

// Measure is one of several numbers of a row, with the mark by which its part of the bar is known.
type Measure struct {
	Kind   string // the contract's name of the field: "applied", "target"; for style
	Label  string // what is measured
	Number string // in words
}

// BarPart is a rectangle on the track of a row, over the parts before it.
type BarPart struct {
	Kind  string // of the Measure; "number" for that of the row; "zero" for the line from which bars begin
	X     string // where it begins, a percentage of the track
	Width string // a percentage of the track, or a number of pixels where the part is a mark and not a length
}

// TileMap is a map on which every region is a tile of the same size.
type TileMap struct {
	Heading string     // may be empty: a heading above says it
	Label   string     // of the tiles, for those who don't see them
	Text    string     // what is counted; may be empty
	Tiles   []Tile     // from the north, and in a row from the west
	Key     string     // what the legend's numbers are
	Legend  []TileStep // from the fewest
	Outside Count      // areas that are not on the map, and projects that state none
}

// Tile is a region on the map.
type Tile struct {
	Name   string // "Kronoberg"
	Code   string // "G"
	Href   string // address of the region's page
	Number string // "3"
	Words  string // "3 projekt"
	Column int    // from 1
	Row    int    // from 1
	Shade  int    // 0 to 4
}

// TileStep is a shade and the numbers that it stands for.
type TileStep struct {
	Shade int    // 0 to 4
	Text  string // "1–5"
}
