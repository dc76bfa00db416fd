package pack

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestFullDisk holds that a pack that can take nothing more says so, and that what was lost is not given out: not in
// this run, and not in the next, which finds what was kept before.
func TestFullDisk(t *testing.T) {
	dir := t.TempDir()
	s := Open(dir, "key")
	s.Begin()
	p, err := s.Writer()
	if err != nil {
		t.Fatal(err)
	}
	first, err := p.Append([]byte("a"), []byte("head"), []byte("body"))
	if err != nil {
		t.Fatal(err)
	}
	encode := func([]Place) []byte { return []byte("index") }
	if _, err := s.Save([]Place{first}, encode); err != nil {
		t.Fatal(err)
	}
	whole := p.file
	if p.file, err = os.Open(whole.Name()); err != nil { // every write to it fails
		t.Fatal(err)
	}
	var lost Place
	failed := false
	for range 4 {
		at, err := p.Append([]byte("b"), []byte("head"), bytes.Repeat([]byte("x"), batch/2))
		if failed = err != nil; failed {
			break
		}
		lost = at
	}
	if !failed {
		t.Error("a pack that cannot be written to takes records on and on")
	}
	if _, err := s.Save([]Place{first, lost}, func([]Place) []byte { return []byte("wrong") }); err == nil {
		t.Error("an index with lost records is written")
	}
	if _, err := p.Body(nil, lost, []byte("b")); err == nil {
		t.Error("a lost record is read")
	}
	if body, err := p.Body(nil, first, []byte("a")); err != nil || string(body) != "body" {
		t.Errorf("what was written before: %q, %v", body, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	whole.Close()
	next := Open(dir, "key")
	defer next.Close()
	if index, _ := next.Begin(); string(index) != "index" {
		t.Errorf("the next run finds the index %q", index)
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*")); len(names) != 3 { // and the lock
		t.Errorf("there are %q", names)
	}
}
