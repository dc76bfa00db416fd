package identity_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vitrin/internal/identity"
)

// TestClock holds that what is written just now is not settled by the clock of its file system, wherever that is, and that
// nothing is left of the trial.
func TestClock(t *testing.T) {
	dir := t.TempDir()
	clock := identity.ClockOf(dir)
	if clock.Behind < 0 {
		t.Errorf("the clock is ahead by %v", -clock.Behind)
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("there is left %v, %v", entries, err)
	}
	name := filepath.Join(dir, "a")
	must(t, os.WriteFile(name, []byte("a"), 0o644))
	if of(t, name).SettledAt(clock.Now()) {
		t.Error("a file that was written just now is settled")
	}
	if clock := identity.ClockOf(filepath.Join(dir, "none")); clock != (identity.Clock{}) {
		t.Errorf("a folder that is not there has the clock %v", clock)
	}
	// As on a disk of a machine whose clock is an hour behind.
	late := identity.Clock{Behind: time.Hour}
	then := time.Now().Add(-time.Hour)
	id := identity.Identity{Modified: then.UnixNano(), Changed: then.UnixNano()}
	if !id.SettledAt(time.Now()) || id.SettledAt(late.Now()) {
		t.Error("what is written just now by a clock that is behind is settled")
	}
}
