//go:build unix

package publish_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// loopEnv makes the test binary publish to the folder that it names, without end.
const loopEnv = "VITRIN_TEST_PUBLISH_LOOP"

func TestMain(m *testing.M) {
	if dir := os.Getenv(loopEnv); dir != "" {
		publishLoop(dir)
	}
	os.Exit(m.Run())
}

// publishLoop publishes version after version until it is killed, and says a line after each.
func publishLoop(dir string) {
	for number := 1; ; number++ {
		if _, err := publish.Publish(context.Background(), dir, version(number).resources(), publish.Options{}); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		fmt.Println("published")
	}
}

// TestKill kills builds at random moments. Each time the site is one whole version, and the next build
// works and clears away what is left.
func TestKill(t *testing.T) {
	const rounds = 20
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	dir := filepath.Join(t.TempDir(), "public")
	littered := 0
	for round := range rounds {
		first := round%4 == 3 // kill in the first build, without an old site
		if first {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		killBuild(t, dir, !first, time.Duration(random.IntN(30_000))*time.Microsecond)
		if len(list(t, filepath.Dir(dir))) > 1 {
			littered++
		}
		if _, err := os.Lstat(dir); !first || err == nil {
			expectVersion(t, dir)
		}
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
		after := version(1000 + round)
		mustPublish(t, dir, after, publish.Options{})
		expect(t, dir, after)
	}
	t.Logf("%d of %d builds were killed at work", littered, rounds)
}

// killBuild starts a process that builds, lets it run for a while, counted from the end of its first
// build or from its start, and kills it.
func killBuild(t *testing.T, dir string, afterFirst bool, wait time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), loopEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	if afterFirst && (!lines.Scan() || lines.Text() != "published") {
		t.Errorf("the build says %q", lines.Text())
	}
	<-time.After(wait)
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		if lines.Text() != "published" {
			t.Errorf("the build says %q", lines.Text())
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("the build ended by itself: %v", err)
	}
}

// expectVersion compares a folder with the version whose number it carries.
func expectVersion(t *testing.T, dir string) {
	t.Helper()
	got := read(t, dir)
	number, err := strconv.Atoi(got["index.html"])
	if err != nil {
		t.Errorf("the site has no number: %v", err)
	}
	if diff := cmp.Diff(version(number), got); diff != "" {
		t.Errorf("version %d (-want +got):\n%s", number, diff)
	}
}
