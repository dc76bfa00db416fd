package source_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"vitrin/internal/lock"
	"vitrin/internal/source"
)

// TestForgetKeepsIndex: who could not write the index, since another program was at work there, and forgot what it would have
// said, leaves what the index says.
func TestForgetKeepsIndex(t *testing.T) {
	s := shelved(t, few)
	settle()
	want := s.load(t)
	page := filepath.Join(s.dir, "content", "plain.md")
	if err := os.Chtimes(page, time.Time{}, time.Now().Add(-2*time.Hour)); err != nil {
		t.Fatal(err)
	}
	unlock, err := lock.Take(filepath.Join(s.options.Store, "lock"))
	if err != nil {
		t.Fatal(err)
	}
	var l source.Loader
	s.loadWith(t, &l)
	l.Forget()
	unlock()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	s.parsed.take()
	if got := s.load(t); len(got.Documents) != len(want.Documents) || s.parsed.take() > 0 {
		t.Errorf("of %d documents, of which %d were kept, some are parsed anew", len(got.Documents), len(want.Documents))
	}
}
