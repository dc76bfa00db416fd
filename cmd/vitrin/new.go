package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"vitrin/internal/portfolio"
	"vitrin/internal/skeleton"
)

// collections are the kinds of pages that can be begun, by what one of them is called.
var collections = []struct {
	noun string
	of   portfolio.Collection
}{
	{"project", portfolio.Projects},
	{"cluster", portfolio.Clusters},
	{"programme", portfolio.Programmes},
	{"organisation", portfolio.Organisations},
}

func nouns() []string {
	var all []string
	for _, c := range collections {
		all = append(all, c.noun)
	}
	return all
}

func newNew() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Begin the page of a project, cluster, programme or organisation",
		Long: "New writes the file of a page with what is known of it, and with the other keys that matter as comments that say\n" +
			"what they mean, in the site's language. In a terminal it asks for what no flag says. It never overwrites a file.",
		Example: examples(
			[2]string{"A project, with questions", "vitrin new project smart-textil"},
			[2]string{"What is known by now, without questions", "vitrin new project smart-textil --no-ask --title \"Smart textil\" --start 2027-01"},
		),
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				hint := "say project, cluster, programme or organisation"
				if args[0] == "help" {
					return wrongUse("help comes first", "write vitrin help new, or vitrin help new project")
				}
				if meant := portfolio.Meant(args[0], nouns()); meant != "" {
					hint = fmt.Sprintf("did you mean vitrin new %s?", meant)
				}
				return wrongUse(fmt.Sprintf("%q is nothing that can be begun", args[0]), hint)
			}
			return nil
		},
		RunE: func(*cobra.Command, []string) error {
			return wrongUse("new lacks what is to be begun", "say project, cluster, programme or organisation, and its id")
		},
	}
	english := portfolio.GlossaryOf("en")
	for _, c := range collections {
		cmd.AddCommand(newPage(c.noun, c.of, english))
	}
	return cmd
}

// newFlags are the flags of the command, with the values of keys by the keys' names.
type newFlags struct {
	dir, lang     string
	folder, noAsk bool
	values        map[string]*[]string
}

func newPage(noun string, c portfolio.Collection, words portfolio.Glossary) *cobra.Command {
	flags := newFlags{values: map[string]*[]string{}}
	cmd := &cobra.Command{
		Use:   noun + " ID",
		Short: "Begin the page of " + article(noun),
		Long:  "Begins the file content/" + string(c) + "/ID.md. The id is what other pages call it: letters, digits and hyphens.",
		Example: examples(
			[2]string{"With questions", "vitrin new " + noun + " smart-textil"},
			[2]string{"In English", "vitrin new " + noun + " smart-textil --lang en --title \"Smart textiles\""},
		),
		Args: cobra.MaximumNArgs(1),
	}
	flags.register(cmd, c, words)
	flags.complete(cmd, c)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		t := terminal{cmd.ErrOrStderr()}
		content, err := readContent(cmd.Context(), t, siteFlags{dir: flags.dir})
		if err != nil {
			return err
		}
		a := answers(cmd, flags.noAsk)
		if a != nil {
			t.say("Enter leaves a question out. Where names are listed, a number chooses one. Ctrl-C ends, and nothing is written.")
		}
		b := &beginning{noun: noun, content: content, t: t, page: skeleton.Page{
			Collection: c, Folder: flags.folder, Values: map[string][]skeleton.Value{}, Known: content.Portfolio.Known,
		}}
		written, err := b.run(cmd.Context(), flags, args, a)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintln(cmd.OutOrStdout(), written); err != nil {
			return &exit{exitMachine, err}
		}
		t.say("written; vitrin serve shows it")
		return nil
	}
	return cmd
}

func article(noun string) string {
	if strings.HasPrefix(noun, "o") {
		return "an " + noun
	}
	return "a " + noun
}

func (f *newFlags) register(cmd *cobra.Command, c portfolio.Collection, words portfolio.Glossary) {
	cmd.Flags().StringVar(&f.dir, "site", ".", "`FOLDER` that holds content/")
	cmd.Flags().StringVar(&f.lang, "lang", "", "`LANGUAGE` of the page, where it is not the site's first; for an id that is there, its translation")
	cmd.Flags().BoolVar(&f.folder, "folder", false, "a folder ID with index.md, for pictures and documents beside it")
	cmd.Flags().BoolVar(&f.noAsk, "no-ask", false, "ask nothing, in a terminal too")
	for _, k := range skeleton.KeysOf(c) {
		if k.Flag == "" {
			continue
		}
		values := new([]string)
		f.values[k.Field.Key] = values
		usage := words.About(k.Field)
		if k.Field.Shape.Format == portfolio.FlagFormat {
			cmd.Flags().BoolFunc(k.Flag, usage, func(set string) error { *values = []string{set}; return nil })
			continue
		}
		if several(k.Field.Shape) {
			usage += " May be repeated."
		}
		cmd.Flags().Var(repeated{values}, k.Flag, usage)
	}
}

// several tells whether a key can have more than one value.
func several(shape portfolio.Shape) bool { return shape.Many && shape.Length != 1 }

// repeated is a flag that may be repeated.
type repeated struct{ values *[]string }

func (t repeated) String() string { return "" }
func (t repeated) Type() string   { return "text" }
func (t repeated) Set(s string) error {
	*t.values = append(*t.values, s)
	return nil
}
