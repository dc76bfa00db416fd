//go:build !linux

package deploy

import "io/fs"

// stamp gives what changes whenever a file does, unless somebody sets its time back: when its bytes were changed.
func stamp(info fs.FileInfo) string {
	return info.ModTime().UTC().Format("2006-01-02T15:04:05.000000000Z")
}
