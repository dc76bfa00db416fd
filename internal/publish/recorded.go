package publish

import (
	"os"

	"vitrin/internal/release"
)

// Recorded gives what is recorded of the site in an open folder, which was published to dir with the Records of o, whatever has
// become of its files since; nil if nothing is known of that very folder. Nothing is touched.
func Recorded(folder *os.File, dir string, o Options) *release.Release {
	t, err := findTarget(dir, o)
	kept := recordsOf(t, o)
	if err != nil || !kept.kept() {
		return nil // no site is published there
	}
	for _, name := range []string{nextName, recordName} {
		if last := kept.match(tree{folder}, name); last != nil {
			return last
		}
	}
	return nil
}
