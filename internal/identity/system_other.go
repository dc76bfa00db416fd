//go:build !(aix || darwin || dragonfly || freebsd || linux || netbsd || openbsd || solaris || windows)

package identity

import "io/fs"

// system tells that nothing is known of a file that would tell it from another one.
func (*Identity) system(fs.FileInfo) bool { return false }
