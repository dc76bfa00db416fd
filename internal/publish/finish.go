package publish

import (
	"context"
	"errors"
	"fmt"

	"vitrin/internal/release"
)

// finish records the new site, of which the disk has everything then. Where it cannot be recorded, that is no trouble
// of the site's: it is the first error.
func (s *stage) finish(ctx context.Context, t target, o Options) (unrecorded, err error) {
	var d *release.Draft
	if s.recording {
		if d, err = s.draft(ctx, s.made, s.spare, o); err == nil && s.spare != nil {
			err = s.spare.check(ctx, s.made)
		}
		if err != nil {
			return nil, fmt.Errorf("cannot read the new site: %w", err)
		}
	}
	if err := s.flusher.finish(); err != nil {
		return nil, fmt.Errorf("cannot write the new site to disk: %w", err)
	}
	s.close() // some systems rename no folder that is open
	if s.recording {
		unrecorded = s.kept.prepare(t, d)
	}
	return unrecorded, failure(ctx, ctx)
}

// settle makes the record of the new site that of the target, and the old site the spare.
func (s *stage) settle(unrecorded error) error {
	if !s.recording || unrecorded != nil {
		return unrecorded
	}
	s.kept.dropSpare() // it was of no use
	if last := s.was.last; last != nil && last.Root != 0 && !s.was.disturbed() {
		s.kept.keepSpare(s.dir)
	}
	defer s.kept.tidy()
	return s.kept.settle()
}

// leave removes what is of no more use beside the target.
func (s *stage) leave() error {
	s.close()
	if s.spare != nil && !s.spare.patched {
		s.kept.giveBack(s.dir)
	}
	if s.recording {
		_ = s.notes.Close() // nobody asks for them any more
	}
	return errors.Join(cleanup(s.waiting, s.shown), cleanup(s.dir, s.shown))
}
