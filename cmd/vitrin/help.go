package main

import (
	"strings"

	"github.com/spf13/cobra"
)

// What help shows of a command: what it is for, how it is called, examples before all flags.
const (
	helpTemplate = `{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}

{{end}}{{.UsageString}}`

	usageTemplate = `Usage:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} COMMAND [flags]{{else}}{{.UseLine}}{{end}}{{if .HasExample}}

Examples:
{{.Example}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}

"{{.Root.Name}} help {{if .HasParent}}{{.Name}} {{end}}COMMAND" tells all of a command.{{end}}{{if .HasAvailableLocalFlags}}

Flags:
{{.LocalFlags.FlagUsagesWrapped 110 | trimTrailingWhitespaces}}{{end}}
`
)

// topicTemplate shows a page to read, which is no command.
const topicTemplate = "{{.Long}}\n"

// examples writes the examples of a command: what each is for, and what to type.
func examples(pairs ...[2]string) string {
	var b strings.Builder
	for i, pair := range pairs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		b.WriteString("  # " + pair[0] + "\n  " + pair[1])
	}
	return b.String()
}

func newHelp() *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Tell how a command is used",
		Long: "Help tells what a command is for, with examples and all its flags. Without a command it lists them all.\n\n" +
			"\"vitrin help templates\" tells how pages are laid out, and \"vitrin help editor\" which editor the preview's links open.\n" +
			"By its path it prints a file that is built in, for a site's own to begin with: templates/*.html, templates/partials/*.html,\n" +
			"templates/lang/*.yaml and static/css/*.css.",
		Example: examples(
			[2]string{"The commands that there are", "vitrin help"},
			[2]string{"How to build a site", "vitrin help build"},
			[2]string{"The words of the interface, to be put into another language", "vitrin help templates/lang/en.yaml > templates/lang/nb.yaml"},
		),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			var names []cobra.Completion
			for _, c := range cmd.Root().Commands() {
				if len(args) == 0 && c.IsAvailableCommand() {
					names = append(names, cobra.CompletionWithDesc(c.Name(), c.Short))
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				if src, ok := builtIn(args[0]); ok {
					_, err := cmd.OutOrStdout().Write(src)
					return machine(err)
				}
			}
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(cmd, strings.Join(args, " "))
			}
			about.InitDefaultHelpFlag()
			about.InitDefaultVersionFlag()
			return about.Help()
		},
	}
}
