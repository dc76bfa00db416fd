//go:build darwin || freebsd || netbsd

package identity

import (
	"io/fs"
	"syscall"
)

// system takes in what the system alone knows, and tells whether it does.
func (id *Identity) system(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if ok {
		id.Changed, id.Inode, id.Device = stat.Ctimespec.Nano(), stat.Ino, uint64(stat.Dev) //nolint:gosec // a number that is never negative
	}
	return ok
}
