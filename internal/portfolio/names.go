package portfolio

import "slices"

// Names says where names come from that a value may be: the ids of a collection, or what the settings list. A value
// that is none of them may still be right.
type Names string

// Where names come from.
const (
	ProjectNames      Names = Names(Projects)
	ClusterNames      Names = Names(Clusters)
	ProgrammeNames    Names = Names(Programmes)
	OrganisationNames Names = Names(Organisations)
	RegionNames       Names = "regions"
	KindNames         Names = "kinds"
	RoleNames         Names = "roles"
	ThemeNames        Names = "themes"
	MenuNames         Names = "menu"
)

// AllNames lists where names come from.
func AllNames() []Names {
	return []Names{ProjectNames, ClusterNames, ProgrammeNames, OrganisationNames, RegionNames, KindNames, RoleNames, ThemeNames, MenuNames}
}

// Name is a name that a value may be.
type Name struct {
	ID    string
	Title string // for people, in the site's first language; may be empty
}

// Known gives the names that a site has, in the order in which they are listed.
func (p *Portfolio) Known(from Names) []Name {
	switch from {
	case KindNames:
		return p.labelled(p.Settings.Kinds)
	case RoleNames:
		return p.labelled(p.Settings.Roles)
	case ThemeNames:
		return p.labelled(p.Settings.Themes)
	case RegionNames:
		var all []Name
		for _, r := range p.Settings.Regions {
			all = append(all, Name{r.Short.In(p.Settings.Default()), r.ID})
		}
		return all
	case MenuNames:
		return p.filed(func(e *Entry) bool {
			return e.Collection == Pages && e.ID != "" && !slices.Contains(Collections(), Collection(e.ID))
		})
	}
	return p.filed(func(e *Entry) bool { return e.Collection == Collection(from) && from != "" })
}

// filed gives the entries that have a file, by which they are referred to.
func (p *Portfolio) filed(wanted func(*Entry) bool) []Name {
	var all []Name
	for _, e := range p.Entries() {
		if e.Main != nil && wanted(e) {
			all = append(all, Name{e.ID, e.Title(p.Settings.Default())})
		}
	}
	return all
}

func (p *Portfolio) labelled(labels []Label) []Name {
	all := make([]Name, len(labels))
	for i, l := range labels {
		all[i] = Name{l.ID, l.Label.In(p.Settings.Default())}
	}
	return all
}
