//go:build unix

package build

import "syscall"

// withoutWaiting opens a file without waiting for anybody at its other end, as a pipe has one.
const withoutWaiting = syscall.O_NONBLOCK
