//go:build unix

package ingest

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"vitrin/internal/portfolio"
)

// loopEnv makes the test binary import into the site that it names, one version of the table after the other.
const loopEnv = "VITRIN_TEST_IMPORT_LOOP"

func TestMain(m *testing.M) {
	if dir := os.Getenv(loopEnv); dir != "" {
		importLoop(dir)
	}
	os.Exit(m.Run())
}

// killRows is how many rows the table of the loop has.
const killRows = 40

// tableOf gives a version of a table.
func tableOf(version int) string {
	var b strings.Builder
	b.WriteString("Dnr;Titel;Slut\n")
	for i := range killRows {
		fmt.Fprintf(&b, "%d;Titel %d;%d\n", i, version, 2020)
	}
	return b.String()
}

func loopOptions(dir string) Options {
	return Options{Dir: dir, File: filepath.Join(dir, "t.csv"), Mapping: "map.yaml", Source: []byte(simple), Name: "map", Settings: &portfolio.Settings{Languages: []string{"sv"}, Currency: "SEK"}}
}

// importLoop imports without end, and says a line for each page.
func importLoop(dir string) {
	for version := 1; ; version++ {
		o := loopOptions(dir)
		err := os.WriteFile(o.File, []byte(tableOf(version)), 0o666)
		if err == nil {
			o.Told = func(c Change) { fmt.Println(c.Kind) }
			_, _, err = Import(context.Background(), o)
		}
		if err != nil {
			fmt.Println(err)
			os.Exit(3)
		}
	}
}

// TestKill kills imports at random moments. The next one, of another version of the table, takes no page for one that an
// editor has changed or deleted, makes all of them as they are to be, and clears away what was left.
func TestKill(t *testing.T) {
	const rounds = 10
	seed := rand.Uint64()
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	s := newSite(t, "t.csv", "", simple)
	for round := range rounds {
		if round%5 == 4 { // in the first import, without a record
			for _, dir := range []string{"content/projects", "imports"} {
				if err := os.RemoveAll(filepath.Join(s.dir, dir)); err != nil {
					t.Fatal(err)
				}
			}
		}
		killImport(t, s.dir, 1+random.IntN(3*killRows))
		s.write("t.csv", tableOf(1000+round))
		if got := s.run(); strings.Count(got, "\n")+1 != killRows || strings.Contains(got, "differs") || strings.Contains(got, "deleted") || strings.Contains(got, "kept") || strings.Contains(got, "foreign") {
			t.Fatalf("round %d: %s", round, got)
		}
		pages := 0
		err := fs.WalkDir(os.DirFS(s.dir), "content/projects", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				pages++
				if want := fmt.Sprintf("---\ntitle: Titel %d\nend: 2020\n---\n", 1000+round); s.read(name) != want {
					t.Errorf("round %d: %s is %q", round, name, s.read(name))
				}
			}
			return err
		})
		if err != nil || pages != killRows || t.Failed() {
			t.Fatalf("round %d: %d files, %v", round, pages, err)
		}
		if got := s.read("imports/map.lock"); strings.Contains(got, intentMark) || strings.Count(got, "\n") != 2*killRows+2 {
			t.Fatalf("round %d: the record is %s", round, got)
		}
	}
}

// killImport starts a process that imports, and kills it once it has made some pages.
func killImport(t *testing.T, dir string, after int) {
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
	for n := 0; n < after && lines.Scan(); n++ {
		if said := lines.Text(); said != "new" && said != "updated" {
			t.Errorf("the import says %q", said)
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Errorf("the import ended by itself: %v", err)
	}
}
