package build_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"vitrin/internal/build"
)

// TestOneMoment exchanges the content folder for another again and again while the site is built: what is published is
// one of the two, whole, or nothing new.
func TestOneMoment(t *testing.T) {
	const projects, builds = 150, 25
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for folder, word := range map[string]string{"content": "ettan", "other": "tvåan"} {
		write(folder+"/site.yaml", "title: Prov\nbase_url: https://example.org/\nlanguages: [sv]\n")
		for i := range projects {
			write(fmt.Sprintf("%s/projects/p%03d.md", folder, i), fmt.Sprintf("---\ntitle: Projekt %d\n---\n\nDetta är %s.\n\n[Bilaga](bilaga.txt)\n", i, word))
		}
		write(folder+"/projects/bilaga.txt", word)
	}
	stop, stopped := make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for pause := time.Millisecond; err == nil; pause = pause%(80*time.Millisecond) + 7*time.Millisecond {
			select {
			case <-stop:
				stopped <- nil
				return
			case <-time.After(pause):
				err = unix.Renameat2(unix.AT_FDCWD, filepath.Join(dir, "content"), unix.AT_FDCWD, filepath.Join(dir, "other"), unix.RENAME_EXCHANGE)
			}
		}
		stopped <- err
	}()
	published := map[string]int{}
	for range builds {
		_, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Now: day, Program: "1"})
		switch {
		case err != nil && !strings.Contains(err.Error(), "change again and again"):
			t.Error(err)
		case problems.Errors() > 0:
			t.Error(problems)
		case err == nil:
			published[wordOf(t, filepath.Join(dir, "public"), projects)]++
		}
	}
	close(stop)
	if err := <-stopped; err != nil {
		t.Fatal(err)
	}
	t.Logf("published %v", published)
	if len(published) == 0 {
		t.Error("nothing was ever published")
	}
}

// wordOf gives the word that all pages of a site say.
func wordOf(t *testing.T, dir string, projects int) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(dir, "filer/projects/bilaga.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range projects {
		page, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("projekt/p%03d/index.html", i)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(page), "Detta är "+string(src)+".") {
			t.Fatalf("project %d does not say %s as the others do", i, src)
		}
	}
	return string(src)
}
