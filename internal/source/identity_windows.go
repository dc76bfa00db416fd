package source

import (
	"io/fs"
	"syscall"
)

// system takes in what the system alone knows, and tells whether it does: of two files of one name, when they were made.
func (id *identity) system(info fs.FileInfo) bool {
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if ok {
		id.changed = data.CreationTime.Nanoseconds()
	}
	return ok
}
