package main

import (
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// visit waits until the page at the address in a file's first line, and a path, shows some words.
func visit(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: visit file path words")
	}
	const patience = 60 * time.Second // far longer than it takes: machines are shared
	last := "nothing"
	for began := time.Now(); time.Since(began) < patience; time.Sleep(5 * time.Millisecond) {
		address, _ := os.ReadFile(ts.MkAbs(args[0])) // it comes to be
		root, _, found := strings.Cut(string(address), "\n")
		if !found {
			continue
		}
		answer, err := http.Get(strings.TrimSuffix(root, "/") + args[1])
		if err != nil {
			last = err.Error()
			continue
		}
		body, err := io.ReadAll(answer.Body)
		ts.Check(err)
		ts.Check(answer.Body.Close())
		if last = string(body); strings.Contains(last, args[2]) {
			return
		}
	}
	ts.Fatalf("%s never shows %q, but %.500s", args[1], args[2], last)
}
