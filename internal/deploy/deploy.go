// Package deploy takes a built site to where visitors see it: in go a folder that Vitrin published and the address of a target,
// out comes a target that holds the site, and what was done for it. It knows nothing of how a site is made, nor of what its
// pages say.
//
// # What is sent
//
// A record of the site lies at the target (see [RecordName]): of each file its hash, and the stamp that the target gave it, an
// ETag or a time. Before anything is done the target is listed. A file is left alone only if it is listed with the size and the
// stamp of the record, and the record's hash is that of the site's file; so what somebody else changed or removed is sent
// again, and the record alone never decides.
//
// # In which order
//
// No target can change several files in one step. So visitors are spared what is half: first come styles, pictures and all that
// pages fetch, then new pages, then changed ones, then what tells of pages (feeds, sitemaps, robots.txt); what the site no longer has
// is removed when all of that has come through. Only a file that stands where the site now has a folder, or the other way
// round, has to go before.
//
// # After a break
//
// The record is written before the first file, with all that is about to be sent, and after the last. A deploy that was broken
// off is begun anew: what arrived is recognised, by its bytes or by its ETag, and not sent again, but for what was under way.
//
// # What belongs to others
//
// Files that the record does not name are somebody else's: they are neither removed nor, unless [Options.Adopt] says so, replaced.
// A record of another site, by its address and its folder, is refused likewise, and one that cannot be read.
//
// So is a site whose files are not those that a build left there, as far as that is recorded, unless [Options.AsIs] says so: the
// next build would undo what somebody did there.
//
// One deploy at a time should write to a target; two are not kept apart.
package deploy

import (
	"context"
	"time"

	"vitrin/internal/publish"
)

// Options say what is deployed, and how.
type Options struct {
	Site string // the site's folder, which holds content/; never deployed to
	Out  string // the folder that a build published
	// Records is where publish keeps what it knows of releases; a site that stands as it is recorded there need not be
	// read to find out what changed. Empty: it is read.
	Records string

	DryRun     bool // do nothing; the result says what would be done, the error whether it would be refused
	Force      bool // remove also more than MaxDelete
	Adopt      bool // replace what somebody else put in the place of a file of the site, or what another site deployed
	AsIs       bool // deploy the site also where its files were changed since it was built
	Preview    bool // deploy also what was built with drafts, for a day to come, or for this machine
	Compressed bool // to a bucket also the .gz and .br files beside others
	PlainHTTP  bool // ask a store by http even over a network
	MaxDelete  int  // per cent of what was deployed that may be removed without Force; up to [fewDeletions] files always

	Getenv   func(string) string                // the environment, for credentials and endpoints; nil: none
	List     Lister                             // what Out holds; nil: by the records, or [Walk]
	Progress func(stage Stage, done, total int) // told on any goroutine; may be nil
}

// Stage is a part of a deploy, in the order in which they come.
type Stage int

// The stages of a deploy. All count files.
const (
	Reading  Stage = iota // the site is hashed; the total is not known and 0
	Listing               // the target is listed; the total is not known and 0
	Sending               // files are sent
	Removing              // files are removed
)

// Result counts what a deploy did, or would do, in files.
type Result struct {
	Target    string // for people
	Added     int
	Changed   int
	Unchanged int
	Removed   int
	Foreign   []string // paths at the target that no record names, sorted: left alone
	Bytes     int64    // size of the site
	Sent      int64    // bytes of the files added and changed
	Steps     []Step   // what was done, or would be, in order; of a dry run even if it were refused
}

// Step is one thing that a deploy does.
type Step struct {
	Change publish.Change // Added, Changed or Removed
	Path   string
	Size   int64 // bytes, also of what is removed
}

// Deploy takes the site in o.Out to the target. An error leaves the target as far as it had come: a page is never sent before
// what it fetches, and nothing was removed unless all was sent; another deploy goes on from there. Errors are a [*RefusedError],
// which touched nothing, a [*ChangedError], a *bucket.Error, ctx's own, or what the system said.
func Deploy(ctx context.Context, address string, o Options) (Result, error) {
	if o.Progress == nil {
		o.Progress = func(Stage, int, int) {}
	}
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	s, err := openSite(o.Out, o.Preview)
	if err != nil {
		return Result{}, err
	}
	defer s.root.Close()
	at, err := open(address, s, o)
	if err != nil {
		return Result{}, err
	}
	defer at.close()
	return deploy(ctx, s, at, o)
}

func deploy(ctx context.Context, s *site, at target, o Options) (Result, error) {
	if err := s.read(ctx, o, at.takes); err != nil {
		return Result{}, err
	}
	known, err := readRecord(ctx, at, o.Adopt)
	if err != nil {
		return Result{}, err
	}
	recorded := known != nil
	if !recorded {
		known = &record{entries: map[string]entry{}}
	}
	found, err := compare(s.files, known.entries, at.header, listed(ctx, at, o.Progress))
	if err != nil {
		return Result{}, err
	}
	if err := found.settle(ctx, at, s, known.written); err != nil {
		return Result{}, err
	}
	p := found.plan(s.files)
	result := p.result(at.String(), s.size())
	if known.owner.IsOther(s.owned) && !o.Adopt {
		return result, refuseOther(at, known.owner, s.owned)
	}
	p.touched = p.touched || recorded && known.owner != s.owned // the next deploy finds whose it is now
	if len(s.altered) > 0 && !o.AsIs {
		return result, s.refuseAltered()
	}
	if err := p.check(at, recorded, o); err != nil {
		return result, err
	}
	if err := at.blocked(p); err != nil || o.DryRun || p.idle() {
		return result, err
	}
	r := &run{site: s, at: at, plan: p, progress: o.Progress, stamps: make([]string, len(p.puts))}
	return result, r.all(ctx)
}

// refuseOther says that another site lies at a target.
func refuseOther(at target, there, here publish.Owned) error {
	hint := "choose another target; --adopt takes this one over, replaces what lies there and removes what this site does not have"
	if here.Address == "" {
		hint = "if it is this site, which was built in another folder, use --adopt once, and say in content/site.yaml which base_url it has, by which it is known from then on wherever it is built; else " + hint
	}
	return &RefusedError{What: at.String(), Reason: "there lies " + there.String(), Hint: hint}
}

// settleTime is how long a deploy that is broken off may take to write down how far it came.
const settleTime = 10 * time.Second
