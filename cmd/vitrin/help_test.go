package main

import (
	"errors"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"
)

// TestHelp holds that every command tells what it is for, shows what each example does, and that every example can be
// typed as it stands.
func TestHelp(t *testing.T) {
	for _, cmd := range append(below(newRoot()), newHelp()) {
		if cmd.IsAdditionalHelpTopicCommand() {
			continue // a page to read
		}
		if len(cmd.Long) < 80 {
			t.Errorf("%s says little of itself: %q", cmd.Name(), cmd.Long)
		}
		count := 0
		for line := range strings.Lines(cmd.Example) {
			line = strings.TrimSpace(line)
			if _, rest, found := strings.Cut(line, "vitrin "); found && !strings.HasPrefix(line, "#") {
				count++
				words, _, _ := strings.Cut(strings.TrimRight(rest, ")"), " |")
				typed(t, words)
			}
		}
		if count < 2 {
			t.Errorf("%s has %d examples", cmd.Name(), count)
		}
	}
}

// typed holds that a command line is one that the program takes.
func typed(t *testing.T, line string) {
	t.Helper()
	words, _, _ := strings.Cut(line, " >")
	root := newRoot()
	root.InitDefaultHelpCmd()
	root.InitDefaultVersionFlag()
	cmd, rest, err := root.Find(splitWords(words))
	if err != nil {
		t.Errorf("vitrin %s: %v", line, err)
		return
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("vitrin %s: %v", line, err)
		return
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil && cmd != root {
		t.Errorf("vitrin %s: %v", line, err)
	}
}

// splitWords splits a line as a shell does, with quotes.
func splitWords(line string) []string {
	var words []string
	quote, open := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '\'' || r == '"'):
			quote = r
		case quote == 0 && r == ' ':
			open = false
		case !open:
			words, open = append(words, string(r)), true
		default:
			words[len(words)-1] += string(r)
		}
	}
	return words
}

// TestFlagsAreTold holds that every flag says what it is for, and that a value has a name.
func TestFlagsAreTold(t *testing.T) {
	for _, cmd := range below(newRoot()) {
		cmd.Flags().VisitAll(func(f *pflag.Flag) {
			if name, usage := pflag.UnquoteUsage(f); usage == "" || name == "string" || name == "strings" || name == "stringArray" {
				t.Errorf("%s --%s: %q, value %q", cmd.Name(), f.Name, usage, name)
			}
		})
	}
}

// TestUseIsChecked holds that every command says what is wrong with its arguments.
func TestUseIsChecked(t *testing.T) {
	for _, cmd := range below(newRoot()) {
		if cmd.Args == nil && cmd.RunE != nil {
			t.Errorf("%s takes any arguments", cmd.Name())
		}
	}
}

// TestProgram holds that two programs under work are told apart though they have one size and one time, and that a released one
// is the same wherever it is unpacked.
func TestProgram(t *testing.T) {
	var programs []os.FileInfo
	for _, text := range []string{"a", "b"} {
		name := filepath.Join(t.TempDir(), "vitrin")
		then := time.Unix(1, 0)
		info, err := os.FileInfo(nil), errors.Join(os.WriteFile(name, []byte(text), 0o755), os.Chtimes(name, then, then))
		if err == nil {
			info, err = os.Stat(name)
		}
		if err != nil {
			t.Fatal(err)
		}
		programs = append(programs, info)
	}
	for version, one := range map[string]bool{
		"v1.2.3, commit a, go1.26": true, "(devel), go1.26": false, "v1.2.3+dirty, go1.26": false, "v1.2.3, commit a with changes, go1.26": false,
	} {
		if same := programOf(version, programs[0]) == programOf(version, programs[1]); same != one {
			t.Errorf("%s: that they are one program is %v", version, same)
		}
	}
}

func TestVersion(t *testing.T) {
	built := func(version string, pairs ...string) *debug.BuildInfo {
		info := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: version}}
		for i := 0; i < len(pairs); i += 2 {
			info.Settings = append(info.Settings, debug.BuildSetting{Key: pairs[i], Value: pairs[i+1]})
		}
		return info
	}
	for want, info := range map[string]*debug.BuildInfo{
		"(devel), go1.26.8": built(""),
		"v1.2.3, go1.26.8":  built("v1.2.3", "-tags", "x"),
		"(devel), commit a9956b510000 of 2026-11-24 with changes, go1.26.8": built("(devel)",
			"vcs.revision", "a9956b5100001111", "vcs.time", "2026-11-24T08:00:00Z", "vcs.modified", "true"),
	} {
		if got := versionOf(info); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
