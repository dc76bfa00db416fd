package publish

// Claim resolves a folder that is to hold a site, with the links on the way to it, and refuses one that no site may ever take,
// as [Publish] does: of the options, Protected and Inputs. It touches nothing, and does not look at what the folder holds.
func Claim(dir string, o Options) (string, error) {
	t, err := findTarget(dir, o)
	return t.dir, err
}

// CheckPath gives a [*PathError] for what cannot be the path of a file in a site, whatever else that holds.
func CheckPath(name string) error { return checkPath(name) }

// Fold gives one string for all spellings of a path that are one file to a system that minds neither case nor how letters are
// composed.
func Fold(path string) string { return fold(path) }
