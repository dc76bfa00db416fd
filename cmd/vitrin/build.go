package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
	"vitrin/internal/publish"
)

// siteFlags are the flags of every command that reads a site.
type siteFlags struct {
	dir, baseURL, now string
	drafts            bool
}

func (f *siteFlags) register(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "`URL` of the published site, instead of base_url in content/site.yaml")
	f.registerContent(cmd)
}

// registerContent gives a command the flags that say which content is read, and for which day.
func (f *siteFlags) registerContent(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.dir, "site", ".", "`DIR` that holds content/")
	cmd.Flags().BoolVar(&f.drafts, "drafts", false, "include drafts")
	_ = cmd.MarkFlagDirname("site")
	cmd.Flags().StringVar(&f.now, "now", "", "`DATE` that counts as today, such as 2026-11-15 (default: SOURCE_DATE_EPOCH, else today)")
}

// options reads the flags; the error is one of use.
func (f *siteFlags) options() (build.Options, error) {
	o := build.Options{Dir: f.dir, Drafts: f.drafts, Program: program()}
	if f.baseURL != "" {
		u, err := portfolio.ParseBaseURL(f.baseURL)
		if err != nil {
			return o, &exit{exitUsage, fmt.Errorf("--base-url: %w; write it as https://example.org/portfolio/", err)}
		}
		o.BaseURL = u
	}
	now, err := moment(f.now)
	if err != nil {
		return o, &exit{exitUsage, err}
	}
	o.Now = now
	return o, checkContent(f.dir)
}

// checkContent holds that a folder holds a site's content, and not only a link to it that leads elsewhere: nothing outside of a
// site's folder is ever read.
func checkContent(dir string) error {
	name := filepath.Join(dir, "content")
	if info, err := os.Stat(name); err != nil || !info.IsDir() {
		return wrongUse(dir+" holds no folder content", "say with --site where the site is; vitrin init begins a new one")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return &exit{exitMachine, fmt.Errorf("cannot open the site's folder: %w", err)}
	}
	defer root.Close()
	if _, err := root.Stat("content"); err != nil {
		return wrongUse(name+" is a link that leads out of the site's folder", "put the folder itself there; or say with --site which folder holds it")
	}
	return nil
}

// moment gives the time for which to build: a day (its noon, so that it is that day in every zone of
// Europe), an RFC 3339 time, SOURCE_DATE_EPOCH (reproducible-builds.org), or now.
func moment(flag string) (time.Time, error) {
	if flag != "" {
		for _, layout := range []string{time.DateOnly, time.RFC3339} {
			if t, err := time.Parse(layout, flag); err == nil {
				if layout == time.DateOnly {
					t = t.Add(12 * time.Hour)
				}
				return t, nil
			}
		}
		return time.Time{}, fmt.Errorf("--now: %q is not a day; write it as 2026-11-15", flag)
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH: %q is not a number of seconds", epoch)
		}
		return time.Unix(seconds, 0), nil
	}
	return time.Now(), nil
}

func newBuild() *cobra.Command {
	var flags siteFlags
	var out string
	var clean, compressed, asJSON, verifying, waiting bool
	cmd := &cobra.Command{
		Use:   "build",
		Short: "Build the site",
		Long: "Build turns content/ into a site that any web server can show. If the content has errors,\nall of them are shown, and the site that is there stays as it is. Files that did not change are not touched.\n\n" +
			"With --json, \"changes\" lists each file that is new, changed or removed, or was made anew, and why: new, touched (by\nsomebody else), forced (--clean), unknown (nothing is known of the last build, or it had another\numask), or what has changed that the file is made from: text (its own page), links (titles and addresses of the\npages that it names, or that name it), related, projects (those in its lists), totals, values, pages, content (a\nfile that is copied), shared (settings, templates, words, styles, the day, the program).\n\n" +
			failureHelp,
		Example: examples(
			[2]string{"The site of this folder, into public/", "vitrin build"},
			[2]string{"A site for its place on the server", "vitrin build --site ../portfolio --out /srv/www/portfolio --base-url https://example.org/portfolio/"},
			[2]string{"The site, compared with a clean build", "vitrin build --verify"},
			[2]string{"The site as it will be on a later day, with drafts, to look at", "vitrin build --drafts --now 2027-01-01 --out /tmp/preview"},
		),
		Args: cobra.NoArgs,
	}
	flags.register(cmd)
	cmd.Flags().StringVar(&out, "out", "", "`DIR` for the site (default: public in the site's folder)")
	_ = cmd.MarkFlagDirname("out")
	cmd.Flags().BoolVar(&clean, "clean", false, "write all files anew, even those that did not change")
	cmd.Flags().BoolVar(&compressed, "compress", false, "put .gz and .br files beside text files, for servers that send them (nginx gzip_static, Caddy precompressed)")
	cmd.Flags().BoolVar(&verifying, "verify", false, "then make the site once more from nothing, without writing it, and tell which published files differ")
	registerWait(cmd, &waiting, "wait while another build writes to the same folder, instead of ending at once")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a summary as JSON on standard output")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := flags.options()
		if err != nil {
			return err
		}
		if out == "" && cmd.Flags().Changed("out") {
			return wrongUse("--out names no folder", "name one, or leave --out away for public in the site's folder")
		}
		o.Out, o.Clean, o.Compress = out, clean, compressed
		b := building{terminal{cmd.ErrOrStderr()}, cmd.OutOrStdout(), asJSON, verifying, waiting}
		return b.run(cmd.Context(), o)
	}
	return cmd
}

// building is a build with what is told of it.
type building struct {
	terminal
	json                       io.Writer
	asJSON, verifying, waiting bool
}

func (b building) run(ctx context.Context, o build.Options) error {
	began := time.Now()
	result, problems, since, err := b.build(ctx, o)
	if told := b.problems(o.Dir, problems); told != nil {
		return &exit{exitMachine, told}
	}
	if err != nil {
		return err
	}
	summary := newSummary(result, problems).withFiles(result.Result)
	if problems.Errors() > 0 {
		b.say("%s", unpublished(o))
		return b.end(summary)
	}
	b.built(o, result, time.Since(began))
	if b.verifying {
		v, err := b.verify(ctx, o, since)
		if err != nil {
			return err
		}
		summary = summary.withDifferences(v)
	}
	return b.end(summary)
}

// once builds the site once, and shows how far that has come.
func (b building) once(ctx context.Context, o build.Options) (result build.Result, problems diag.List, since build.Stamp, err error) {
	tell, end := b.progress()
	defer end()
	o.Progress = tell
	o = build.Bounded(o)
	if b.verifying {
		if since, err = build.StampOf(ctx, o); err != nil {
			return result, nil, since, err
		}
	}
	result, problems, err = build.Build(ctx, o)
	return result, problems, since, err
}

// unpublished says what became of the site where its content has errors: who takes a page away has to know that it is still there.
func unpublished(o build.Options) string {
	if !o.HasSite() {
		return "nothing was published"
	}
	return "nothing was published: the site stays as it was, with what was to be changed or removed"
}

// end prints the summary, if it is asked for, and gives the exit status.
func (b building) end(s summary) error {
	if b.asJSON {
		if err := s.write(b.json); err != nil {
			return &exit{exitMachine, err}
		}
	}
	if !s.OK {
		return &exit{status: exitContent}
	}
	return nil
}

// statusOf tells a folder that must not be published to, which is wrong use, from trouble.
func statusOf(err error) int {
	if _, refused := errors.AsType[*publish.RefusedError](err); refused {
		return exitUsage
	}
	return exitMachine
}

func (t terminal) built(o build.Options, r build.Result, took time.Duration) {
	t.say("%s on %s: %s new, %d changed, %d unchanged, %d removed, in %.1f s",
		entries(r), counted(r.Pages, "page"), counted(r.Added, "file"), r.Changed, r.Unchanged, r.Removed, took.Seconds())
	t.foreign(r.Files)
	if r.Unrecorded != nil {
		t.say("what was published could not be recorded, so that the next build compares every file: %v", r.Unrecorded)
		t.say("  %s see that your account may write to %s and that its disk has room, or delete it: a build makes again what it holds",
			set(t.style().Hint, "hint:"), filepath.Dir(o.Releases()))
	}
}

// foreign names the first of the files that somebody else had put into the published folder.
func (t terminal) foreign(files []publish.File) {
	const most = 5
	told := 0
	for _, f := range files {
		if !f.Foreign {
			continue
		}
		if told++; told <= most {
			t.say("removed %s, which was not made by Vitrin: what belongs to the site goes to static/", f.Path)
		}
	}
	if told > most {
		t.say("… and %s like it", counted(told-most, "file"))
	}
}

// entries counts what the content holds: "6 projects, 1 cluster, …".
func entries(r build.Result) string {
	return strings.Join([]string{
		counted(r.Projects, "project"), counted(r.Clusters, "cluster"), counted(r.Programmes, "programme"), counted(r.Organisations, "organisation"),
	}, ", ")
}

// counted writes a number with its noun: "1 project", "2 projects".
func counted(n int, noun string) string { return diag.Count(n, noun) }
