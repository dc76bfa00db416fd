package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
	"vitrin/internal/report"
)

const checkLong = `Check looks at everything that a build looks at, and tells all that is wrong, without building.
It also tells what a build keeps to itself: entries without a summary, pages without a translation, pictures
without words, people who are no longer shown, numbers of a funder that are not the portfolio's, links to pages
that are not shown, and what looks like private data.

  --format text    for people, on standard error, each problem with its line and how to mend it
  --format json    one object on standard output, as "vitrin build --json" prints it, without files:
                   ok, errors, warnings, projects, clusters, programmes, organisations, pages, and problems,
                   each with severity, code, file, line, column, message and hint;
                   where the check fails, "ok" is false and "error" has "kind" (refused: wrong use, busy: another
                   run is at work, machine), "message" and "hint"
  --format sarif   a log in SARIF 2.1.0 on standard output, for code hosts and editors of text; the paths in it
                   are relative to the site's folder; where the check fails, "executionSuccessful" is false, a
                   notification says why, and what was not looked at has no "results"

The exit status is 0 where nothing is wrong, or only warnings are told and --strict is not given; 1 where something
is; 2 where the command is used wrongly; 3 where the machine fails. No line that holds private data is ever shown.`

// checking are the flags of a check.
type checking struct {
	site     siteFlags
	format   string
	strict   bool
	fix      fixing
	external externalFlags
}

func newCheck() *cobra.Command {
	var c checking
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Tell all that is wrong, and build nothing",
		Long:  checkLong,
		Example: examples(
			[2]string{"The site of this folder", "vitrin check"},
			[2]string{"Before publishing: not even a warning may be left", "vitrin check --strict"},
			[2]string{"Mend what is meant beyond doubt", "vitrin check --fix"},
			[2]string{"Links to other sites too", "vitrin check --external"},
			[2]string{"For a code host", "vitrin check --format sarif > vitrin.sarif"},
		),
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd) },
	}
	c.site.register(cmd)
	cmd.Flags().StringVar(&c.format, "format", formats[0].name, "how to tell, `FORMAT`: "+strings.Join(formatNames(), ", "))
	_ = cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatNames(), cobra.ShellCompDirectiveNoFileComp))
	cmd.Flags().BoolVar(&c.strict, "strict", false, "warnings count as errors")
	c.fix.register(cmd)
	c.external.register(cmd)
	return cmd
}

// run mends what is to be mended, checks, and tells what was found. All flags are looked at before anything is written.
func (c *checking) run(cmd *cobra.Command) error {
	write, err := formatOf(c.format)
	if err != nil {
		return err
	}
	o, err := c.site.options()
	if err != nil {
		return err
	}
	if c.fix.on && c.format != formats[0].name {
		return &exit{exitUsage, errors.New("--fix shows a diff; it goes with --format text alone")}
	}
	asking := o // other sites too
	if err := c.external.options(cmd, &asking); err != nil {
		return err
	}
	if err := c.fix.run(cmd, o); err != nil {
		return err
	}
	f := c.find(cmd, asking)
	failed := f.failed
	if failed == nil || len(f.problems) > 0 {
		if err := write(cmd, f); err != nil {
			return &exit{exitMachine, errors.Join(failed, err)}
		}
		if failed != nil {
			failed = inSummary{failed}
		}
	}
	if failed != nil {
		return &exit{exitMachine, failed}
	}
	if !f.well {
		return &exit{status: exitContent}
	}
	return nil
}

// find checks the site, and shows meanwhile how far it has come.
func (c *checking) find(cmd *cobra.Command, o build.Options) findings {
	tell, end := terminal{cmd.ErrOrStderr()}.progress()
	end = sync.OnceFunc(end)
	defer end()
	o.Progress = tell
	if ask := o.External; ask != nil {
		o.External = func(ctx context.Context, links []portfolio.ExternalLink) (diag.List, error) {
			end() // it shows how far it has come itself
			return ask(ctx, links)
		}
	}
	seen, problems, err := build.Check(cmd.Context(), o)
	well := err == nil && problems.Errors() == 0 && (!c.strict || len(problems) == 0)
	return findings{dir: o.Dir, seen: seen, problems: problems, strict: c.strict, well: well, failed: err}
}

// findings are what a check found.
type findings struct {
	dir      string // the site's folder
	seen     build.Result
	problems diag.List
	strict   bool // warnings count as errors
	well     bool // the exit status will be 0
	failed   error
}

// formats are the ways to tell what a check found, the usual one first.
var formats = []struct {
	name  string
	write func(cmd *cobra.Command, f findings) error
}{
	{"text", writeText},
	{"json", writeJSON},
	{"sarif", writeSARIF},
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// formatOf finds a format by its name; the error is one of use.
func formatOf(name string) (func(*cobra.Command, findings) error, error) {
	names := formatNames()
	i := slices.Index(names, name)
	if i < 0 {
		return nil, &exit{exitUsage, fmt.Errorf("--format: there is no format %q; write one of: %s", name, strings.Join(names, ", "))}
	}
	return formats[i].write, nil
}

func writeText(cmd *cobra.Command, f findings) error {
	t := terminal{cmd.ErrOrStderr()}
	if len(f.problems) == 0 {
		t.say("no problems in %s on %s", entries(f.seen), counted(f.seen.Pages, "page"))
		return nil
	}
	if err := t.problems(f.dir, f.problems); err != nil {
		return err
	}
	if f.strict && f.problems.Errors() == 0 {
		t.say("warnings count as errors (--strict)")
	}
	return nil
}

func writeJSON(cmd *cobra.Command, f findings) error {
	s := newSummary(f.seen, f.problems)
	s.OK = f.well
	if f.failed != nil {
		s.Error = failureOf(exitMachine, f.failed)
	}
	return s.write(cmd.OutOrStdout())
}

func writeSARIF(cmd *cobra.Command, f findings) error {
	var failed *report.Failure
	if f.failed != nil {
		failed = failureOf(exitMachine, f.failed).reported()
	}
	return report.SARIF(cmd.OutOrStdout(), f.problems, release(), failed)
}
