package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"vitrin": main})
}

// TestScripts runs testdata/script: together they are the manual of the command line.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       os.Getenv("UPDATE") != "",
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"status": status, "bytes": writeBytes, "glob": glob, "visit": visit,
			"elsewhere": openElsewhere, "asked": asked,
		},
		Setup: func(env *testscript.Env) error {
			env.Setenv("SOURCE_DATE_EPOCH", "1794744000") // 15 November 2026, noon
			env.Values["elsewhere"] = &elsewhere{}
			return nil
		},
	})
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
