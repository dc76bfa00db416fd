package changes

import (
	"path"
	"strings"
)

// Place is where a mistake was told.
type Place struct {
	File string // slash-separated, relative to the site's folder
	Line int    // from 1; 0 for the whole file
}

// Mend mends mistakes where they were told, in some way that leaves the site as rich as it can. What comes up
// afterwards is for the next call.
func (s *Site) Mend(places []Place, seed uint64) error {
	e := s.edit(seed)
	done := map[string]bool{}
	for _, place := range places {
		if !done[place.File] {
			done[place.File] = true
			e.mend(place)
		}
	}
	return e.err
}

func (e *edit) mend(place Place) {
	one := entryOf(place.File)
	switch {
	case !strings.HasPrefix(place.File, "content"):
		if place.File == "templates/lang/da.yaml" {
			e.thirdLanguage()
		} else {
			e.remove(place.File)
		}
	case place.File == settingsFile:
		e.write(settingsFile, e.goodSettings())
		e.remove("templates/lang/da.yaml")
	case path.Ext(place.File) != ".md":
		e.remove(place.File)
	case !e.has(place.File):
	case place.Line <= 1:
		e.remove(place.File)
		if one.lang == "" && one.collection != "" && len(e.versions(one)) == 0 {
			e.untie(one)
		}
	default:
		e.mendPage(place)
	}
}

// mendPage gives the key at a line another value, or the page another body.
func (e *edit) mendPage(place Place) {
	e.at = place.File
	p := parse(e.read(place.File))
	key := p.keyAt(place.Line)
	switch {
	case len(p.keys) == 0:
		e.write(place.File, e.fresh(place.File))
		return
	case key == "":
		p.body = "\nOm " + e.word() + ".\n"
	case key == "title":
		p.set(key, e.quoted())
	default:
		p.set(key, "")
	}
	e.write(place.File, p.String())
}
