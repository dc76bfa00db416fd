//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package deploy

// mayChange does not know: that is found out where a file is written or removed.
func mayChange(string) error { return nil }
