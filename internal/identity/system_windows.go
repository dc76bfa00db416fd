package identity

import (
	"io/fs"
	"syscall"
)

// system takes in what the system alone knows, and tells whether it does: of two files of one name, when they were made.
func (id *Identity) system(info fs.FileInfo) bool {
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	if ok {
		id.Changed = data.CreationTime.Nanoseconds()
	}
	return ok
}
