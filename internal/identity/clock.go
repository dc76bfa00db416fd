package identity

import (
	"os"
	"path/filepath"
	"time"
)

// Clock is that of a file system, for [Identity.SettledAt]: the times of files on another machine's disk may be behind this one's
// clock, and what was written just now would seem to have been there long. The zero Clock is this machine's.
type Clock struct {
	Behind time.Duration // how far it is behind this machine's; not negative
}

// ClockOf finds out what the clock of the file system is by which a folder that can be written to lies, from a file that it makes
// there and removes. Where it cannot, it gives the zero Clock.
func ClockOf(dir string) Clock {
	name := filepath.Join(dir, "clock")
	if info, err := os.Lstat(name); err == nil && !info.Mode().IsRegular() {
		return Clock{} // a named pipe would be waited for
	}
	began := time.Now()
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return Clock{}
	}
	defer os.Remove(name)
	defer file.Close()
	if _, err := file.WriteString("\n"); err != nil {
		return Clock{}
	}
	info, err := file.Stat()
	if err != nil {
		return Clock{}
	}
	return Clock{Behind: max(0, began.Sub(info.ModTime()))}
}

// Now gives the time, never one that the file system's clock has not reached.
func (c Clock) Now() time.Time { return time.Now().Add(-c.Behind) }
