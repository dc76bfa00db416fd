package source_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"vitrin/internal/source"
)

// run runs git in a folder at a given time.
func run(t *testing.T, dir, at string, args ...string) {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_COMMITTER_DATE="+at, "GIT_AUTHOR_DATE="+at, "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

func TestHistory(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	repo, _ := write(t, map[string]string{"site/content/a.md": "1", "site/content/å/b c.md": "1", "other.md": "1"})
	run(t, repo, "2022-05-17T23:30:00+02:00", "init", "-q")
	run(t, repo, "2022-05-17T23:30:00+02:00", "add", "-A")
	run(t, repo, "2022-05-17T23:30:00+02:00", "commit", "-qm", "one")
	site := filepath.Join(repo, "site")
	if err := os.WriteFile(filepath.Join(site, "content", "a.md"), []byte("2"), 0o644); err != nil {
		t.Fatal(err)
	}
	run(t, repo, "2023-01-02T01:00:00+09:00", "commit", "-qam", "two")

	at, err := source.History(context.Background(), site, "")
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"content/a.md": "2023-01-02", "content/å/b c.md": "2022-05-17", "content/none.md": "", "other.md": ""} {
		when, ok := at.Last(path)
		if ok != (want != "") || ok && when.Format(time.DateOnly) != want {
			t.Errorf("%s: %v %v, want %q", path, when, ok, want)
		}
	}

	whole := at.Head
	shallow := filepath.Join(t.TempDir(), "clone")
	run(t, repo, "2023-01-02T01:00:00+09:00", "clone", "-q", "--depth", "1", "file://"+repo, shallow)
	at, err = source.History(context.Background(), filepath.Join(shallow, "site"), "")
	if _, ok := at.Last("content/a.md"); ok || err != nil {
		t.Errorf("a shallow clone gives a date, or the error %v", err)
	}
	if at.Head == whole {
		t.Error("nobody can tell that a clone is shallow, and so not that its past has come")
	}
	run(t, shallow, "2023-01-02T01:00:00+09:00", "fetch", "-q", "--unshallow")
	at, err = source.History(context.Background(), filepath.Join(shallow, "site"), "")
	if _, ok := at.Last("content/a.md"); !ok || err != nil || at.Head != whole {
		t.Errorf("a clone whose past has come gives no date, or the error %v", err)
	}
}

// TestHistoryInHook holds that what git hands to a hook of another repository leads nowhere else.
func TestHistoryInHook(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	repo, _ := write(t, map[string]string{"content/a.md": "1"})
	other, _ := write(t, map[string]string{"content/b.md": "1"})
	for _, dir := range []string{repo, other} {
		run(t, dir, "2022-05-17T23:30:00+02:00", "init", "-q")
		run(t, dir, "2022-05-17T23:30:00+02:00", "add", "-A")
		run(t, dir, "2022-05-17T23:30:00+02:00", "commit", "-qm", "one")
	}
	want := source.Head(t.Context(), repo)
	for name, value := range map[string]string{
		"GIT_DIR": filepath.Join(other, ".git"), "GIT_WORK_TREE": other, "GIT_INDEX_FILE": filepath.Join(other, ".git/index"),
		"GIT_COMMON_DIR": filepath.Join(other, ".git"), "GIT_OBJECT_DIRECTORY": filepath.Join(other, ".git/objects"), "GIT_PREFIX": "x/",
		"GIT_SHALLOW_FILE": filepath.Join(other, "content/b.md"), "GIT_NAMESPACE": "x",
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, value)
			at, err := source.History(t.Context(), repo, "")
			if err != nil {
				t.Fatal(err)
			}
			if when, ok := at.Last("content/a.md"); !ok || at.Head != want {
				t.Errorf("%v, %v; the commit is %q, want %q", when, ok, at.Head, want)
			}
		})
	}
}

func TestHistoryWithoutRepository(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	at, err := source.History(context.Background(), dir, "")
	if _, ok := at.Last("content/a.md"); ok || err != nil {
		t.Errorf("a folder outside of any repository gives a date, or the error %v", err)
	}
}

// The dates are kept until another commit is made, or the site lies elsewhere, or what was kept is damaged.
func TestHistoryIsKept(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	repo, _ := write(t, map[string]string{"a/content/a.md": "1", "b/content/b.md": "1"})
	run(t, repo, "2022-05-17T23:30:00-02:00", "init", "-q")
	run(t, repo, "2022-05-17T23:30:00-02:00", "add", "-A")
	run(t, repo, "2022-05-17T23:30:00-02:00", "commit", "-qm", "one")
	store := filepath.Join(t.TempDir(), "store")
	dates := func(site string) string {
		t.Helper()
		at, err := source.History(t.Context(), filepath.Join(repo, site), store)
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, path := range []string{"content/a.md", "content/b.md"} {
			if when, ok := at.Last(path); ok {
				all = append(all, path+" "+when.Format(time.RFC3339))
			}
		}
		return strings.Join(all, ", ")
	}
	const first = "content/a.md 2022-05-17T23:30:00-02:00"
	for range 2 {
		if got := dates("a"); got != first {
			t.Errorf("%q, want %q", got, first)
		}
	}
	file := filepath.Join(store, "commits")
	kept, err := os.ReadFile(file)
	if err != nil {
		t.Fatal("nothing is kept: ", err)
	}
	for i := range kept {
		damaged := bytes.Clone(kept)
		damaged[i] ^= 1
		if err := os.WriteFile(file, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		if i%16 == 0 && dates("a") != first {
			t.Fatalf("another bit at %d gives %q", i, dates("a"))
		}
	}
	if err := os.Truncate(file, 1<<40); err == nil && dates("a") != first { // a hole, which takes no room
		t.Error("a file without end is read")
	}
	if got := dates("b"); got != "content/b.md 2022-05-17T23:30:00-02:00" {
		t.Errorf("another site gives %q", got)
	}
	if err := os.WriteFile(filepath.Join(repo, "a", "content", "a.md"), []byte("2"), 0o644); err != nil {
		t.Fatal(err)
	}
	dates("a")
	run(t, repo, "2023-01-02T01:00:00+09:00", "commit", "-qam", "two")
	if got := dates("a"); got != "content/a.md 2023-01-02T01:00:00+09:00" {
		t.Errorf("after another commit: %q", got)
	}
}
