//go:build !windows

package preview

import (
	"errors"
	"syscall"
)

// inUse tells whether a port was taken by somebody else.
func inUse(err error) bool { return errors.Is(err, syscall.EADDRINUSE) }
