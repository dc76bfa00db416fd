package build_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"vitrin/internal/build"
	"vitrin/internal/corpus"
)

// BenchmarkBuild measures builds as an editor meets them, each in a process of its own: a cold one, of a site that was
// never built; the first after a page was edited, and one after another was; the first after a page got another title,
// which makes the site's second tree, and one after another did; one after nothing was. They are made in turn, so that a machine that is shared slows all alike, and those that follow are
// told as parts of the cold one: of its time, and of its CPU.
//
//	go test -run '^$' -bench Build -benchtime 1x ./internal/build
//	LARGE=1 go test -run '^$' -bench Build/100000 -benchtime 1x -timeout 1h ./internal/build
func BenchmarkBuild(b *testing.B) {
	sizes := []int{1000, 10000}
	if os.Getenv("LARGE") != "" {
		sizes = append(sizes, 100000)
	}
	for _, n := range sizes {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			var first, second, edited, moved, retitled, unchanged measured
			rounds := 0
			for ; b.Loop(); rounds++ {
				first.add(cold(b, dir))
				settle()
				for i, built := range []*measured{&second, &edited, &moved, &retitled} {
					change := edit
					if i > 1 {
						change = retitle
					}
					change(b, filepath.Join(dir, "content/projects", fmt.Sprintf("projekt-%d.md", n/2+4*rounds+i)))
					built.add(buildApart(b, dir))
				}
				settle()
				buildApart(b, dir) // while a file is new, a build cannot note that nothing has changed since; this one does
				unchanged.add(buildApart(b, dir))
			}
			b.ReportMetric(0, "ns/op") // of three builds together, which says nothing
			b.ReportMetric(float64(first.pages/rounds), "pages")
			first.report(b, "cold", rounds)
			second.report(b, "first-edit", rounds)
			edited.report(b, "edited", rounds)
			moved.report(b, "first-retitled", rounds)
			retitled.report(b, "retitled", rounds)
			unchanged.report(b, "unchanged", rounds)
			b.ReportMetric(float64(second.wall)/float64(first.wall), "first-edit/cold")
			b.ReportMetric(float64(edited.wall)/float64(first.wall), "edited/cold")
			b.ReportMetric(float64(edited.cpu)/float64(first.cpu), "edited/cold-cpu")
			b.ReportMetric(float64(moved.wall)/float64(first.wall), "first-retitled/cold")
			b.ReportMetric(float64(retitled.wall)/float64(first.wall), "retitled/cold")
			b.ReportMetric(float64(unchanged.wall)/float64(first.wall), "unchanged/cold")
			b.ReportMetric(float64(unchanged.cpu)/float64(first.cpu), "unchanged/cold-cpu")
		})
	}
}

// measured is what builds took together.
type measured struct {
	wall, cpu time.Duration
	peak      float64 // MiB of resident memory, of the largest; 0 where the system does not tell it
	allocated uint64  // bytes
	read      float64 // MiB of files; 0 where the system does not tell it
	pages     int
}

func (m *measured) add(one measured) {
	m.wall += one.wall
	m.cpu += one.cpu
	m.peak = max(m.peak, one.peak)
	m.allocated += one.allocated
	m.read += one.read
	m.pages += one.pages
}

func (m *measured) report(b *testing.B, name string, rounds int) {
	each := float64(rounds)
	b.ReportMetric(m.wall.Seconds()/each, name+"-s")
	b.ReportMetric(m.cpu.Seconds()/each, name+"-cpu-s")
	b.ReportMetric(float64(m.allocated)/(1<<20)/each, name+"-alloc-MiB")
	if m.peak > 0 {
		b.ReportMetric(m.peak, name+"-peak-MiB")
	}
}

// cold builds a site of which nothing is left from former builds. What these made is moved away and not removed: ext4 passes
// over inodes that were freed a moment ago one by one, which makes new files several times as dear.
func cold(b *testing.B, dir string) measured {
	b.Helper()
	away := b.TempDir()
	for _, made := range []string{"public", ".vitrin"} {
		if err := os.Rename(filepath.Join(dir, made), filepath.Join(away, made)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			b.Fatal(err)
		}
	}
	return buildApart(b, dir)
}

// edit adds a sentence to a page, which is then the only one that is another.
func edit(b *testing.B, name string) {
	b.Helper()
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		b.Fatal(err)
	}
	if _, err := f.WriteString("\nEn mening till.\n"); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
}

// retitle gives a page another title, which many pages show. The first time a second tree of the site is made for them.
func retitle(b *testing.B, name string) {
	b.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(name, bytes.Replace(text, []byte("\ntitle: "), []byte("\ntitle: Nytt "), 1), 0o600); err != nil {
		b.Fatal(err)
	}
}

// apart is the variable of the environment that names a site to build, in the process that builds it.
const apart = "VITRIN_TEST_BUILD"

// told is what such a process tells of its build.
type told struct {
	Pages     int
	PeakMiB   float64
	ReadMiB   float64
	Allocated uint64
}

// buildHere builds a site, tells of it on standard output, and gives the process's exit status.
func buildHere(dir string) int {
	result, problems, err := build.Build(context.Background(), build.Bounded(build.Options{Dir: dir, Now: day, Program: "apart"})) // as the program does
	if err != nil || len(problems) > 0 {
		fmt.Fprintln(os.Stderr, err, problems[:min(3, len(problems))])
		return 1
	}
	t := told{Pages: result.Pages}
	t.PeakMiB, _ = peakMiB()
	t.ReadMiB = readMiB()
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	t.Allocated = memory.TotalAlloc
	if err := json.NewEncoder(os.Stdout).Encode(t); err != nil {
		return 1
	}
	return 0
}

// buildApart builds a site in a new process.
func buildApart(b *testing.B, dir string) measured {
	b.Helper()
	program, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	cmd := exec.Command(program)
	cmd.Env, cmd.Stderr = append(os.Environ(), apart+"="+dir), os.Stderr
	began := time.Now()
	out, err := cmd.Output()
	wall := time.Since(began)
	var t told
	if err == nil {
		err = json.Unmarshal(out, &t)
	}
	if err != nil {
		b.Fatal(err)
	}
	return measured{wall: wall, cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak: t.PeakMiB, allocated: t.Allocated, read: t.ReadMiB, pages: t.Pages}
}

// peakMiB gives the process's peak of resident memory (proc(5)).
func peakMiB() (float64, bool) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, false
	}
	_, rest, found := strings.Cut(string(status), "VmHWM:")
	kB, err := strconv.ParseFloat(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(strings.SplitN(rest, "\n", 2)[0]), "kB")), 64)
	return kB / 1024, found && err == nil
}

// readMiB gives how much the process has read, from the disk or not (proc(5)).
func readMiB() float64 {
	io, err := os.ReadFile("/proc/self/io")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(io), "rchar: ")
	line, _, _ := strings.Cut(rest, "\n")
	bytes, _ := strconv.ParseFloat(line, 64)
	return bytes / (1 << 20)
}
