package report

import (
	"encoding/json"
	"io"
	"net/url"
	"strings"

	"vitrin/internal/diag"
)

// The Static Analysis Results Interchange Format, version 2.1.0 with Errata 01 (OASIS, 2023), as far as it is written
// here. A dozen small structs are all that it takes; the library that has them all, go-sarif, brings a validator into
// the program, which made it an eighth larger. The tests hold what is written here against its schema.
const (
	sarifVersion = "2.1.0"
	sarifSchema  = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

	// siteFolder names, in a log, the folder to which the paths of files are relative.
	siteFolder = "SITE"
)

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool                        `json:"tool"`
	Language   string                           `json:"language"`
	Bases      map[string]sarifArtifactLocation `json:"originalUriBaseIds"`
	Newlines   []string                         `json:"newlineSequences"`
	ColumnKind string                           `json:"columnKind"`
	Invocation [1]sarifInvocation               `json:"invocations"`
	Results    []sarifResult                    `json:"results,omitzero"` // nil: nothing was looked at (section 3.14.23)
}

// sarifInvocation is how a run went (section 3.20).
type sarifInvocation struct {
	Successful    bool                `json:"executionSuccessful"` // whatever was found
	Execution     []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	Configuration []sarifNotification `json:"toolConfigurationNotifications,omitempty"`
}

type sarifNotification struct {
	Level   string    `json:"level"`
	Message sarifText `json:"message"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name     string      `json:"name"`
	Version  string      `json:"version"`
	Language string      `json:"language"`
	Rules    []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Short sarifText `json:"shortDescription"`
	Full  sarifText `json:"fullDescription"`
	Help  sarifText `json:"help"`
}

type sarifResult struct {
	RuleID    string          `json:"ruleId"`
	RuleIndex int             `json:"ruleIndex"`
	Level     string          `json:"level"`
	Message   sarifText       `json:"message"`
	Locations []sarifLocation `json:"locations"`
}

type sarifLocation struct {
	Physical struct {
		Artifact sarifArtifactLocation `json:"artifactLocation"`
		Region   *sarifRegion          `json:"region,omitempty"` // nil: the whole file
	} `json:"physicalLocation"`
}

type sarifArtifactLocation struct {
	URI         string     `json:"uri,omitempty"`
	Base        string     `json:"uriBaseId,omitempty"`
	Description *sarifText `json:"description,omitempty"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn,omitempty"` // 0: the whole line
	EndColumn   int `json:"endColumn,omitempty"`   // of the character behind the last one
}

type sarifText struct {
	Text string `json:"text"`
}

// Failure is why a check could not be made, or not be ended.
type Failure struct {
	Message string
	Hint    string // what to do; may be empty
	Use     bool   // it was asked for wrongly; else the machine is at fault
}

// SARIF writes the problems as a SARIF log: one document, in the order of [diag.List.Sorted], each message with its
// hint. Its rules are all of [diag.Codes], found or not. Paths are relative to the site folder, which is the base
// SITE; columns are counted in Unicode code points. version is that of the program. A failure, nil where there was none, is
// a notification; if nothing was found before it, the log has no results, not even none. The error is that of w.
func SARIF(w io.Writer, list diag.List, version string, failed *Failure) error {
	run := sarifRun{
		Tool:       sarifTool{sarifDriver{Name: "vitrin", Version: version, Language: "en"}},
		Language:   "en",
		Bases:      map[string]sarifArtifactLocation{siteFolder: {Description: &sarifText{"The folder that holds content/."}}},
		Newlines:   []string{"\r\n", "\n"},
		ColumnKind: "unicodeCodePoints",
		Invocation: [1]sarifInvocation{invocation(failed)},
	}
	if failed == nil {
		run.Results = []sarifResult{} // a list, even where it is empty
	}
	index := map[diag.Code]int{}
	for i, code := range diag.Codes() {
		text := code.Description()
		index[code] = i
		run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, sarifRule{
			ID: string(code), Short: sarifText{text}, Full: sarifText{text}, Help: sarifText{text + " Each message says how to mend it."},
		})
	}
	for _, p := range list.Sorted() {
		run.Results = append(run.Results, sarifResult{
			RuleID: string(p.Code), RuleIndex: index[p.Code], Level: p.Severity.String(), Message: message(p.Message, p.Hint), Locations: locations(p.Pos),
		})
	}
	return json.NewEncoder(w).Encode(sarifLog{Schema: sarifSchema, Version: sarifVersion, Runs: []sarifRun{run}})
}

// invocation tells how a run went. Wrong use is a matter of the tool's configuration.
func invocation(failed *Failure) sarifInvocation {
	if failed == nil {
		return sarifInvocation{Successful: true}
	}
	told := []sarifNotification{{"error", message(failed.Message, failed.Hint)}}
	if failed.Use {
		return sarifInvocation{Configuration: told}
	}
	return sarifInvocation{Execution: told}
}

// message gives the words of a problem. Braces are doubled, since single ones hold placeholders (section 3.11.5).
func message(words, hint string) sarifText {
	text := words + "."
	if hint != "" {
		text += "\nHint: " + hint
	}
	return sarifText{strings.NewReplacer("{", "{{", "}", "}}").Replace(diag.Mask(text))}
}

// locations gives the one place of a problem, on one line (section 3.30). A problem without a file has none.
func locations(pos diag.Pos) []sarifLocation {
	if pos.File == "" {
		return []sarifLocation{}
	}
	var l sarifLocation
	file := url.URL{Path: pos.File}
	l.Physical.Artifact = sarifArtifactLocation{URI: file.String(), Base: siteFolder}
	if pos.Line > 0 {
		l.Physical.Region = &sarifRegion{StartLine: pos.Line}
		if pos.Column > 0 {
			l.Physical.Region.StartColumn, l.Physical.Region.EndColumn = pos.Column, pos.Column+max(1, pos.Width)
		}
	}
	return []sarifLocation{l}
}
