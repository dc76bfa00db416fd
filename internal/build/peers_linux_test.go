package build_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"vitrin/internal/corpus"
)

// BenchmarkPeers measures cold builds of one portfolio beside its peers, each in a process of its own, in turn: Vitrin's
// whole site; the same with the minimal templates; the least that any generator has to do for the projects (see bare),
// and for as many pages as that site has; and, where the variable HUGO of the environment names the program, Hugo with the
// plain site in testdata/hugo. The times are told as parts of Hugo's, and those with minimal templates as multiples of the
// least.
//
// On ext4 it is run where nothing was removed in the last minutes: for each new file the kernel passes by all those whose
// inodes were freed just before (recently_deleted in fs/ext4/ialloc.c), which takes whoever builds the site seconds. Sizes are
// run each by itself for the same reason, since the folders of the last one are removed.
//
//	HUGO=hugo go test -run '^$' -bench 'Peers/10000$' -benchtime 3x -timeout 1h ./internal/build
func BenchmarkPeers(b *testing.B) {
	hugo := os.Getenv("HUGO")
	if hugo == "" {
		b.Log("HUGO names no program: nothing is told about Hugo")
	}
	for _, n := range []int{1000, 10000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			whole, plain, other := portfolioOf(b, n), portfolioOf(b, n), hugoSite(b, n)
			layMinimal(b, plain)
			var made, least, listed, hugos, full measured
			rounds := 0
			for ; b.Loop(); rounds++ {
				if hugo != "" {
					hugos.add(timed(b, exec.Command(hugo, "--source", other, "--destination", b.TempDir(), "--noBuildLock", "--quiet")))
				}
				full.add(cold(b, whole))
				one := cold(b, plain)
				made.add(one)
				least.add(bareApart(b, whole, 0))
				listed.add(bareApart(b, whole, one.pages-n))
			}
			b.ReportMetric(0, "ns/op") // of all together, which says nothing
			full.report(b, "whole", rounds)
			made.report(b, "minimal", rounds)
			least.report(b, "bare", rounds)
			listed.report(b, "bare-lists", rounds)
			b.ReportMetric(float64(made.wall)/float64(least.wall), "minimal/bare")
			b.ReportMetric(float64(made.cpu)/float64(least.cpu), "minimal/bare-cpu")
			b.ReportMetric(float64(made.wall)/float64(listed.wall), "minimal/bare-lists")
			if hugo != "" {
				hugos.report(b, "hugo", rounds)
				b.ReportMetric(float64(full.wall)/float64(hugos.wall), "whole/hugo")
				b.ReportMetric(float64(full.cpu)/float64(hugos.cpu), "whole/hugo-cpu")
				b.ReportMetric(full.peak/hugos.peak, "whole/hugo-memory")
			}
		})
	}
}

// bareApart does the least in a new process, with a number of lists.
func bareApart(b *testing.B, dir string, lists int) measured {
	b.Helper()
	program := exec.Command(os.Args[0])
	program.Env = append(os.Environ(), apartBare+"="+dir, apartLists+"="+strconv.Itoa(lists), apartOut+"="+b.TempDir())
	return timed(b, program)
}

func portfolioOf(b *testing.B, n int) string {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Write(dir, n); err != nil {
		b.Fatal(err)
	}
	return dir
}

// hugoSite lays out a portfolio as Hugo wants it: clusters and programmes are folders.
func hugoSite(b *testing.B, n int) string {
	b.Helper()
	dir := portfolioOf(b, n)
	must := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	must(os.Remove(filepath.Join(dir, "content/site.yaml")))
	for _, kind := range []string{"clusters", "programmes"} {
		pages, err := filepath.Glob(filepath.Join(dir, "content", kind, "*.md"))
		must(err)
		for _, page := range pages {
			folder := strings.TrimSuffix(page, ".md")
			must(os.Mkdir(folder, 0o755))
			must(os.Rename(page, filepath.Join(folder, "_index.md")))
		}
	}
	must(os.CopyFS(dir, os.DirFS("testdata/hugo")))
	return dir
}

// timed runs a program and tells its time and its peak of memory, as the kernel counts them.
func timed(b *testing.B, cmd *exec.Cmd) measured {
	b.Helper()
	cmd.Stderr = os.Stderr
	began := time.Now()
	if err := cmd.Run(); err != nil {
		b.Fatal(err)
	}
	m := measured{wall: time.Since(began), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok {
		m.peak = float64(usage.Maxrss) / 1024
	}
	return m
}
