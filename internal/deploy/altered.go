package deploy

import (
	"cmp"
	"fmt"
	"os"
	"slices"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
	"vitrin/internal/release"
)

// built gives what is recorded of the site as a build left it; nil if that is not known.
func (s *site) built(o Options) (*release.Release, error) {
	return s.release(o, func(folder *os.File, with publish.Options) (*release.Release, error) {
		return publish.Recorded(folder, s.dir, with), nil
	})
}

// findAltered finds which files are not as a build left them, were added or are missing, as far as that is recorded; all are the
// site's files as they were read, sorted.
func (s *site) findAltered(o Options, all []File) error {
	built, err := s.built(o)
	if err != nil || built == nil {
		return err
	}
	var altered []string
	for f := range built.Files() {
		if i, there := find(all, f.Path); !there || all[i].Sum != f.Hash {
			altered = append(altered, f.Path)
		}
	}
	for i := range all {
		if _, known := built.Find(all[i].Path); !known {
			altered = append(altered, all[i].Path)
		}
	}
	if len(altered) == 0 {
		return nil
	}
	// A build that took the folder away meanwhile, to make the next site of it, is nobody's hand.
	if still, err := s.built(o); err != nil || still == nil {
		return cmp.Or(err, error(&ChangedError{Path: altered[0]}))
	}
	slices.Sort(altered)
	s.altered = altered
	return nil
}

// refuseAltered says that the site is not as a build left it.
func (s *site) refuseAltered() error {
	differ := "differ"
	if len(s.altered) == 1 {
		differ = "differs"
	}
	return &RefusedError{
		What: s.dir, Reason: fmt.Sprintf("%s there %s from what was built, such as %s", diag.Count(len(s.altered), "file"), differ, s.altered[0]),
		Hint: "build the site again, with vitrin build; what it lacks belongs in static/, content/ or templates/; --as-is deploys the folder as it is",
	}
}
