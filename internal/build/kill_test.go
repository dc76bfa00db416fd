//go:build unix

package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/build"
	"vitrin/internal/corpus"
)

// TestKillBuild kills builds of a whole site at random moments, and edits it meanwhile. Each time the published site is
// that of one version, whole; and what the next build makes is what a clean one does.
func TestKillBuild(t *testing.T) {
	rounds := number(t, "KILLS", 6)
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := t.TempDir()
	if err := corpus.Write(dir, 150); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, "content/projects/projekt-7.md")
	src, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	clean := func() map[string][32]byte {
		t.Helper()
		out := filepath.Join(t.TempDir(), "clean")
		if _, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Out: out, Now: day, Cache: t.TempDir()}); err != nil || len(problems) > 0 {
			t.Fatal(err, problems)
		}
		return sums(t, out)
	}
	public := filepath.Join(dir, "public")
	var before map[string][32]byte
	for round := range rounds {
		// The text alone is another, or the title too, which many pages show.
		text := fmt.Sprintf("%s\nStycke %d.\n", src, round)
		if round%2 == 1 {
			text = strings.Replace(text, "title: ", fmt.Sprintf("title: Nr %d ", round), 1)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		killBuildAfter(t, dir, time.Duration(random.IntN(900))*time.Millisecond)
		after := clean()
		if _, err := os.Stat(public); err == nil {
			if stands := sums(t, public); !cmp.Equal(stands, after) && !cmp.Equal(stands, before) {
				t.Fatalf("round %d: the published site is neither the one of before nor the new one", round)
			}
		} else if before != nil {
			t.Fatalf("round %d: the published site is gone: %v", round, err)
		}
		if random.IntN(2) == 0 { // else the next build finds a site that two edits have left behind
			if _, problems, err := build.Build(t.Context(), build.Options{Dir: dir, Now: day, Program: "apart"}); err != nil || len(problems) > 0 {
				t.Fatal(err, problems)
			}
			if diff := cmp.Diff(after, sums(t, public)); diff != "" {
				t.Fatalf("round %d: the next build (-clean +published)\n%s", round, diff)
			}
			before = after
		} else if _, err := os.Stat(public); err == nil {
			before = sums(t, public)
		}
	}
}

// killBuildAfter builds a site in a process of its own, which is killed after a while, if it has not ended.
func killBuildAfter(t *testing.T, dir string, wait time.Duration) {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env = append(os.Environ(), apart+"="+dir)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	<-time.After(wait)
	_ = cmd.Process.Kill() // it may have ended
	if err := cmd.Wait(); err != nil && !strings.Contains(err.Error(), "killed") {
		t.Fatal(err)
	}
}
