//go:build !unix

package build

// withoutWaiting is nothing that these systems know.
const withoutWaiting = 0
