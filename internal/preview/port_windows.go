package preview

import (
	"errors"
	"syscall"
)

// inUse tells whether a port was taken by somebody else: WSAEADDRINUSE, or WSAEACCES where Windows reserves it.
func inUse(err error) bool {
	return errors.Is(err, syscall.Errno(10048)) || errors.Is(err, syscall.Errno(10013))
}
