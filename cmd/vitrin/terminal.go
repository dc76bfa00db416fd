package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// terminal writes what people read: diagnostics and trouble, always to standard error, so that
// standard output stays for programs. Every word of a command's own goes through here.
type terminal struct {
	w io.Writer
}

func (t terminal) say(format string, args ...any) { fmt.Fprintf(t.w, format+"\n", args...) }

// trouble tells of what the machine, or the use of the command, makes impossible.
func (t terminal) trouble(err error) {
	t.say("vitrin: %v", err)
	if refused, ok := errors.AsType[*publish.RefusedError](err); ok && refused.Hint != "" {
		t.say("  hint: %s", refused.Hint)
	}
}

// problems prints what does not hold in the files of the site folder dir, and counts it.
func (t terminal) problems(dir string, list diag.List) error {
	if len(list) == 0 {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	read := func(file string) ([]byte, error) { return root.ReadFile(filepath.FromSlash(file)) }
	if err := diag.Print(t.w, list, read); err != nil {
		return err
	}
	t.say("%s", diag.Summary(list.Sorted()))
	return nil
}
