//go:build unix

package publish_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// loopEnv makes the test binary publish to the folder that it names, without end, with the records of recordsEnv.
const (
	loopEnv    = "VITRIN_TEST_PUBLISH_LOOP"
	recordsEnv = "VITRIN_TEST_PUBLISH_RECORDS"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(loopEnv); dir != "" {
		publishLoop(bed{dir, loopOptions(os.Getenv(recordsEnv))})
	}
	os.Exit(m.Run())
}

// loopOptions are those of the loop; without records nothing is kept between its publishes.
func loopOptions(records string) publish.Options {
	var calls atomic.Int32
	o := publish.Options{Records: records, Key: publish.Sum{1}}
	if records != "" {
		o.Encodings, o.Encodable = []publish.Encoding{half(&calls)}, isEncodable
	}
	return o
}

// publishLoop publishes version after version until it is killed, and says a line after each.
func publishLoop(b bed) {
	for number := 1; ; number++ {
		m := &made{texts: version(number)}
		if spares, _ := filepath.Glob(filepath.Join(b.options.Records, "*", "spare")); len(spares) == 1 && number%3 == 0 {
			os.RemoveAll(spares[0]) // for another to be made
		}
		if b.options.Ahead = nil; number%2 == 0 {
			b.options.Ahead = new(publish.Ahead)
			b.options.Ahead.Look(context.Background(), b.dir, b.options)
		}
		var looked error
		if number%4 == 0 {
			looked = b.options.Ahead.LookAtSpare(context.Background(), b.dir, b.options)
		}
		result, err := publish.Publish(context.Background(), b.dir, m.resources(), b.options)
		if err = errors.Join(looked, err, result.Unrecorded); err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
		fmt.Println("published")
	}
}

// TestKill kills builds at random moments, and people meddle with what they leave. Each time the site is one whole
// version, and the next build works and clears away what is left. VITRIN_TEST_KILLS states another number of them.
func TestKill(t *testing.T) {
	t.Run("alone", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "public")
		killBuilds(t, bed{dir, loopOptions("")}, kills(t, 8))
	})
	t.Run("recorded", func(t *testing.T) {
		b := newBed(t)
		killBuilds(t, bed{b.dir, loopOptions(b.options.Records)}, kills(t, 24))
	})
}

// kills is how many builds are killed.
func kills(t *testing.T, usual int) int {
	text := os.Getenv("VITRIN_TEST_KILLS")
	if text == "" {
		return usual
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func killBuilds(t *testing.T, b bed, rounds int) {
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	deeds := slices.DeleteFunc(sortedKeys(meddle), func(deed string) bool { return strings.HasPrefix(deed, "exchange") })
	littered := 0
	for round := range rounds {
		first := round%4 == 3 // kill in the first build, without an old site
		if first {
			remove(t, b.dir)
		}
		killBuild(t, b, !first, time.Duration(random.IntN(30_000))*time.Microsecond)
		if !exists(b.dir) || len(list(t, filepath.Dir(b.dir))) > 1 {
			littered++
		}
		if !first || exists(b.dir) {
			expectVersion(t, b)
		}
		if b.options.Records != "" && random.IntN(3) == 0 && exists(b.dir) {
			meddle[deeds[random.IntN(len(deeds))]](t, &b, random)
		}
		b.options.Key[1]++
		b.check(t, &made{texts: version(1000 + round)})
		b.expectRecords(t)
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
	t.Logf("%d of %d builds were killed at work", littered, rounds)
}

// killBuild starts a process that builds, lets it run for a while, counted from the end of its first
// build or from its start, and kills it.
func killBuild(t *testing.T, b bed, afterFirst bool, wait time.Duration) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), loopEnv+"="+b.dir, recordsEnv+"="+b.options.Records)
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
func expectVersion(t *testing.T, b bed) {
	t.Helper()
	got := read(t, b.dir)
	number, err := strconv.Atoi(got["index.html"])
	if err != nil {
		t.Errorf("the site has no number: %v", err)
	}
	want := version(number)
	if len(b.options.Encodings) > 0 {
		want = withHalves(want)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("version %d (-want +got):\n%s", number, diff)
	}
}
