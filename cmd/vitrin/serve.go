package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"time"

	"github.com/cli/browser"
	"github.com/spf13/cobra"

	"vitrin/internal/diag"
	"vitrin/internal/heap"
	"vitrin/internal/preview"
)

func newServe() *cobra.Command {
	var flags siteFlags
	var addr string
	var open, poll bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser while you write",
		Long: "Serve shows the site on this machine and keeps every open page up to date: save a file, and the\n" +
			"page changes in its place. A mistake lies over the page with its line and how to mend it, and goes\n" +
			"away when it is mended. A bar at the foot of each page names its files, what it lacks and who links to it.\n\n" +
			"Nothing is published. Links open files in your editor; which one, say in the file that\n" +
			"\"vitrin help editor\" names.",
		Example: examples(
			[2]string{"The site of this folder, in the browser", "vitrin serve --open"},
			[2]string{"Another site, with its drafts", "vitrin serve --site ../portfolio --drafts"},
			[2]string{"At another port", "vitrin serve --addr 127.0.0.1:8080"},
		),
		Args: cobra.NoArgs,
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&addr, "addr", "127.0.0.1:1313", "`host:port` to listen on; where the port is taken, the next free one")
	cmd.Flags().BoolVar(&open, "open", false, "open the browser")
	cmd.Flags().BoolVar(&poll, "poll", false, "look at the files every second, where changes are not noticed")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		heap.NewBound(heap.Usual) // a preview keeps a whole portfolio in use, for hours
		o, err := flags.options()
		if err != nil {
			return err
		}
		t := terminal{cmd.ErrOrStderr()}
		own, err := readPersonal(t)
		if err != nil {
			return &exit{exitMachine, err}
		}
		p := preview.Options{Site: o, Addr: addr, Editor: own.editor, Poll: poll}
		if flags.now != "" || os.Getenv("SOURCE_DATE_EPOCH") != "" {
			p.Now = func() time.Time { return o.Now } // a stated day does not pass
		}
		told := teller{t: t, dir: o.Dir}
		p.Loaded = told.loaded
		server, err := preview.Listen(p)
		if _, wrong := errors.AsType[*preview.AddressError](err); wrong {
			return &exit{exitUsage, err}
		}
		if err != nil {
			return &exit{exitMachine, err}
		}
		t.served(server, addr)
		if _, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n", server.URL()); err != nil {
			return &exit{exitMachine, err}
		}
		t.say("Ctrl-C ends the preview")
		if err := t.problems(o.Dir, o.Hindered()); err != nil {
			return &exit{exitMachine, err}
		}
		return serve(cmd.Context(), server, t, open)
	}
	return cmd
}

// served tells what is unusual about a preview at an address.
func (t terminal) served(server *preview.Server, addr string) {
	if why, polling := server.Polling(); polling {
		t.say("files are looked at every second: %s", why)
	}
	if server.Moved() {
		t.say("the port of %s is taken, perhaps by another preview; this is the next free one", addr)
	}
	if server.Open() {
		t.say("everybody who reaches this machine by its network can look at the preview")
	}
}

// serve runs the server until somebody ends it.
func serve(ctx context.Context, server *preview.Server, t terminal, open bool) error {
	if open {
		if err := browser.OpenURL(server.URL()); err != nil {
			t.say("the browser cannot be opened: %v", err)
		}
	}
	if err := server.Run(ctx); err != nil {
		return &exit{exitMachine, err}
	}
	t.say("the preview has ended")
	return nil
}

// teller tells on the terminal what loads come to, each thing once.
type teller struct {
	t       terminal
	dir     string
	last    diag.List
	trouble string
}

func (t *teller) loaded(l preview.Load) {
	switch {
	case l.Trouble != nil && l.Trouble.Error() != t.trouble:
		t.trouble = l.Trouble.Error()
		t.t.trouble(l.Trouble)
		return
	case l.Trouble != nil:
		return
	}
	t.trouble = ""
	if !slices.Equal(t.last, l.Problems) {
		if err := t.t.problems(t.dir, l.Problems); err != nil {
			t.t.trouble(err)
		}
		if len(l.Problems) == 0 {
			t.t.say("no problems any more")
		}
		t.last = l.Problems
	}
	if l.First && l.Site != nil {
		p := l.Site.Portfolio
		t.t.say("%s, %s, %s, %s read in %.1f s", counted(len(p.Projects), "project"), counted(len(p.Clusters), "cluster"),
			counted(len(p.Programmes), "programme"), counted(len(p.Organisations), "organisation"), l.Took.Seconds())
	}
}
