package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestBinaryAlone holds that the program needs nothing but itself: in an empty folder far from the repository, with an
// empty environment, it begins a site, finds no fault in it and builds it.
func TestBinaryAlone(t *testing.T) {
	binary := filepath.Join(t.TempDir(), "vitrin.exe")
	if out, err := exec.Command("go", "build", "-o", binary, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, languages := range []string{"sv", "en", "sv,en"} {
		t.Run(languages, func(t *testing.T) {
			dir := t.TempDir()
			for _, args := range [][]string{{"init", ".", "--languages", languages}, {"check", "--strict"}, {"build"}} {
				cmd := exec.Command(binary, args...)
				cmd.Dir, cmd.Env = dir, []string{}
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("vitrin %v: %v\n%s", args, err, out)
				}
			}
			if _, err := os.Stat(filepath.Join(dir, "public", "index.html")); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestNothingIsLeft holds that a site whose files cannot all be written leaves none.
func TestNothingIsLeft(t *testing.T) {
	dir := t.TempDir()
	if _, err := writeNew(dir, map[string][]byte{"a": []byte("x"), "a/b": []byte("y")}); err == nil {
		t.Fatal("a file is a folder")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("%v is left, error %v", left, err)
	}
}
