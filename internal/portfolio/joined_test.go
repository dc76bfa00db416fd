package portfolio

import (
	"path"
	"strings"
	"testing"
)

// TestJoined puts paths together of all sequences of some parts.
func TestJoined(t *testing.T) {
	parts := []string{"", ".", "..", "a", ".b", "..c", "d.md"}
	var try func(to []string)
	try = func(to []string) {
		for _, dir := range []string{"content", "content/projects", "content/projects/a"} {
			written := strings.Join(to, "/")
			if got, want := joined(dir, written), path.Join(dir, written); got != want {
				t.Errorf("from %s to %q: %q, want %q", dir, written, got, want)
			}
		}
		if len(to) < 5 {
			for _, part := range parts {
				try(append(to[:len(to):len(to)], part))
			}
		}
	}
	try(nil)
}
