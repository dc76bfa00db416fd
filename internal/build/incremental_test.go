package build_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/changes"
	"vitrin/internal/portfolio"
)

// TestIncremental holds the promise that carries a build's speed: whatever changed since the last one, a build leaves the
// same files, problems and counts as a clean build of the same state, byte by byte; and what did not change keeps its
// inode and time. A site of some forty entries, with every field of the contract, is changed at random in bursts: its
// pages, files and their times, settings, templates, styles, pictures and repository (package changes); the day, the
// drafts and the address of the build; what lies in its cache and in the published folder. After each burst it is built
// into the folder that is kept, with the cache that is kept, and clean.
//
// What a burst broke must leave the published site as it is; then it is mended where it was told, and built again.
//
// Two sequences begin with fixed seeds and one with a random one. A failure tells the seed, the steps that it needs,
// found by leaving out the others, and the first place that differs. Then, or at leisure:
//
//	SEED=123 go test -run TestIncremental ./internal/build             that sequence again
//	SEED=123 STEPS=0,4,9 go test -run TestIncremental ./internal/build  those of its steps alone
//	SEQUENCES=200 go test -timeout 2h -run TestIncremental ./internal/build  many random ones
//	BURSTS=60 …                                                        longer ones
func TestIncremental(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("git is missing")
		}
		t.Skip("git is not installed")
	}
	for _, seed := range seeds(t) {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			t.Parallel()
			steps := sequence(seed, bursts(t))
			if only := os.Getenv("STEPS"); only != "" {
				steps = those(t, steps, only)
			}
			tried := try(t, seed, steps)
			if tried.failure == "" {
				t.Logf("%d steps, %d builds of %d pages at last, %d after mending", len(steps), tried.builds, tried.pages, tried.mended)
				if tried.compared < tried.builds/3 {
					t.Errorf("only %d of %d builds left a site to compare", tried.compared, tried.builds)
				}
				return
			}
			t.Logf("seed %d: %s", seed, tried.failure)
			steps, tried = shrink(t, seed, steps, tried)
			var numbers []string
			for _, s := range steps {
				numbers = append(numbers, strconv.Itoa(s.number))
			}
			t.Errorf("SEED=%d BURSTS=%d STEPS=%s\n%s\n%s", seed, bursts(t), strings.Join(numbers, ","), strings.Join(tried.log, "\n"), tried.failure)
		})
	}
}

// bursts is how often a sequence is built: half as often where tests are to be short.
func bursts(t *testing.T) int {
	t.Helper()
	if testing.Short() {
		return number(t, "BURSTS", 3)
	}
	return number(t, "BURSTS", 6)
}

// number reads a whole number from the environment.
func number(t *testing.T, name string, otherwise int) int {
	t.Helper()
	text := os.Getenv(name)
	if text == "" {
		return otherwise
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return n
}

func seeds(t *testing.T) []uint64 {
	t.Helper()
	if text := os.Getenv("SEED"); text != "" {
		seed, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			t.Fatalf("SEED: %v", err)
		}
		return []uint64{seed}
	}
	all := []uint64{1, 2}
	for range number(t, "SEQUENCES", 1) {
		all = append(all, rand.Uint64N(1_000_000_000))
	}
	return all
}

// step is one step of a sequence: a change of a kind, or a build.
type step struct {
	number int // in the whole sequence
	kind   string
	seed   uint64
}

const buildStep = "build"

// sequence gives bursts of changes with a build behind each, and behind some another one, for which nothing changed.
func sequence(seed uint64, bursts int) []step {
	r := rand.New(rand.NewPCG(seed, 1))
	var deck []string
	for _, k := range changes.Kinds() {
		for range k.Share {
			deck = append(deck, k.Name)
		}
	}
	for _, h := range hurts() {
		for range h.share {
			deck = append(deck, h.name)
		}
	}
	var all []step
	add := func(kind string) { all = append(all, step{len(all), kind, r.Uint64()}) }
	add(buildStep)
	for range bursts {
		for range 1 + r.IntN(8) {
			add(deck[r.IntN(len(deck))])
		}
		add(buildStep)
		if r.IntN(3) == 0 {
			add(buildStep)
		}
	}
	return all
}

// those gives the steps whose numbers are listed.
func those(t *testing.T, steps []step, list string) []step {
	t.Helper()
	var some []step
	for _, text := range strings.Split(list, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n >= len(steps) {
			t.Fatalf("STEPS: there is no step %q", text)
		}
		some = append(some, steps[n])
	}
	return some
}

// shrink leaves out steps while the sequence still fails: halves first, single ones last.
func shrink(t *testing.T, seed uint64, steps []step, failed trial) ([]step, trial) {
	t.Helper()
	tries := number(t, "TRIES", 60)
	for size := len(steps) / 2; size > 0; {
		shorter := false
		for at := 0; at+size <= len(steps) && tries > 0; {
			tries--
			without := append(append([]step{}, steps[:at]...), steps[at+size:]...)
			if tried := try(t, seed, without); tried.failure != "" {
				steps, failed, shorter = without, tried, true
			} else {
				at += size
			}
		}
		if !shorter || tries == 0 {
			size /= 2
		}
	}
	return steps, failed
}

// TestChangesOfEveryKey holds that every key of the contract is changed: a new one needs a value in package changes.
func TestChangesOfEveryKey(t *testing.T) {
	shapes := map[string]portfolio.Shape{"settings": portfolio.SettingsFront()}
	for _, c := range []portfolio.Collection{portfolio.Projects, portfolio.Clusters, portfolio.Programmes, portfolio.Organisations} {
		shapes[string(c)] = portfolio.Front(c)
	}
	shapes[""] = portfolio.Front(portfolio.Pages)
	for of, shape := range shapes {
		var keys []string
		for _, f := range shape.Fields {
			keys = append(keys, f.Key)
		}
		slices.Sort(keys)
		if diff := cmp.Diff(keys, changes.Keys(of)); diff != "" {
			t.Errorf("keys of %q (-contract +changed):\n%s", of, diff)
		}
	}
}
