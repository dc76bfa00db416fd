//go:build unix

package publish_test

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// TestUmask: a publish under another umask gives all files and folders the modes that it lets them have, whether anything else
// changed or not, and the next one touches nothing. The folder itself stays as open as it is.
func TestUmask(t *testing.T) {
	defer unix.Umask(unix.Umask(0o022))
	for _, edited := range []bool{false, true} {
		unix.Umask(0o022)
		b := newBed(t)
		m := &made{texts: texts{"index.html": "total", "a/page": "a", "a/b/page": "b"}}
		for _, m.total = range []string{"1", "2"} { // so that there is a spare
			b.publish(t, m)
		}
		chmod(t, b.dir, 0o750)
		for _, mask := range []int{0o077, 0o022, 0o027} {
			// A build under the umask from before was killed, and left its lock.
			write(t, filepath.Join(filepath.Dir(b.dir), ".public.vitrin-lock"), "")
			unix.Umask(mask)
			if edited {
				m.total += "+"
			}
			for round := range 3 {
				before := stat(t, filepath.Join(b.dir, "a", "page"))
				b.publish(t, m)
				expect(t, b.dir, m.bytes())
				expectModes(t, b.dir)
				if same := os.SameFile(before, stat(t, filepath.Join(b.dir, "a", "page"))); same != (round > 0) {
					t.Errorf("umask %03o, publish %d: it is %t that a file was made anew", mask, round, !same)
				}
				if round == 1 && edited {
					m.total += "+" // a spare that was made before is of no use now
				}
			}
			if mode := stat(t, b.dir).Mode().Perm(); mode != 0o750 {
				t.Errorf("umask %03o: the folder has mode %v", mask, mode)
			}
			if !b.isCurrent(t) {
				t.Errorf("umask %03o: the site is not current", mask)
			}
		}
	}
}
