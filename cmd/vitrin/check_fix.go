package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/mend"
)

// fixing is what check --fix does before the check itself.
type fixing struct{ on, yes bool }

func (f *fixing) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.on, "fix", false, "mend what can be mended beyond doubt: show the changes, and ask before they are written")
	cmd.Flags().BoolVar(&f.yes, "yes", false, "with --fix: write the changes without asking")
}

// run shows what can be mended, and writes it where that is wanted. What is left after it is for the check to tell.
func (f fixing) run(cmd *cobra.Command, o build.Options) error {
	if !f.on {
		if f.yes {
			return &exit{exitUsage, errors.New("--yes writes what --fix finds; say both")}
		}
		return nil
	}
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return &exit{exitMachine, err}
	}
	defer root.Close()
	t := terminal{cmd.ErrOrStderr()}
	changes, err := t.planned(cmd, root, o)
	if err != nil {
		return &exit{exitMachine, err}
	}
	if len(changes) == 0 {
		t.say("there is nothing to mend beyond doubt")
		return nil
	}
	for _, c := range changes {
		if _, err := io.WriteString(cmd.OutOrStdout(), c.Diff()); err != nil {
			return &exit{exitMachine, err}
		}
	}
	wanted, err := f.wanted(cmd, t)
	if err != nil || !wanted {
		return err
	}
	written, left, err := mend.Write(cmd.Context(), root, changes)
	t.left(left)
	if len(written) > 0 {
		t.say("mended %s in %s", counted(fixes(written), "problem"), counted(len(written), "file"))
	}
	if err != nil {
		return &exit{exitMachine, err}
	}
	return nil
}

// planned finds what can be mended, and tells what is left alone.
func (t terminal) planned(cmd *cobra.Command, root *os.Root, o build.Options) ([]mend.Change, error) {
	_, problems, err := build.Check(cmd.Context(), o)
	if err != nil {
		return nil, err
	}
	changes, left, err := mend.Plan(root.FS(), problems, func(edited map[string][]byte) (diag.List, error) {
		o := o
		o.Edited = edited
		_, problems, err := build.Check(cmd.Context(), o)
		return problems, err
	})
	t.left(left)
	return changes, err
}

// wanted tells whether the changes are to be written: --yes says so, or whoever sits at the terminal.
func (f fixing) wanted(cmd *cobra.Command, t terminal) (bool, error) {
	if f.yes {
		return true, nil
	}
	a := answers(cmd, false)
	if a == nil {
		t.say("nothing was written: there is no terminal to ask at; --yes writes these changes")
		return false, nil
	}
	answer, err := a.line(cmd.Context(), "Write these changes? [y/N] ")
	if err != nil {
		return false, err
	}
	agreed := slices.Contains([]string{"y", "yes", "j", "ja"}, strings.ToLower(answer))
	if !agreed {
		t.say("nothing was written")
	}
	return agreed, nil
}

// left tells what is not mended, and why.
func (t terminal) left(all []mend.Left) {
	for _, l := range all {
		place := l.Pos.File
		if l.Pos.Line > 0 {
			place = fmt.Sprintf("%s:%d:%d", l.Pos.File, l.Pos.Line, l.Pos.Column)
		}
		t.say("%s: left alone: %s", diag.Mask(place), diag.Mask(l.Why))
	}
}

func fixes(changes []mend.Change) int {
	n := 0
	for _, c := range changes {
		n += c.Fixes
	}
	return n
}
