package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/linkcheck"
	"vitrin/internal/portfolio"
)

// externalFlags are the flags of a check that asks other sites.
type externalFlags struct {
	on, private bool
	time, pause time.Duration
}

func (f *externalFlags) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&f.on, "external", false, "ask the links to other sites too, slowly; answers are kept in .vitrin/links.json")
	cmd.Flags().DurationVar(&f.time, "external-time", 5*time.Minute, "with --external: how long to ask in all")
	cmd.Flags().DurationVar(&f.pause, "external-pause", time.Second, "with --external: how long to leave a site alone after each answer")
	cmd.Flags().BoolVar(&f.private, "external-private", false, "with --external: ask addresses of this machine and of private networks too")
}

// options reads the flags; the error is one of use.
func (f *externalFlags) options(cmd *cobra.Command, o *build.Options) error {
	for _, d := range []struct {
		name string
		time.Duration
	}{{"external-time", f.time}, {"external-pause", f.pause}} {
		if d.Duration <= 0 {
			return &exit{exitUsage, fmt.Errorf("--%s: %v is no time; write it as 10m or 1500ms", d.name, d.Duration)}
		}
	}
	for _, name := range []string{"external-time", "external-pause", "external-private"} {
		if cmd.Flags().Changed(name) && !f.on {
			return &exit{exitUsage, fmt.Errorf("--%s says how other sites are asked; add --external to ask them", name)}
		}
	}
	if f.on {
		t, folder := terminal{cmd.ErrOrStderr()}, filepath.Join(o.Dir, ".vitrin")
		o.External = func(ctx context.Context, links []portfolio.ExternalLink) (diag.List, error) {
			return f.ask(ctx, t, folder, links)
		}
	}
	return nil
}

// ask asks other sites, and gives what is wrong with the links to them. Trouble of another site stops no build, so all
// of it are warnings.
func (f *externalFlags) ask(ctx context.Context, t terminal, folder string, links []portfolio.ExternalLink) (diag.List, error) {
	if len(links) == 0 {
		t.say("there are no links to other sites")
		return nil, nil
	}
	addresses := make([]string, len(links))
	for i, l := range links {
		addresses[i] = l.URL
	}
	t.say("checking %s of other sites, for %s at most", diag.Count(len(links), "address", "addresses"), span(f.time))
	limited, cancel := context.WithTimeout(ctx, f.time)
	defer cancel()
	progress, end := t.progress()
	o := linkcheck.Options{
		UserAgent: "Vitrin/" + strings.Trim(release(), "()"), Private: f.private, Pause: f.pause, Folder: folder, Proxy: http.ProxyFromEnvironment,
	}
	if progress != nil {
		o.Progress = func(done, total int) { progress(build.Asking, done, total) }
	}
	results, err := linkcheck.Check(limited, addresses, o)
	end()
	if linkcheck.Offline(results) {
		return nil, errors.New("not one of the other sites could be reached: this machine seems not to be connected to the internet")
	}
	t.external(results)
	var problems diag.List
	for i, r := range results {
		tell(&problems, links[i], r)
	}
	if left := count(results, linkcheck.Unasked); left > 0 {
		unasked := fmt.Sprintf("%d of %s of other sites could not be asked", left, diag.Count(len(results), "address", "addresses"))
		if ctx.Err() != nil {
			return problems, errors.Join(err, errors.New("stopped: "+unasked))
		}
		problems.Warn(diag.Pos{}, diag.ExternalLink, unasked+" within "+span(f.time),
			"run it again: what is known by now is kept, and the rest is asked; or give it more time with --external-time")
	}
	return problems, err
}

// span writes a time without the parts that are nothing: "5m" and not "5m0s".
func span(d time.Duration) string {
	s := d.String()
	for _, none := range []string{"m0s", "h0m"} {
		if strings.HasSuffix(s, none) {
			s = s[:len(s)-len("0s")]
		}
	}
	return s
}

// tell makes a problem of what is wrong with a link, at its first place.
func tell(problems *diag.List, link portfolio.ExternalLink, r linkcheck.Result) {
	message := r.Problem()
	if message == "" {
		return
	}
	if link.More > 0 {
		message += "; " + diag.Count(link.More, "other place names", "other places name") + " it too"
	}
	code := diag.ExternalLink
	if r.Outcome == linkcheck.Moved {
		code = diag.MovedLink
	}
	problems.Warn(link.Pos, code, message, advice(link, r))
}

// advice says what to do about a link.
func advice(link portfolio.ExternalLink, r linkcheck.Result) string {
	switch {
	case r.Outcome == linkcheck.Moved:
		_, fragment, found := strings.Cut(link.URL, "#")
		if found {
			return "write " + r.To + "#" + fragment
		}
		return "write " + r.To
	case r.Outcome == linkcheck.Gone:
		return "look up where it is now, or take the link out"
	case r.Reason == linkcheck.PrivateNetwork:
		return "write the address at which visitors reach it, or take the link out; --external-private asks such addresses too"
	case r.Reason == linkcheck.PrivateHere:
		return "--external-private asks such addresses too"
	case r.Reason == linkcheck.UnknownHost:
		return "mend the name, or take the link out"
	case r.Reason == linkcheck.NoAddress:
		return "write it in full: https://www.example.org/page"
	}
	return "open it in a browser; where it does not work there either, mend the address or take the link out"
}

// external counts what became of the addresses, and names the sites that do not answer programs.
func (t terminal) external(results []linkcheck.Result) {
	broken := count(results, linkcheck.Gone, linkcheck.Failing, linkcheck.Private)
	counts := []string{fmt.Sprintf("%d in order", count(results, linkcheck.Well))}
	for _, c := range []struct {
		n    int
		word string
	}{
		{count(results, linkcheck.Moved), "moved"},
		{broken, "broken"},
		{count(results, linkcheck.Closed), "not to be checked"},
		{count(results, linkcheck.Unasked), "not asked"},
	} {
		if c.n > 0 {
			counts = append(counts, fmt.Sprintf("%d %s", c.n, c.word))
		}
	}
	line, kept := strings.Join(counts, ", "), 0
	for _, r := range results {
		if r.Kept {
			kept++
		}
	}
	if kept > 0 {
		line += fmt.Sprintf("; %d known from earlier", kept)
	}
	t.say("%s", line)
	if sites := closed(results); len(sites) > 0 {
		t.say("not to be checked, since these sites turn programs away: %s", strings.Join(sites, ", "))
	}
}

// closed gives the sites that answer people only, each with the number of its addresses.
func closed(results []linkcheck.Result) []string {
	addresses := map[string]int{}
	for _, r := range results {
		if r.Outcome != linkcheck.Closed {
			continue
		}
		address := r.Address
		if r.To != "" {
			address = r.To
		}
		if u, err := url.Parse(address); err == nil {
			addresses[u.Hostname()]++
		}
	}
	var sites []string
	for host, n := range addresses {
		sites = append(sites, fmt.Sprintf("%s (%d)", host, n))
	}
	slices.Sort(sites)
	return sites
}

// count counts the results with one of the outcomes.
func count(results []linkcheck.Result, outcomes ...linkcheck.Outcome) int {
	n := 0
	for _, r := range results {
		if slices.Contains(outcomes, r.Outcome) {
			n++
		}
	}
	return n
}
