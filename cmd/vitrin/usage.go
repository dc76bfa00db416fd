package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
)

// misuse is wrong use of the command line, with what to do instead.
type misuse struct{ message, hint string }

func (e *misuse) Error() string { return e.message }

// Advice gives the hint; it may be empty.
func (e *misuse) Advice() string { return e.hint }

// wrongUse is the exit of a command that was used wrongly. The hint may be empty.
func wrongUse(message, hint string) error { return &exit{exitUsage, &misuse{message, hint}} }

// explainUse makes every command say in plain words what is wrong with how it was used.
func explainUse(root *cobra.Command) {
	root.SetFlagErrorFunc(wrongFlag)
	root.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		return unknownCommand(cmd, args[0])
	}
	for _, cmd := range below(root) {
		check := cmd.Args
		if check == nil {
			continue
		}
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			err := check(cmd, args)
			if _, told := errors.AsType[*exit](err); err == nil || told {
				return err
			}
			return wrongUse(wrongArguments(cmd, args, err), fmt.Sprintf("write %s; %s --help tells more", cmd.UseLine(), cmd.CommandPath()))
		}
	}
}

// below gives all commands below one, and those below them.
func below(cmd *cobra.Command) []*cobra.Command {
	var all []*cobra.Command
	for _, c := range cmd.Commands() {
		all = append(append(all, c), below(c)...)
	}
	return all
}

// calledAs gives the words by which a command is called, without the program's name.
func calledAs(cmd *cobra.Command) string {
	return strings.TrimPrefix(cmd.CommandPath(), cmd.Root().Name()+" ")
}

// misnamed tells of a command that is none where its help is asked for: cobra would show the help of what is above it.
func misnamed(root *cobra.Command, args []string) error {
	root.InitDefaultHelpCmd()
	cmd, rest, err := root.Find(args)
	asked := slices.ContainsFunc(rest, func(arg string) bool { return arg == "--help" || arg == "-h" })
	if err != nil || !asked || !cmd.HasSubCommands() || strings.HasPrefix(rest[0], "-") || strings.HasPrefix(rest[0], "__") {
		return nil // the last are how a shell asks
	}
	return cmd.ValidateArgs(rest[:1])
}

// wrongArguments says what cobra counted, in words for people; other errors speak for themselves.
func wrongArguments(cmd *cobra.Command, args []string, err error) string {
	counted := slices.ContainsFunc([]string{"accepts ", "requires ", "unknown command ", "invalid argument "}, func(begin string) bool {
		return strings.HasPrefix(err.Error(), begin)
	})
	switch {
	case !counted:
		return err.Error()
	case len(args) == 0:
		return calledAs(cmd) + " lacks what it is about"
	}
	return fmt.Sprintf("%s cannot be used with %q", calledAs(cmd), strings.Join(args, " "))
}

// unknownCommand tells of a command that is none.
func unknownCommand(cmd *cobra.Command, name string) error {
	var known []string
	for _, c := range cmd.Root().Commands() {
		if !c.Hidden {
			known = append(known, c.Name())
		}
	}
	hint := "vitrin help lists the commands"
	if near := diag.Nearest(name, known); near != "" {
		hint = fmt.Sprintf("did you mean vitrin %s?", near)
	}
	return wrongUse(fmt.Sprintf("unknown command %q", name), hint)
}

// wrongFlag tells of a flag that is none, or that cannot have its value.
func wrongFlag(cmd *cobra.Command, err error) error {
	hint := cmd.CommandPath() + " --help shows its flags"
	if unknown, ok := errors.AsType[*pflag.NotExistError](err); ok {
		name := unknown.GetSpecifiedName()
		if near := portfolio.Meant(name, flagNames(cmd)); near != "" {
			hint = fmt.Sprintf("did you mean --%s?", near)
		} else if others := commandsWith(cmd.Root(), name); len(others) > 0 && cmd == cmd.Root() {
			hint = fmt.Sprintf("write the command first, such as vitrin %s --%s", others[0], name)
		} else if len(others) > 0 {
			const few = 2
			verb := "has"
			if len(others) > 1 {
				verb = "have"
			}
			hint = fmt.Sprintf("vitrin %s %s it; %s", strings.Join(others[:min(few, len(others))], " and vitrin "), verb, hint)
		}
	}
	if wrong, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		what := map[string]string{"bool": "neither true nor false", "int": "not a number", "duration": "not a span of time, such as 2s"}[wrong.GetFlag().Value.Type()]
		if what != "" {
			err = fmt.Errorf("--%s: %q is %s", wrong.GetFlag().Name, wrong.GetValue(), what)
		}
	}
	if lacks, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		err = fmt.Errorf("--%s lacks its value", lacks.GetFlag().Name)
	}
	return wrongUse(err.Error(), hint)
}

// flagNames gives the names of the flags that a command shows.
func flagNames(cmd *cobra.Command) []string {
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if !f.Hidden {
			names = append(names, f.Name)
		}
	})
	return names
}

// commandsWith gives the commands that have a flag of a name.
func commandsWith(root *cobra.Command, name string) []string {
	var with []string
	for _, cmd := range below(root) {
		if slices.Contains(flagNames(cmd), name) {
			with = append(with, calledAs(cmd))
		}
	}
	return with
}
