package source_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
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

	at, err := source.History(context.Background(), site)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{"content/a.md": "2023-01-02", "content/å/b c.md": "2022-05-17", "content/none.md": "", "other.md": ""} {
		when, ok := at.Last(path)
		if ok != (want != "") || ok && when.Format(time.DateOnly) != want {
			t.Errorf("%s: %v %v, want %q", path, when, ok, want)
		}
	}

	shallow := filepath.Join(t.TempDir(), "clone")
	run(t, repo, "2023-01-02T01:00:00+09:00", "clone", "-q", "--depth", "1", "file://"+repo, shallow)
	at, err = source.History(context.Background(), filepath.Join(shallow, "site"))
	if _, ok := at.Last("content/a.md"); ok || err != nil {
		t.Errorf("a shallow clone gives a date, or the error %v", err)
	}
}

func TestHistoryWithoutRepository(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(dir))
	at, err := source.History(context.Background(), dir)
	if _, ok := at.Last("content/a.md"); ok || err != nil {
		t.Errorf("a folder outside of any repository gives a date, or the error %v", err)
	}
}
