//go:build aix || dragonfly || linux || openbsd || solaris

package source

import (
	"io/fs"
	"syscall"
)

// system takes in what the system alone knows, and tells whether it does.
func (id *identity) system(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if ok {
		id.changed, id.inode, id.device = stat.Ctim.Nano(), stat.Ino, uint64(stat.Dev)
	}
	return ok
}
