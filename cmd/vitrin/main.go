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

// inSummary is an error that the summary on standard output names, if one was asked for.
type inSummary struct{ error }

func (e inSummary) Unwrap() error { return e.error }

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
	defer t.prepare()()
	cmd, err := root, misnamed(root, args)
	if err == nil {
		cmd, err = root.ExecuteContextC(ctx)
	}
	if err == nil {
		return exitWell
	}
	e, ours := errors.AsType[*exit](err)
	if !ours { // what cobra finds wrong with the command line
		e = &exit{exitUsage, &misuse{err.Error(), "vitrin help shows the commands and their flags"}}
	}
	if e.err == nil {
		return e.status
	}
	t.trouble(e.err)
	if _, done := errors.AsType[inSummary](e.err); done {
		return e.status
	}
	if err := writeFailure(stdout, cmd, args, failureOf(e.status, e.err)); err != nil {
		t.trouble(err)
		return exitMachine
	}
	return e.status
}

func newRoot() *cobra.Command {
	root := &cobra.Command{
		Use:   "vitrin",
		Short: "A static site of a portfolio of projects",
		Long: `Vitrin makes a static site of a portfolio of projects: one Markdown page with front matter for each
project, cluster, programme and organisation, linked, checked and summed up.

What is told goes to standard error, what a program reads to standard output. The exit status is 0 where
all is well, 1 for problems in the content or the site, 2 for wrong use, 3 for trouble of the machine.
Colours are for terminals alone; NO_COLOR=1 switches them off, CLICOLOR_FORCE=1 on.`,
		Example: examples(
			[2]string{"Begin a site of your own", "vitrin init my-portfolio"},
			[2]string{"Tell what does not hold in it", "vitrin check --site my-portfolio"},
			[2]string{"Build it into my-portfolio/public", "vitrin build --site my-portfolio"},
		),
		SilenceErrors: true,
		SilenceUsage:  true,
		Version:       version(),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetVersionTemplate("vitrin {{.Version}}\n")
	root.SetHelpTemplate(helpTemplate)
	root.SetUsageTemplate(usageTemplate)
	root.SetHelpCommand(newHelp())
	root.AddCommand(newInit(), newNew(), newServe(), newCheck(), newBuild(), newDeploy(), newList(), newImport(), newSchema(), newCompletion(), newVersion(), newEditorHelp(), newTemplatesHelp())
	explainUse(root)
	return root
}
