package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"vitrin/content"
	"vitrin/internal/cells"
	"vitrin/internal/file"
	"vitrin/internal/portfolio"
	"vitrin/internal/schema"
	"vitrin/internal/starter"
)

// extraFiles are what a new site in some languages gets besides its content and its README, by path: what makes an
// editor help with it, and what a repository leaves out.
func extraFiles(languages []string) (map[string][]byte, error) {
	files, err := schema.Editor(schema.Options{Words: languages, Languages: languages})
	if err != nil {
		return nil, err
	}
	files[".gitignore"] = []byte("/public/\n/.vitrin/\n/.public.vitrin-*\n")
	return files, nil
}

// welcome are the names of what may lie in a folder that becomes a site: what a repository that is new holds.
func welcome() []string {
	return []string{
		".git", ".gitignore", ".gitattributes", ".github", ".gitlab-ci.yml", ".hg", ".hgignore", ".editorconfig", ".vscode", ".idea", ".DS_Store",
		"README", "README.md", "LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE", "LICENCE.md", "LICENCE.txt", "COPYING", "CODEOWNERS",
	}
}

func newInit() *cobra.Command {
	var o starter.Options
	cmd := &cobra.Command{
		Use:   "init DIR",
		Short: "Begin a site of your own",
		Long: "Init writes a small site into a new or empty folder: settings, a page of welcome, and one project with its cluster, its\n" +
			"programme and its organisations, to be replaced by your own. It builds as it stands. On a terminal it asks for the\n" +
			"languages, the title and the address where no flag tells; elsewhere comments mark what is to be filled in.\n\n" +
			"The folder may hold what a new repository has, such as .git and LICENSE. Nothing that is there is ever overwritten.",
		Example: examples(
			[2]string{"A new folder", "vitrin init my-portfolio"},
			[2]string{"This folder, with nothing left to ask", "vitrin init . --languages sv,en --title Klusterprojekt --base-url https://example.org/portfolio/"},
		),
		Args: cobra.ExactArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]cobra.Completion, cobra.ShellCompDirective) {
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
	cmd.Flags().StringVar(&o.Title, "title", "", "`TITLE` of the site")
	cmd.Flags().StringVar(&o.BaseURL, "base-url", "", "`URL` at which the site will lie, such as https://example.org/portfolio/")
	cmd.Flags().StringSliceVar(&o.Languages, "languages", nil, "`CODES` of the site's languages, its main one first: sv, en or sv,en (default sv)")
	_ = cmd.RegisterFlagCompletionFunc("languages", cobra.FixedCompletions([]cobra.Completion{"sv", "en", "sv,en", "en,sv"}, cobra.ShellCompDirectiveNoFileComp))
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		dir, t := filepath.Clean(args[0]), terminal{cmd.ErrOrStderr()}
		if err := mayBegin(dir); err != nil {
			return err
		}
		if err := checkNew(o); err != nil {
			return err
		}
		o.Languages = splitCodes(strings.Join(o.Languages, ","))
		if a := answers(cmd, false); a != nil {
			if err := a.complete(cmd, &o); err != nil {
				return err
			}
		}
		if len(o.Languages) == 0 {
			o.Languages = starter.Languages()[:1]
		}
		files, err := starter.Files(content.FS, o)
		if err != nil {
			return machine(err)
		}
		extra, err := extraFiles(o.Languages)
		if err != nil {
			return machine(err)
		}
		maps.Copy(files, extra)
		kept, err := writeNew(dir, files)
		if err != nil {
			return machine(err)
		}
		t.begun(dir, o, len(files)-len(kept), kept)
		return nil
	}
	return cmd
}

// checkNew tells what is wrong with what the flags say.
func checkNew(o starter.Options) error {
	for _, check := range []struct {
		flag, value string
		check       func(string) error
	}{{"title", o.Title, checkTitle}, {"base-url", o.BaseURL, checkAddress}, {"languages", strings.Join(o.Languages, ","), checkLanguages}} {
		if check.value == "" {
			continue
		}
		if err := check.check(check.value); err != nil {
			wrong, _ := errors.AsType[*misuse](err)
			return wrongUse("--"+check.flag+": "+wrong.message, wrong.hint)
		}
	}
	return nil
}

func checkTitle(title string) error {
	if strings.ContainsFunc(title, unicode.IsControl) || strings.TrimSpace(title) == "" {
		return &misuse{fmt.Sprintf("%q is not a title", title), "write it on one line"}
	}
	return nil
}

func checkAddress(address string) error {
	if _, err := portfolio.ParseBaseURL(address); err != nil {
		return &misuse{err.Error(), "write it as https://example.org/portfolio/"}
	}
	return nil
}

func checkLanguages(list string) error {
	codes, known := splitCodes(list), starter.Languages()
	if len(codes) == 0 {
		return &misuse{fmt.Sprintf("%q names no language", list), "write " + strings.Join(known, " or ") + ", or both with a comma"}
	}
	for i, code := range codes {
		if slices.Contains(codes[:i], code) {
			return &misuse{fmt.Sprintf("the language %q stands there twice", code), "write each once"}
		}
		if !slices.Contains(known, code) {
			return &misuse{
				fmt.Sprintf("a site cannot begin in the language %q", code),
				fmt.Sprintf("write %s, or both with a comma; for another language add templates/lang/%s.yaml afterwards, after vitrin help templates/lang/en.yaml", strings.Join(known, " or "), code),
			}
		}
	}
	return nil
}

// splitCodes splits "sv, en".
func splitCodes(list string) []string {
	return strings.FieldsFunc(strings.ToLower(list), func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
}

// complete asks for what no flag has said.
func (a *asker) complete(cmd *cobra.Command, o *starter.Options) error {
	if !cmd.Flags().Changed("languages") {
		list, err := a.ask(cmd.Context(), "Languages, the main one first", strings.Join(starter.Languages()[:1], ","), checkLanguages)
		if err != nil {
			return err
		}
		o.Languages = splitCodes(list)
	}
	for _, q := range []struct {
		flag, question, proposal string
		to                       *string
		check                    func(string) error
	}{
		{"title", "Title of the site", starter.Title(o.Languages[0]), &o.Title, checkTitle},
		{"base-url", "Address at which it will lie", starter.BaseURL, &o.BaseURL, checkAddress},
	} {
		if cmd.Flags().Changed(q.flag) {
			continue
		}
		answer, err := a.ask(cmd.Context(), q.question, q.proposal, q.check)
		if err != nil {
			return err
		}
		if answer != q.proposal {
			*q.to = answer
		}
	}
	return nil
}

// mayBegin tells why a site cannot begin in a folder.
func mayBegin(dir string) error {
	found, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if info, _ := os.Stat(dir); info != nil && !info.IsDir() {
		return wrongUse(dir+" is a file", "name a folder that is new or empty")
	}
	if err != nil {
		return machine(err)
	}
	var inTheWay []string
	for _, f := range found {
		if !slices.ContainsFunc(welcome(), func(name string) bool { return strings.EqualFold(name, f.Name()) }) {
			inTheWay = append(inTheWay, cells.Visible(f.Name()))
		}
	}
	const shown = 3
	switch n := len(inTheWay); {
	case n == 0:
		return nil
	case slices.Contains(inTheWay, "content"):
		return wrongUse(dir+" holds a site already: it has a folder content", "name a folder that is new or empty")
	case n > shown:
		inTheWay = append(inTheWay[:shown], fmt.Sprintf("and %d more", n-shown))
	}
	return wrongUse(fmt.Sprintf("%s is not empty: %s", dir, strings.Join(inTheWay, ", ")), "name a folder that is new or empty; nothing is overwritten")
}

// writeNew writes files into a folder, which it makes, and gives those that were there and stay as they are. After
// trouble no file that it wrote is left.
func writeNew(dir string, files map[string][]byte) (kept []string, err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	var written []string
	defer func() {
		if err != nil {
			for _, name := range written {
				_ = root.Remove(name)
			}
		}
	}()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		err := file.Create(root, name, files[name])
		if errors.Is(err, fs.ErrExist) {
			kept = append(kept, name)
			continue
		}
		if err != nil {
			return nil, err
		}
		written = append(written, name)
	}
	return kept, nil
}

// begun tells what was made, and what to do next.
func (t terminal) begun(dir string, o starter.Options, count int, kept []string) {
	t.say("%s: a new site of %s", dir, counted(count, "file"))
	for _, name := range kept {
		t.say("%s was there and stays as it is", name)
	}
	if slices.Contains(kept, ".gitignore") {
		t.say("let .gitignore name /public/, /.vitrin/ and /.public.vitrin-*, which vitrin makes")
	}
	if o.Title == "" || o.BaseURL == "" {
		t.say("content/site.yaml marks what is to be changed first")
	}
	next := "vitrin serve"
	if dir != "." {
		next = "cd " + inShell(dir) + " && " + next
	}
	t.say("next: %s", next)
}

// inShell writes a path so that a shell takes it for one word.
func inShell(p string) string {
	plain := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("/._-:\\", r)
	}
	if strings.ContainsFunc(p, func(r rune) bool { return !plain(r) }) {
		return "'" + strings.ReplaceAll(p, "'", `'\''`) + "'"
	}
	return p
}
