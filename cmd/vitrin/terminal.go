package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/muesli/termenv"
	"golang.org/x/term"

	"vitrin/internal/cells"
	"vitrin/internal/diag"
)

// terminal writes what people read: diagnostics and trouble, always to standard error, so that
// standard output stays for programs. Every word of a command's own goes through here.
//
// Where the writer is a terminal, words may have colour and a line may be written anew; anywhere else what is written
// is plain text, the same bytes on every machine.
type terminal struct {
	w io.Writer
}

// say writes a line, or several. What it is given may hold what people wrote, so it is made safe to show.
func (t terminal) say(format string, args ...any) {
	for i, arg := range args {
		switch arg := arg.(type) {
		case string:
			args[i] = visible(arg)
		case error:
			args[i] = visible(arg.Error())
		}
	}
	fmt.Fprintf(t.w, format+"\n", args...)
}

// styled is a text of the program's own that is set off by a style: it goes to the terminal as it is.
type styled string

// visible makes lines safe to show.
func visible(lines string) string {
	all := strings.Split(lines, "\n")
	for i := range all {
		all[i] = cells.Visible(all[i])
	}
	return strings.Join(all, "\n")
}

// ask writes what somebody is asked, behind the question if it is set off; the answer stands behind it.
func (t terminal) ask(question styled, prompt string) { fmt.Fprint(t.w, question, visible(prompt)) }

// trouble tells of what the machine, or the use of the command, makes impossible.
func (t terminal) trouble(err error) {
	style := t.style()
	t.say("%s %v", set(style.Error, "vitrin:"), err)
	if hint := diag.Advice(err); hint != "" {
		t.say("  %s %s", set(style.Hint, "hint:"), hint)
	}
}

// problems prints what does not hold in the files of the site folder dir, and counts it.
func (t terminal) problems(dir string, list diag.List) error {
	if len(list) == 0 {
		return nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	read := func(file string) ([]byte, error) { return root.ReadFile(filepath.FromSlash(file)) }
	if err := t.style().Print(t.w, list, read); err != nil {
		return err
	}
	t.say("%s", diag.Summary(list.Sorted()))
	return nil
}

// file gives the terminal behind the writer, if it is one.
func (t terminal) file() (*os.File, bool) {
	f, ok := t.w.(*os.File)
	return f, ok && term.IsTerminal(int(f.Fd()))
}

// width gives the number of cells of a line, or 0 where lines have no end.
func (t terminal) width() int {
	f, ok := t.file()
	if !ok {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return width
}

// obedient tells whether the writer is a terminal that can take back what it shows.
func (t terminal) obedient() bool {
	_, ok := t.file()
	return ok && !dumb()
}

func dumb() bool { return os.Getenv("TERM") == "dumb" }

// style gives the colours of what is told. There are none where the writer is no terminal, where TERM is dumb, and
// where NO_COLOR (no-color.org) or CLICOLOR=0 (bixense.com/clicolors) say so; CLICOLOR_FORCE=1 asks for them anywhere.
func (t terminal) style() diag.Style {
	out := termenv.NewOutput(t.w)
	out.Profile = out.EnvColorProfile()
	if out.Profile == termenv.Ascii || dumb() {
		return diag.Style{}
	}
	in := func(colour termenv.Color) func(string) string {
		return func(s string) string { return out.String(s).Foreground(colour).Bold().String() }
	}
	return diag.Style{
		Place: func(s string) string { return out.String(s).Bold().String() },
		Error: in(termenv.ANSIRed), Warning: in(termenv.ANSIMagenta), Hint: in(termenv.ANSICyan),
	}
}

// set sets a word off by a style, which may be nil.
func set(style func(string) string, word string) styled {
	if style == nil {
		return styled(word)
	}
	return styled(style(word))
}

// prepare makes a terminal of Windows understand colours, and gives what puts it back as it was.
func (t terminal) prepare() (restore func()) {
	back, err := termenv.EnableVirtualTerminalProcessing(termenv.NewOutput(t.w))
	if err != nil {
		return func() {}
	}
	return func() { _ = back() }
}
