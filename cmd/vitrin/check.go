package main

import (
	"github.com/spf13/cobra"

	"vitrin/internal/build"
)

func newCheck() *cobra.Command {
	var flags siteFlags
	var strict bool
	cmd := &cobra.Command{
		Use:     "check",
		Short:   "Tell everything that does not hold, and build nothing",
		Example: "  vitrin check\n  vitrin check --strict",
		Args:    cobra.NoArgs,
	}
	flags.register(cmd)
	cmd.Flags().BoolVar(&strict, "strict", false, "warnings count as errors")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := flags.options()
		if err != nil {
			return err
		}
		_, problems, err := build.Check(cmd.Context(), o)
		if err != nil {
			return &exit{exitMachine, err}
		}
		t := terminal{cmd.ErrOrStderr()}
		if err := t.problems(o.Dir, problems); err != nil {
			return &exit{exitMachine, err}
		}
		if problems.Errors() > 0 || strict && len(problems) > 0 {
			return &exit{status: exitContent}
		}
		return nil
	}
	return cmd
}
