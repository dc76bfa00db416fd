package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"vitrin/internal/bucket"
	"vitrin/internal/build"
	"vitrin/internal/deploy"
	"vitrin/internal/publish"
)

const deployLong = `Deploy takes the site that a build made to where visitors see it. It sends only what changed: first styles, pictures and
all else that pages fetch, then new pages, then changed ones, then feeds and sitemaps, and at last it removes what the site
no longer has. If a deploy is broken off, run it again: it sends only what is missing. One that would remove more than 30 % of
what was deployed is refused without --force; --dry-run shows what would be done, even then.

TARGET is a folder, or a bucket of an S3-compatible store:

  /srv/www/portfolio                                     a folder of this machine, or file:/srv/www/portfolio
  s3://my-bucket                                         a bucket of AWS
  's3://my-bucket/portfolio?region=eu-north-1'           a part of it, below a prefix
  's3://my-bucket?endpoint=https://s3.example.org'       a bucket of another store

What the target leaves out comes from AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, and AWS_REGION. Stores other than AWS are
asked with the bucket in the path. Plain http is allowed for this machine alone, unless --plain-http is given.

Credentials are never part of the target and never shown. They come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
AWS_SESSION_TOKEN, or else from ~/.aws/credentials and ~/.aws/config with AWS_PROFILE. On a cloud's machine,
credentials=instance in the target takes those of the machine's role. They must allow ListBucket, GetObject, PutObject and
DeleteObject.

At the target lies a record of what was deployed, .vitrin-deploy, which names only what every visitor can see. Files that it does
not name are somebody else's, or of a deploy whose record was lost: they are named, never removed, and replaced only with
--adopt. A folder that holds such files and no record is refused, and so is a target to which another site was deployed: one of
another address and another folder. A site that was built with --drafts, for a day to come or for this machine is refused
without --preview, and one in whose folder files were changed, added or removed since, which the next build would undo, without
--as-is. One that was built for a day that has passed is deployed, and that is told. Let one deploy at a time write to a target.

With --json, "steps" lists each file that was, or with --dry-run would be, added, changed or removed, in order, each with its
"path", its "change" in the words of a build, and its size, and "foreign" each file there that the record does not name;
"built_for" is the day for which the site was built, where that is not today.
` + failureHelp + `

In a bucket each file has its content type, and says how long it may be kept: a year, if its name has the hash of its content in
it (styles, scripts, pictures); browsers ask for all else at each visit, so that changes show at once. The .gz and .br
files of a build are of no use there and stay behind; --compressed sends them, too. In the settings of the bucket's website, make
index.html the index document, and 404.html, if the site has one, the error document. Neither a store nor a folder can change
many files in one step: for some moments visitors meet new pages beside old ones, but none without its styles and pictures.

Another machine is reached by rsync, which is not part of Vitrin. In two steps it keeps the same order, and neither sends nor
touches what is the same:

  rsync -rtO --chmod=D755,F644 --exclude=.vitrin-site --exclude='*.html*' --exclude='*.xml*' public/ HOST:/srv/www/portfolio/
  rsync -rtO --chmod=D755,F644 --exclude=.vitrin-site --delay-updates --delete-delay public/ HOST:/srv/www/portfolio/

The first brings what pages fetch. The second brings the pages, puts them in their places together, and at the end removes
all that is not of the site; --dry-run -i shows it before. A build leaves unchanged files as they are, with their times, which
is what rsync goes by; -O leaves out those of folders, and --chmod lets the web server read.`

func newDeploy() *cobra.Command {
	var o deploy.Options
	var asJSON, waiting bool
	cmd := &cobra.Command{
		Use:   "deploy TARGET",
		Short: "Take the built site to where visitors see it",
		Long:  deployLong,
		Example: examples(
			[2]string{"Into the folder of a web server", "vitrin deploy /srv/www/portfolio"},
			[2]string{"To a bucket; first look at what would be done", "vitrin deploy --dry-run 's3://my-bucket/portfolio?region=eu-north-1'"},
			[2]string{"To another store than AWS", "vitrin deploy --site ../portfolio 's3://my-bucket?endpoint=https://s3.example.org'"},
		),
		Args: oneTarget,
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveFilterDirs
		},
	}
	registerDeploy(cmd, &o, &asJSON)
	registerWait(cmd, &waiting, "wait while a build writes to the folder of the built site, and deploy what it made")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if o.MaxDelete < 0 || o.MaxDelete > 100 {
			return wrongUse(fmt.Sprintf("--max-delete: %d is no share in per cent", o.MaxDelete), "write a number from 0 to 100")
		}
		if o.Out == "" {
			o.Out = filepath.Join(o.Site, "public")
		}
		o.Getenv, o.Records = os.Getenv, build.Options{Dir: o.Site}.Releases()
		began, t := time.Now(), terminal{cmd.ErrOrStderr()}
		if waiting {
			if err := t.untilFree(cmd.Context(), o.Out); err != nil {
				return err
			}
		}
		tell, end := t.deployProgress()
		o.Progress = tell
		result, err := deploy.Deploy(cmd.Context(), args[0], o)
		end()
		var refusal *exit
		if err != nil {
			refusal = deployFailure(cmd, err)
		}
		if refusal != nil && (!o.DryRun || result.Target == "") {
			return refusal
		}
		day := otherDay(build.BuiltFor(build.Options{Dir: o.Site, Out: o.Out}), time.Now())
		if err := printDeploy(cmd.OutOrStdout(), result, o.DryRun, asJSON, day, refusal); err != nil {
			return &exit{exitMachine, err}
		}
		t.deployed(result, o.DryRun, day, time.Since(began))
		if refusal != nil { // of a dry run: what it tells would be refused
			refusal.err = inSummary{refusal.err}
			return refusal
		}
		return nil
	}
	return cmd
}

func registerDeploy(cmd *cobra.Command, o *deploy.Options, asJSON *bool) {
	const share = 30
	cmd.Flags().StringVar(&o.Site, "site", ".", "`DIR` that holds content/")
	cmd.Flags().StringVar(&o.Out, "out", "", "`DIR` that holds the built site (default: public in the site's folder)")
	_ = cmd.MarkFlagDirname("site")
	_ = cmd.MarkFlagDirname("out")
	cmd.Flags().BoolVar(&o.DryRun, "dry-run", false, "show what would be done, and do nothing")
	cmd.Flags().IntVar(&o.MaxDelete, "max-delete", share, "`PERCENT` of the deployed files that may be removed; 20 files always may")
	cmd.Flags().BoolVar(&o.Force, "force", false, "remove more files than --max-delete allows")
	cmd.Flags().BoolVar(&o.Adopt, "adopt", false, "take over what lies there: a site of another address, files in the places of the site's, a record that cannot be read")
	cmd.Flags().BoolVar(&o.Preview, "preview", false, "deploy also what was built with --drafts, for a day to come or for this machine")
	cmd.Flags().BoolVar(&o.AsIs, "as-is", false, "deploy also what was changed in the built site by hand")
	cmd.Flags().BoolVar(&o.Compressed, "compressed", false, "send the .gz and .br files to a bucket, too")
	cmd.Flags().BoolVar(&o.PlainHTTP, "plain-http", false, "ask a store by http, even over a network")
	cmd.Flags().BoolVar(asJSON, "json", false, "print a summary as JSON on standard output")
}

// oneTarget holds that there is one target. It is never shown, since what is no target may be a password.
func oneTarget(_ *cobra.Command, args []string) error {
	hint := "write vitrin deploy TARGET; vitrin help deploy tells what that can be"
	switch {
	case len(args) == 0:
		return wrongUse("deploy lacks the target", hint)
	case len(args) > 1:
		return wrongUse("deploy takes one target", hint)
	}
	return nil
}

// deployFailure tells what must not be done, which is wrong use, from trouble.
func deployFailure(cmd *cobra.Command, err error) *exit {
	if cmd.Context().Err() != nil {
		return &exit{exitMachine, &misuse{"the deploy was stopped", "run it again; it goes on where it stopped"}}
	}
	_, refused := errors.AsType[*deploy.RefusedError](err)
	store, ofStore := errors.AsType[*bucket.Error](err)
	if refused || ofStore && store.Use {
		return &exit{exitUsage, err}
	}
	return &exit{exitMachine, err}
}

// deploySummary is what "deploy --json" prints: one object on one line.
type deploySummary struct {
	OK     bool          `json:"ok"` // false for a dry run of what would be refused
	DryRun bool          `json:"dry_run"`
	Target string        `json:"target"`
	Files  deployedFiles `json:"files"`
	Steps  []deployStep  `json:"steps"` // what was done, or would be, in order
	// Foreign are the paths there that no record of a deploy names: left alone.
	Foreign []string `json:"foreign"`
	// BuiltFor is the day for which the site was built, where that is known and not today.
	BuiltFor string   `json:"built_for,omitempty"`
	Error    *failure `json:"error,omitempty"`
}

type deployedFiles struct {
	files
	Sent    int64 `json:"sent"`    // bytes
	Foreign int   `json:"foreign"` // how many there are of them
}

type deployStep struct {
	Path   string         `json:"path"`
	Change publish.Change `json:"change"`
	Bytes  int64          `json:"bytes"`
}

// toDo says what is to be done with a file, as that is shown before it is done.
var toDo = map[publish.Change]string{publish.Added: "add", publish.Changed: "change", publish.Removed: "remove"}

// printDeploy prints the summary as JSON, or what a dry run would do, a line for each file. The refusal is nil where all is
// well.
func printDeploy(w io.Writer, r deploy.Result, dry, asJSON bool, day string, refusal *exit) error {
	if asJSON {
		s := deploySummary{
			OK: refusal == nil, DryRun: dry, Target: r.Target, BuiltFor: day, Steps: make([]deployStep, 0, len(r.Steps)),
			Files: deployedFiles{files{r.Added, r.Changed, r.Unchanged, r.Removed, r.Bytes}, r.Sent, len(r.Foreign)}, Foreign: append([]string{}, r.Foreign...),
		}
		if refusal != nil {
			s.Error = failureOf(refusal.status, refusal.err)
		}
		for _, step := range r.Steps {
			s.Steps = append(s.Steps, deployStep{step.Path, step.Change, step.Size})
		}
		return json.NewEncoder(w).Encode(s)
	}
	if !dry {
		return nil
	}
	for _, step := range r.Steps {
		if _, err := fmt.Fprintf(w, "%-6s %s\n", toDo[step.Change], visible(step.Path)); err != nil {
			return err
		}
	}
	return nil
}

func (t terminal) deployed(r deploy.Result, dry bool, day string, took time.Duration) {
	defer t.ofOtherDay(day)
	t.others(r.Foreign)
	if dry {
		t.say("%s would have: %s new, %d changed, %d unchanged, %d removed; nothing was done", r.Target, counted(r.Added, "file"), r.Changed, r.Unchanged, r.Removed)
		return
	}
	t.say("%s: %s new, %d changed, %d unchanged, %d removed, in %.1f s", r.Target, counted(r.Added, "file"), r.Changed, r.Unchanged, r.Removed, took.Seconds())
}

// otherDay gives the day for which a site was built, where that is known and not today.
func otherDay(built, now time.Time) string {
	day := built.Format(time.DateOnly)
	if built.IsZero() || day == now.In(built.Location()).Format(time.DateOnly) {
		return ""
	}
	return day
}

// ofOtherDay tells of a site that was built for another day, as the day decides what is shown: nothing in the site says so.
func (t terminal) ofOtherDay(day string) {
	if day == "" {
		return
	}
	t.say("the site was built for %s, not for today: each status, and what is withheld or withdrawn, is that of then", day)
	t.say("  %s vitrin build makes it for today, unless --now or SOURCE_DATE_EPOCH states another day", set(t.style().Hint, "hint:"))
}

// others names the first of the files at a target that its record does not name.
func (t terminal) others(paths []string) {
	const most = 5
	if len(paths) == 0 {
		return
	}
	t.say("%s there that Vitrin did not put there: left alone", counted(len(paths), "file"))
	for _, name := range paths[:min(most, len(paths))] {
		t.say("  %s", name)
	}
	if len(paths) > most {
		t.say("  … and %d more; --json lists them all", len(paths)-most)
	}
	t.say("  %s they may be from an earlier deploy whose record was lost, such as pages that were withdrawn since: what visitors should", set(t.style().Hint, "hint:"))
	t.say("        not see, delete there yourself")
}
