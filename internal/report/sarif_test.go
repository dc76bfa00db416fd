package report_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"vitrin/internal/diag"
	"vitrin/internal/report"
)

var problems = diag.List{
	{Severity: diag.Warning, Code: diag.Status, Pos: diag.Pos{File: "content/projects/b.md", Line: 3}, Message: "odd"},
	{Code: diag.Reference, Pos: diag.Pos{File: "content/projects/å b.md", Line: 4, Column: 11, Width: 7}, Message: `there is no organisation "ris"`, Hint: `write {name: "ris"}`},
	{Code: diag.Order, Pos: diag.Pos{File: "content/projects/c.md", Line: 4, Column: 2}, Message: "end lies before start"},
	{Code: diag.DuplicateID, Pos: diag.Pos{File: "content/projects/d.md"}, Message: "the id belongs to another file already"},
	{Severity: diag.Warning, Code: diag.PersonalNumber, Pos: diag.Pos{File: "content/projects/e.md", Line: 1, Column: 1, Width: 11}, Message: "811218-9876", Secret: true},
	{Code: diag.Date, Message: "of no file"},
}

func log(t *testing.T, list diag.List) string {
	t.Helper()
	var out strings.Builder
	if err := report.SARIF(&out, list, "v1.2.3", nil); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// failed gives a log of a check that failed.
func failed(t *testing.T, list diag.List, use bool) string {
	t.Helper()
	var out strings.Builder
	if err := report.SARIF(&out, list, "v1.2.3", &report.Failure{Message: "cannot read {a}", Hint: "wait", Use: use}); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestFailure holds that a program sees that a check failed, and does not take what was not looked at for what is well.
func TestFailure(t *testing.T) {
	const told = `[{"level":"error","message":{"text":"cannot read {{a}}.\nHint: wait"}}]}],`
	for name, test := range map[string]struct{ log, want string }{
		"well":    {log(t, nil), `"invocations":[{"executionSuccessful":true}],"results":[]}`},
		"machine": {failed(t, nil, false), `"invocations":[{"executionSuccessful":false,"toolExecutionNotifications":` + strings.TrimSuffix(told, ",") + `}`},
		"use":     {failed(t, nil, true), `"invocations":[{"executionSuccessful":false,"toolConfigurationNotifications":` + strings.TrimSuffix(told, ",") + `}`},
		"found":   {failed(t, problems, false), `"toolExecutionNotifications":` + told + `"results":[{`},
	} {
		if !strings.Contains(test.log, test.want) {
			t.Errorf("%s: %s holds no\n%s", name, test.log, test.want)
		}
	}
}

// TestSARIFSchema holds a log against the schema of the standard, by a library that has it. The library leaves out
// what it does not know, so all that is written must come back from it.
func TestSARIFSchema(t *testing.T) {
	for _, written := range []string{log(t, nil), log(t, problems), failed(t, nil, false), failed(t, problems, false), failed(t, nil, true)} {
		read, err := sarif.FromString(written)
		if err != nil {
			t.Fatal(err)
		}
		if err := read.Validate(); err != nil {
			t.Error(err)
		}
		var back strings.Builder
		if err := read.Write(&back); err != nil {
			t.Fatal(err)
		}
		var ours, theirs any
		if err := json.Unmarshal([]byte(written), &ours); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(back.String()), &theirs); err != nil {
			t.Fatal(err)
		}
		for _, lost := range missing("log", ours, theirs) {
			t.Errorf("the standard does not know %s", lost)
		}
	}
}

// missing lists what a value holds and another does not.
func missing(at string, value, other any) []string {
	var lost []string
	switch value := value.(type) {
	case map[string]any:
		object, ok := other.(map[string]any)
		if !ok {
			return []string{at}
		}
		for key, v := range value {
			lost = append(lost, missing(at+"."+key, v, object[key])...)
		}
	case []any:
		list, ok := other.([]any)
		if !ok || len(list) != len(value) {
			return []string{at}
		}
		for i, v := range value {
			lost = append(lost, missing(fmt.Sprintf("%s[%d]", at, i), v, list[i])...)
		}
	default:
		if value != other {
			return []string{at}
		}
	}
	return lost
}

// TestSARIF holds what hosts of code need: places, levels, words, and a rule for each result.
func TestSARIF(t *testing.T) {
	written := log(t, problems)
	read, err := sarif.FromString(written)
	if err != nil {
		t.Fatal(err)
	}
	run := read.Runs[0]
	driver := run.Tool.Driver
	if *driver.Name != "vitrin" || *driver.Version != "v1.2.3" || *run.ColumnKind != "unicodeCodePoints" || len(driver.Rules) != len(diag.Codes()) {
		t.Errorf("tool %s %s, columns in %s, %d rules", *driver.Name, *driver.Version, *run.ColumnKind, len(driver.Rules))
	}
	for _, rule := range driver.Rules {
		if *rule.ShortDescription.Text != diag.Code(*rule.ID).Description() || *rule.FullDescription.Text == "" || *rule.Help.Text == "" {
			t.Errorf("the rule %s is described as %q", *rule.ID, *rule.ShortDescription.Text)
		}
	}
	var got []string
	for _, r := range run.Results {
		if *driver.Rules[r.RuleIndex].ID != *r.RuleID {
			t.Errorf("%s has the index of %s", *r.RuleID, *driver.Rules[r.RuleIndex].ID)
		}
		place := "nowhere"
		for _, l := range r.Locations {
			at := l.PhysicalLocation.ArtifactLocation
			if _, known := run.OriginalUriBaseIds[*at.URIBaseID]; !known {
				t.Errorf("the base %s is not explained", *at.URIBaseID)
			}
			place = *at.URI + region(l.PhysicalLocation.Region)
		}
		got = append(got, fmt.Sprintf("%s %s %s %q", r.Level, *r.RuleID, place, *r.Message.Text))
	}
	want := []string{
		`error date nowhere "of no file."`,
		`warning status content/projects/b.md 3 "odd."`,
		`error order content/projects/c.md 4:2-3 "end lies before start."`,
		`error duplicate-id content/projects/d.md "the id belongs to another file already."`,
		`warning personal-number content/projects/e.md 1:1-12 "xxxxxx-xxxx."`,
		`error reference content/projects/%C3%A5%20b.md 4:11-18 "there is no organisation \"ris\".\nHint: write {{name: \"ris\"}}"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("results (-want +got)\n%s", diff)
	}
	if strings.Contains(written, "snippet") || strings.Count(written, "\n") != 1 {
		t.Errorf("the log quotes a file, or is not on one line:\n%s", written)
	}
}

func region(r *sarif.Region) string {
	switch {
	case r == nil:
		return ""
	case r.StartColumn == nil:
		return fmt.Sprintf(" %d", *r.StartLine)
	}
	return fmt.Sprintf(" %d:%d-%d", *r.StartLine, *r.StartColumn, *r.EndColumn)
}

func TestProblems(t *testing.T) {
	for _, tt := range []struct {
		list diag.List
		want string
	}{
		{nil, `[]`},
		{problems[1:2], `[{"severity":"error","code":"reference","file":"content/projects/å b.md","line":4,"column":11,"message":"there is no organisation \"ris\"","hint":"write {name: \"ris\"}"}]`},
		{problems[3:4], `[{"severity":"error","code":"duplicate-id","file":"content/projects/d.md","message":"the id belongs to another file already"}]`},
		{problems[4:5], `[{"severity":"warning","code":"personal-number","file":"content/projects/e.md","line":1,"column":1,"message":"xxxxxx-xxxx"}]`},
	} {
		got, err := json.Marshal(report.Problems(tt.list))
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}
