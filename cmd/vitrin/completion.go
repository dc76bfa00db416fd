package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"
)

// shell is a shell that can complete the command line.
type shell struct {
	name  string
	try   string // what makes it do so until it ends
	keep  string // what makes it do so from now on
	write func(root *cobra.Command, to io.Writer) error
}

func shells() []shell {
	return []shell{
		{
			"bash", "source <(vitrin completion bash)", "vitrin completion bash > ~/.local/share/bash-completion/completions/vitrin",
			func(root *cobra.Command, to io.Writer) error { return root.GenBashCompletionV2(to, true) },
		},
		{
			"zsh", "source <(vitrin completion zsh)", `vitrin completion zsh > "${fpath[1]}/_vitrin"`,
			func(root *cobra.Command, to io.Writer) error { return root.GenZshCompletion(to) },
		},
		{
			"fish", "vitrin completion fish | source", "vitrin completion fish > ~/.config/fish/completions/vitrin.fish",
			func(root *cobra.Command, to io.Writer) error { return root.GenFishCompletion(to, true) },
		},
		{
			"powershell", "vitrin completion powershell | Out-String | Invoke-Expression", "vitrin completion powershell >> $PROFILE",
			func(root *cobra.Command, to io.Writer) error { return root.GenPowerShellCompletionWithDesc(to) },
		},
	}
}

func newCompletion() *cobra.Command {
	var names []string
	var long strings.Builder
	long.WriteString("Completion prints a script for a shell. With it the Tab key completes commands, flags, and the values of many\n" +
		"flags out of the site itself: vitrin list --where cluster=<Tab>.\n")
	for _, s := range shells() {
		names = append(names, s.name)
		fmt.Fprintf(&long, "\n%s\n  to try it   %s\n  to keep it  %s\n", s.name, s.try, s.keep)
	}
	long.WriteString("\nIn bash the package bash-completion must be there. In zsh completion must be switched on: autoload -U compinit; compinit.\n" +
		"What is kept works in every new shell.")
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Let the shell complete commands, flags and values",
		Long:  long.String(),
		Example: examples(
			[2]string{"In bash, until the shell ends", shells()[0].try},
			[2]string{"In fish, from now on", shells()[2].keep},
		),
		ValidArgs: names,
		Args: func(_ *cobra.Command, args []string) error {
			for _, s := range shells() {
				if len(args) == 1 && args[0] == s.name {
					return nil
				}
			}
			hint := "the shells are " + strings.Join(names, ", ")
			if len(args) == 0 {
				return wrongUse("completion lacks the name of a shell", hint)
			}
			return wrongUse(fmt.Sprintf("there is no completion for %q", strings.Join(args, " ")), hint)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			for _, s := range shells() {
				if s.name == args[0] {
					return machine(s.write(cmd.Root(), cmd.OutOrStdout()))
				}
			}
			return nil
		},
	}
}

// machine is the exit of trouble, if there is any.
func machine(err error) error {
	if err == nil {
		return nil
	}
	return &exit{exitMachine, err}
}
