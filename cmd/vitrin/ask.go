package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// asker asks questions, a line each. The terminal itself edits the line: what is read aloud, recorded or shown in a narrow
// window stays plain text, and nothing is drawn anew.
type asker struct {
	t     terminal
	lines chan string // closed where the answers end
}

// answers gives what asks at a command's standard input, or nil where nobody is there to answer, or would not see what
// is asked.
func answers(cmd *cobra.Command, noAsk bool) *asker {
	in, ok := cmd.InOrStdin().(*os.File)
	t := terminal{cmd.ErrOrStderr()}
	if _, seen := t.file(); noAsk || !seen || !ok || !term.IsTerminal(int(in.Fd())) {
		return nil
	}
	return newAsker(cmd.Context(), in, t)
}

// newAsker asks somebody who answers through a reader.
func newAsker(ctx context.Context, in io.Reader, t terminal) *asker {
	a := &asker{t: t, lines: make(chan string)}
	go func() {
		defer close(a.lines)
		for scan := bufio.NewScanner(in); scan.Scan(); {
			select {
			case a.lines <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return a
}

// errEnded is that of somebody who stopped answering.
var errEnded = errors.New("ended; nothing was written")

// line asks for a line.
func (a *asker) line(ctx context.Context, prompt string) (string, error) {
	return a.answer(ctx, "", prompt)
}

// answer asks for a line by a question that may be set off, and what follows it.
func (a *asker) answer(ctx context.Context, question styled, prompt string) (string, error) {
	for {
		a.t.ask(question, prompt)
		select {
		case <-ctx.Done():
			a.t.say("")
			return "", &exit{exitUsage, errEnded}
		case line, more := <-a.lines:
			switch {
			case !more:
				a.t.say("")
				return "", &exit{exitUsage, errEnded}
			case strings.ContainsFunc(line, func(r rune) bool { return unicode.IsControl(r) || r == unicode.ReplacementChar }):
				a.t.say("  that holds signs that cannot be seen, such as those of the arrow keys; write it once more")
			default:
				return strings.Join(strings.Fields(line), " "), nil
			}
		}
	}
}

// ask puts a question until check takes the answer, or none has come: an empty answer stands for the proposal, which
// is not checked. What is wrong with an answer is told.
func (a *asker) ask(ctx context.Context, question, proposal string, check func(answer string) error) (string, error) {
	for {
		answer, err := a.answer(ctx, set(a.t.style().Place, question), " ["+proposal+"]: ")
		switch {
		case err != nil:
			return "", err
		case answer == "":
			return proposal, nil
		}
		if err = check(answer); err == nil {
			return answer, nil
		}
		a.t.trouble(err)
	}
}
