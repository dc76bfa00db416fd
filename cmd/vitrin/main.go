// Command vitrin makes a static site of a portfolio of projects. "vitrin help" tells how.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // time zones, for machines that have none

	"github.com/spf13/cobra"
)

// The exit statuses of the contract.
const (
	exitWell    = 0
	exitContent = 1 // problems in the content or the site
	exitUsage   = 2
	exitMachine = 3
)

// exit is an error that states its status. An exit without a message was told already.
type exit struct {
	status int
	err    error
}

func (e *exit) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e *exit) Unwrap() error { return e.err }

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

// run executes the command line and gives the exit status.
func run(args []string, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	root := newRoot()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	t := terminal{stderr}
	err := root.ExecuteContext(ctx)
	var e *exit
	switch {
	case err == nil:
		return exitWell
	case errors.As(err, &e):
		if e.err != nil {
			t.trouble(e.err)
		}
		return e.status
	default: // what cobra finds wrong with the command line
		t.trouble(err)
		t.say("  hint: vitrin help shows the commands and their flags")
		return exitUsage
	}
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:           "vitrin",
		Short:         "A static site of a portfolio of projects",
		Long:          "Vitrin makes a static site of a portfolio of projects: one Markdown page with front matter for each\nproject, cluster, programme and organisation, linked, checked and summed up.",
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("vitrin {{.Version}}\n")
	root.AddCommand(newBuild(), newServe(), newCheck(), newVersion(), newEditorHelp())
	return root
}
