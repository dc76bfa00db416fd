package main

import (
	"encoding/json"
	"io"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/publish"
	"vitrin/internal/report"
)

// summary is what "build --json" and "check --format json" print: one object on one line. Those of a check hold no
// files.
type summary struct {
	OK            bool             `json:"ok"` // the exit status is 0
	Errors        int              `json:"errors"`
	Warnings      int              `json:"warnings"`
	Projects      int              `json:"projects"`
	Clusters      int              `json:"clusters"`
	Programmes    int              `json:"programmes"`
	Organisations int              `json:"organisations"`
	Pages         int              `json:"pages"`
	Files         *publishedFiles  `json:"files,omitempty"`
	Problems      []report.Problem `json:"problems"`

	Error       *failure      `json:"error,omitempty"`       // of a check that found problems before it failed
	Differences *[]difference `json:"differences,omitempty"` // of a build that was verified
}

type difference struct {
	Path  string      `json:"path"`
	Fault build.Fault `json:"fault"`
}

// files counts what became of them.
type files struct {
	Added     int   `json:"added"`
	Changed   int   `json:"changed"`
	Unchanged int   `json:"unchanged"`
	Removed   int   `json:"removed"`
	Bytes     int64 `json:"bytes"`
}

// publishedFiles are those of a build.
type publishedFiles struct {
	files
	Changes    []change `json:"changes"`              // of files that differ from before, or were made anew without that
	Unrecorded string   `json:"unrecorded,omitempty"` // why the next build will compare every file
}

// change is what happened to a file, and why it was made: the build's own reasons, or the names of what it is made of
// that differs.
type change struct {
	Path    string         `json:"path"`
	Change  publish.Change `json:"change"`
	Why     []string       `json:"why,omitempty"`
	Foreign bool           `json:"foreign,omitempty"` // a file removed that somebody else put there
}

// newSummary counts what was seen, and what does not hold in it.
func newSummary(r build.Result, problems diag.List) summary {
	sorted := problems.Sorted()
	return summary{
		OK: sorted.Errors() == 0, Errors: sorted.Errors(), Warnings: len(sorted) - sorted.Errors(),
		Projects: r.Projects, Clusters: r.Clusters, Programmes: r.Programmes, Organisations: r.Organisations, Pages: r.Pages,
		Problems: report.Problems(sorted),
	}
}

// withFiles adds what was published.
func (s summary) withFiles(r publish.Result) summary {
	s.Files = &publishedFiles{files: files{r.Added, r.Changed, r.Unchanged, r.Removed, r.Bytes}, Changes: make([]change, 0, len(r.Files))}
	for _, f := range r.Files {
		s.Files.Changes = append(s.Files.Changes, change{f.Path, f.Change, f.Why, f.Foreign})
	}
	if r.Unrecorded != nil {
		s.Files.Unrecorded = r.Unrecorded.Error()
	}
	return s
}

// withDifferences adds what a verification found.
func (s summary) withDifferences(v build.Verification) summary {
	all := []difference{}
	for _, d := range v.Differences {
		all = append(all, difference{d.Path, d.Fault})
	}
	s.Differences = &all
	s.OK = s.OK && len(all) == 0
	return s
}

func (s summary) write(w io.Writer) error { return json.NewEncoder(w).Encode(s) }
