package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

// registerWait gives a command the flag to wait for builds.
func registerWait(cmd *cobra.Command, waits *bool, usage string) {
	cmd.Flags().BoolVar(waits, "wait", false, usage)
}

// untilFree waits until no build writes to a folder, and says so if one does. The error carries an exit status.
func (t terminal) untilFree(ctx context.Context, dir string) error {
	if publish.Wait(ctx, dir, func(held error) { t.say("waiting for %s: %v", dir, held) }) != nil {
		return &exit{exitMachine, &misuse{"stopped while another build was waited for", ""}}
	}
	return nil
}

// build builds the site; where that is to wait for other builds, it is read after those. It gives the stamp of the site's folder
// from before, if that is verified. The error carries an exit status.
func (b building) build(ctx context.Context, o build.Options) (result build.Result, problems diag.List, since build.Stamp, err error) {
	for {
		if b.waiting {
			if err := b.untilFree(ctx, o.Folder()); err != nil {
				return result, nil, since, err
			}
		}
		result, problems, since, err = b.once(ctx, o)
		switch {
		case err == nil:
			return result, problems, since, nil
		case !errors.Is(err, publish.ErrBusy):
			return result, problems, since, &exit{statusOf(err), err}
		case !b.waiting:
			return result, problems, since, &exit{exitMachine, busyError{err}}
		}
	}
}

// busyError says that another build is at work.
type busyError struct{ error }

// Unwrap gives the cause.
func (e busyError) Unwrap() error { return e.error }

// Advice tells what to do.
func (busyError) Advice() string {
	return "wait until it has ended, and build once more; --wait does that"
}
