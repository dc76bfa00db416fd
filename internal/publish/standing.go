package publish

import (
	"context"
	"os"

	"vitrin/internal/release"
)

// Standing gives what is recorded of the site in an open folder, which was published to dir with the Records of o, if every
// file and folder of the site, and nothing else, stands there as it was left; nil if not, or if that is not known. Nothing is
// touched. The error is ctx's own.
func Standing(ctx context.Context, folder *os.File, dir string, o Options) (*release.Release, error) {
	t, err := findTarget(dir, o)
	kept := recordsOf(t, o)
	if err != nil || !kept.kept() {
		return nil, nil // no site is published there
	}
	site := tree{folder}
	for _, name := range []string{nextName, recordName} {
		if last := kept.match(site, name); last != nil && stands(ctx, site, last) == nil && filesStand(ctx, site, last) == nil {
			return last, nil
		}
	}
	return nil, ctx.Err()
}
