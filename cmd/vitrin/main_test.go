package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/creack/pty"
	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vitrin": main})
}

// TestScripts runs testdata/script: together they are the manual of the command line.
func TestScripts(t *testing.T) { testscript.Run(t, scriptParams("testdata/script")) }

// scriptParams says how the scripts of a folder are run.
func scriptParams(dir string) testscript.Params {
	return testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": status, "bytes": writeBytes, "glob": glob, "visit": visit, "pty": onTerminal,
			"elsewhere": openElsewhere, "asked": asked,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1794744000") // 15 November 2026, noon
			env.Values["elsewhere"] = &elsewhere{}
			return nil
		},
	}
}

// status runs a command and holds its exit status against the last argument.
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status command [argument ...] status")
	}
	want := args[len(args)-1]
	got := "0"
	if err := ts.Exec(args[0], args[1:len(args)-1]...); err != nil {
		exited, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = strconv.Itoa(exited.ExitCode())
	}
	if got != want {
		ts.Fatalf("the exit status is %s, not %s", got, want)
	}
}

// onTerminal runs a command on a terminal of 80 columns: the first file is what is typed, the second gets what is seen, with
// ␛ for escape. The command's exit status must be the last argument.
func onTerminal(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 4 {
		ts.Fatalf("usage: pty typed-file seen-file command [argument ...] status")
	}
	last := len(args) - 1
	cmd := exec.Command(args[2], args[3:last]...)
	cmd.Dir = ts.MkAbs(".")
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TERM", "NO_COLOR", "CLICOLOR", "SOURCE_DATE_EPOCH"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	terminal, err := pty.StartWithSize(cmd, &pty.Winsize{Cols: 80, Rows: 24})
	ts.Check(err)
	defer terminal.Close()
	_, err = terminal.WriteString(ts.ReadFile(args[0]))
	ts.Check(err)
	seen, _ := io.ReadAll(terminal) // ends with an error where the other side is closed
	_ = cmd.Wait()
	if got := strconv.Itoa(cmd.ProcessState.ExitCode()); got != args[last] {
		ts.Fatalf("the exit status is %s, not %s: %s", got, args[last], seen)
	}
	readable := strings.NewReplacer("\r\n", "\n", "\x1b", "␛").Replace(string(seen))
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(readable), 0o644))
}

// glob finds the one file whose path fits a pattern, and sets FOUND to it.
func glob(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: glob pattern")
	}
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%d files fit %s: %q", len(found), args[0], found)
	}
	ts.Setenv("FOUND", found[0])
}

// writeBytes writes a file of bytes that a script cannot hold, given as a quoted Go string.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: bytes file quoted-string")
	}
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}
