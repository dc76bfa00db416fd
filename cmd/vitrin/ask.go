package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// asker asks questions on a terminal, a line each.
type asker struct {
	t  terminal
	in *bufio.Reader
}

// newAsker gives somebody to ask, or nil where answers do not come from a terminal or questions would not be seen.
func (t terminal) newAsker(in io.Reader) *asker {
	f, ok := in.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	if _, seen := t.file(); !seen {
		return nil
	}
	return &asker{t, bufio.NewReader(f)}
}

// ask puts a question until check takes the answer, or none has come: an empty answer stands for the proposal, which
// is not checked. What is wrong with an answer is told.
func (a *asker) ask(ctx context.Context, question, proposal string, check func(answer string) error) (string, error) {
	for {
		a.t.ask(question, proposal)
		answer, err := a.line(ctx)
		if err != nil {
			return "", err
		}
		if answer == "" {
			return proposal, nil
		}
		err = check(answer)
		if err == nil {
			return answer, nil
		}
		a.t.trouble(err)
	}
}

// line reads an answer. Where the program is to stop, it does not wait for one.
func (a *asker) line(ctx context.Context) (string, error) {
	type answer struct {
		text string
		err  error
	}
	given := make(chan answer, 1)
	go func() {
		text, err := a.in.ReadString('\n')
		given <- answer{strings.TrimSpace(text), err}
	}()
	select {
	case <-ctx.Done():
		a.t.say("")
		return "", &exit{exitMachine, errors.New("stopped; nothing was written")}
	case g := <-given:
		if g.err != nil {
			a.t.say("")
			return "", wrongUse("the questions were not answered, so nothing was written", "say with --languages, --title and --base-url what is asked")
		}
		return g.text, nil
	}
}
