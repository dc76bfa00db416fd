//go:build !linux

package publish

import (
	"errors"
	"os"
)

// exchange is not to be had: swap renames twice.
func exchange(string, string) error { return errors.ErrUnsupported }

// move renames a folder and fails where the new name is taken.
func move(from, to string) error { return moveByRename(from, to) }

// flush does nothing: when written files reach the disk is left to the system.
func flush(*os.File) error { return nil }
