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
	Files         *files           `json:"files,omitempty"`
	Problems      []report.Problem `json:"problems"`

	Differences *[]difference `json:"differences,omitempty"` // of a build that was verified
}

type difference struct {
	Path  string      `json:"path"`
	Fault build.Fault `json:"fault"`
}

type files struct {
	Added     int   `json:"added"`
	Changed   int   `json:"changed"`
	Unchanged int   `json:"unchanged"`
	Removed   int   `json:"removed"`
	Bytes     int64 `json:"bytes"`
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
	s.Files = &files{r.Added, r.Changed, r.Unchanged, r.Removed, r.Bytes}
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
