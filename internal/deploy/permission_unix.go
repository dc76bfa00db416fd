//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package deploy

import "syscall"

// mayChange gives the system's reason why this account may not make and remove files in a folder, if it has one.
func mayChange(dir string) error {
	const enter, write = 1, 2 // X_OK and W_OK of POSIX's access
	return syscall.Access(dir, enter|write)
}
