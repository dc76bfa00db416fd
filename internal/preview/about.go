package preview

import (
	"encoding/json"
	"net/http"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
	"vitrin/internal/site"
)

// about is what a browser is told beside a page.
type about struct {
	event
	Trouble  string    `json:"trouble,omitempty"` // of the machine
	Errors   []problem `json:"errors"`            // of the page's own files first
	Warnings []problem `json:"warnings"`          // likewise
	Mistakes int       `json:"mistakes"`          // errors in all
	Warned   int       `json:"warned"`            // warnings in all
	Good     bool      `json:"good"`              // what is shown is without mistakes
	Base     string    `json:"base"`              // path of the site's root
	Page     *pageInfo `json:"page,omitempty"`
}

// problem is a problem as it is shown.
type problem struct {
	Place   string `json:"place"` // file, line and column
	Open    string `json:"open,omitempty"`
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Excerpt string `json:"excerpt,omitempty"` // the line with marks under it
}

// pageInfo is what an editor wants to know of a page.
type pageInfo struct {
	Template string   `json:"template"`       // its file, or a built-in one's name
	Open     string   `json:"open,omitempty"` // opens the file
	Sources  []source `json:"sources"`
	Missing  []string `json:"missing"`
	Linked   []link   `json:"linked"` // pages that link here
}

// source is a file in which a page is written.
type source struct {
	Path string `json:"path"`
	Open string `json:"open,omitempty"`
	Lang string `json:"lang"`
}

// link leads to a page of the site.
type link struct {
	Text string `json:"text"`
	Href string `json:"href"`
}

// enough is how many problems of each kind a browser is told at once.
const enough = 50

// elsewhere is what other machines are told of trouble, which may name folders of this one.
const elsewhere = "something is wrong on the machine that shows this preview; its terminal tells more"

// about answers with what there is to tell of the page whose path the query names.
func (s *Server) about(w http.ResponseWriter, r *http.Request) {
	now, here := s.current.get(), fromHere(r)
	a := about{event: s.event(), Good: now.good, Base: now.base()}
	if now.site != nil {
		a.Page = s.pageInfo(now, r.URL.Query().Get("page"), here)
	}
	switch {
	case now.trouble != nil && here:
		a.Trouble = now.trouble.Error()
	case now.trouble != nil:
		a.Trouble = elsewhere
	}
	a.Mistakes = now.problems.Errors()
	a.Warned = len(now.problems) - a.Mistakes
	a.Errors = s.some(now.problems, diag.Error, a.Page, here)
	a.Warnings = s.some(now.problems, diag.Warning, a.Page, here)
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if err := json.NewEncoder(w).Encode(a); err != nil {
		return // the browser has gone
	}
}

// some gives the problems of one severity that are shown: those of a page's own files first, and no more than enough.
func (s *Server) some(problems diag.List, severity diag.Severity, page *pageInfo, here bool) []problem {
	var own, others diag.List
	for _, p := range problems {
		switch {
		case p.Severity != severity:
		case page != nil && slices.ContainsFunc(page.Sources, func(one source) bool { return one.Path == p.Pos.File }):
			own = append(own, p)
		case len(others) < enough:
			others = append(others, p)
		}
	}
	own = append(own, others...)
	shown := own[:min(len(own), enough)]
	excerpts := diag.Excerpts(shown, problems, s.loader.ReadFile)
	told := make([]problem, len(shown))
	for i, p := range shown {
		told[i] = s.told(p, excerpts[i], here)
	}
	return told
}

// told makes a problem ready to be shown.
func (s *Server) told(p diag.Problem, excerpt string, here bool) problem {
	t := problem{Place: p.Pos.File, Message: diag.Mask(p.Message), Hint: diag.Mask(p.Hint), Excerpt: excerpt}
	for _, n := range []int{p.Pos.Line, p.Pos.Column} {
		if n > 0 {
			t.Place += ":" + strconv.Itoa(n)
		}
	}
	if here {
		t.Open = s.opener(p.Pos)
	}
	return t
}

// opener gives the address that opens a place in the reader's editor.
func (s *Server) opener(p diag.Pos) string {
	if s.options.Editor == "" || p.File == "" {
		return ""
	}
	file := filepath.ToSlash(filepath.Join(s.dir, filepath.FromSlash(p.File)))
	if !strings.HasPrefix(file, "/") {
		file = "/" + file // a drive of Windows
	}
	return strings.NewReplacer(
		"{file}", (&url.URL{Path: file}).EscapedPath(), "{line}", strconv.Itoa(max(1, p.Line)), "{column}", strconv.Itoa(max(1, p.Column)),
	).Replace(s.options.Editor)
}

// pageInfo tells of the page at a path as a browser has it.
func (s *Server) pageInfo(now *state, at string, here bool) *pageInfo {
	name, found := strings.CutPrefix(at, now.base())
	if !found {
		return nil
	}
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	page, found := now.site.Page(name)
	if !found {
		return nil
	}
	info := &pageInfo{Template: page.Template + ", built in", Sources: []source{}, Missing: []string{}, Linked: []link{}}
	if own := "templates/" + page.Template; s.loader.Has(own) {
		info.Template = own
		if here {
			info.Open = s.opener(diag.Pos{File: own})
		}
	}
	if page.Entry == nil {
		return info
	}
	for _, first := range []bool{true, false} { // the file of the page's language, then those of others
		for _, v := range page.Entry.Versions {
			if first != (v.Lang == page.Lang) {
				continue
			}
			one := source{Path: v.Path, Lang: v.Lang}
			if here {
				one.Open = s.opener(diag.Pos{File: v.Path})
			}
			info.Sources = append(info.Sources, one)
		}
	}
	info.Missing = gaps(now, page)
	for _, from := range page.Entry.LinkedFrom {
		info.Linked = append(info.Linked, linkTo(now.site, from, page.Lang))
	}
	return info
}

// linkTo gives the page of an entry in a language, or in its own.
func linkTo(s *build.Site, e *portfolio.Entry, lang string) link {
	return link{Text: e.Title(lang), Href: s.Address(e, lang)}
}

// gaps tells what a page lacks: what an inspection says of its files, and the facts that most pages of its kind state.
func gaps(now *state, page *site.Page) []string {
	list := []string{}
	for _, p := range now.audit() {
		for _, v := range page.Entry.Versions {
			if p.Pos.File == v.Path {
				list = append(list, diag.Mask(p.Message))
			}
		}
	}
	for _, key := range page.Entry.Unstated() {
		list = append(list, "no "+strings.ReplaceAll(path.Base(key), "_", " "))
	}
	return list
}
