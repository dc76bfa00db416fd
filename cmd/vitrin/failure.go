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
	"vitrin/internal/report"
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

// reported gives the failure for a log in SARIF.
func (f *failure) reported() *report.Failure {
	return &report.Failure{Message: f.Message, Hint: f.Hint, Use: f.Kind == kindRefused}
}

// writeFailure prints the failure of a command of which a program was to read what it found or did.
func writeFailure(w io.Writer, cmd *cobra.Command, args []string, f *failure) error {
	switch {
	case expects(cmd, args, "json"):
		return json.NewEncoder(w).Encode(failed{Error: f})
	case expects(cmd, args, "sarif"):
		return report.SARIF(w, nil, release(), f.reported())
	}
	return nil
}

// expects tells whether a command was asked to print a format for programs. Where its flags are wrong not all of them were read,
// so the arguments count too.
func expects(cmd *cobra.Command, args []string, format string) bool {
	switch cmd.Name() {
	case "build", "deploy":
		flag := cmd.Flags().Lookup("json")
		return flag != nil && format == "json" && (flag.Value.String() == "true" || slices.Contains(args, "--json"))
	case "check":
		flag := cmd.Flags().Lookup("format")
		i := slices.Index(args, "--format")
		return flag != nil && flag.Value.String() == format || slices.Contains(args, "--format="+format) || i >= 0 && i+1 < len(args) && args[i+1] == format
	}
	return false
}
