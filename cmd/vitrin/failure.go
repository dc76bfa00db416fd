package main

import (
	"encoding/json"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/deploy"
	"vitrin/internal/diag"
	"vitrin/internal/publish"
)

const failureHelp = `Where the command itself fails, "ok" is false and "error" has "kind", "message" and "hint". The kind is refused (exit
status 2: asked for in this way it is not done), busy (another run is at work there, or the files changed
meanwhile: try again later) or machine (exit status 3: a disk, a network, somebody's rights).`

// The kinds of failures, by which a program knows what to do about them.
const (
	kindRefused = "refused" // it must be asked for in another way
	kindBusy    = "busy"    // somebody else was at work; the same may do well a little later
	kindMachine = "machine"
)

// failure is why a command could not do what it was asked for, for programs.
type failure struct {
	Kind    string `json:"kind"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
}

// failed is what a command prints instead of a summary.
type failed struct {
	OK    bool     `json:"ok"` // false
	Error *failure `json:"error"`
}

// failureOf tells programs what people are told on standard error.
func failureOf(status int, err error) *failure {
	f := &failure{Kind: kindMachine, Message: err.Error(), Hint: diag.Advice(err)}
	_, changed := errors.AsType[*deploy.ChangedError](err)
	switch {
	case changed || errors.Is(err, publish.ErrBusy) || errors.Is(err, build.ErrChanged):
		f.Kind = kindBusy
	case status == exitUsage:
		f.Kind = kindRefused
	}
	return f
}

// writeFailure prints the failure of a command of which a program was to read a summary.
func writeFailure(w io.Writer, cmd *cobra.Command, args []string, f *failure) error {
	if !summed(cmd, args) {
		return nil
	}
	return json.NewEncoder(w).Encode(failed{Error: f})
}

// summed tells whether a command was asked for a summary in JSON. Where its flags are wrong not all of them were read,
// so the arguments count too.
func summed(cmd *cobra.Command, args []string) bool {
	switch cmd.Name() {
	case "build", "deploy":
		asked := cmd.Flags().Lookup("json")
		return asked != nil && (asked.Value.String() == "true" || slices.Contains(args, "--json"))
	case "check":
		asked := cmd.Flags().Lookup("format")
		i := slices.Index(args, "--format")
		return asked != nil && asked.Value.String() == "json" || slices.Contains(args, "--format=json") || i >= 0 && i+1 < len(args) && args[i+1] == "json"
	}
	return false
}
