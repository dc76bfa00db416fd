package deploy

import (
	"fmt"
	"io/fs"
	"syscall"
)

// stamp gives what changes whenever a file does: when its bytes, and when it itself was changed, which nobody can set back.
func stamp(info fs.FileInfo) string {
	s := info.ModTime().UTC().Format("2006-01-02T15:04:05.000000000Z")
	if system, ok := info.Sys().(*syscall.Stat_t); ok {
		s += fmt.Sprintf(" %d.%09d", system.Ctim.Sec, system.Ctim.Nsec)
	}
	return s
}
