// Package internal_test holds what internal/README.md says of the house against the code.
package internal_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// floors lists the packages from the top to the bottom. A package imports only packages below its own floor.
var floors = [][]string{
	{"vitrin/cmd/vitrin"},
	{"vitrin/internal/preview"},
	{"vitrin/internal/build", "vitrin/internal/deploy"},
	{"vitrin/internal/publish", "vitrin/internal/render", "vitrin/internal/listing"},
	{"vitrin/internal/site", "vitrin/internal/schema", "vitrin/internal/skeleton", "vitrin/internal/ingest"},
	{"vitrin/internal/sample"}, // for benchmarks only: no stage imports it
	{"vitrin/internal/portfolio", "vitrin/internal/feed", "vitrin/internal/chart"},
	{"vitrin/internal/source", "vitrin/internal/starter"},
	{"vitrin/internal/locale"},
	{
		"vitrin/internal/syntax", "vitrin/internal/markdown", "vitrin/internal/money", "vitrin/internal/edtf",
		"vitrin/internal/overlay", "vitrin/internal/asset", "vitrin/internal/colour", "vitrin/internal/picture",
		"vitrin/internal/bucket", "vitrin/internal/compress", "vitrin/internal/release", "vitrin/internal/report", "vitrin/internal/mend", "vitrin/internal/linkcheck", "vitrin/internal/watch", "vitrin/internal/table",
	},
	{"vitrin/internal/diag"},
	{"vitrin/internal/identity", "vitrin/internal/pack"},
	{"vitrin/internal/cells", "vitrin/internal/digest", "vitrin/internal/file", "vitrin/internal/heap", "vitrin/internal/lock", "vitrin/internal/wire"},
	{"vitrin/static", "vitrin/templates", "vitrin/content"},
	{"vitrin/internal/browser", "vitrin/internal/changes", "vitrin/internal/corpus", "vitrin/internal/gateway"}, // for tests only: they import nothing, and no stage imports them
}

// importers names the packages that may import a library. Every library that is not named has one importer.
var importers = map[string][]string{
	// The system's calls that the standard library has not, by packages that know nothing of each other: lock locks a
	// file, publish exchanges two folders.
	"golang.org/x/sys/unix": {"vitrin/internal/lock", "vitrin/internal/publish"},
	// The canonical form of Unicode, by packages that know nothing of each other: edtf reads words in it, source
	// names files in it, table gives cells in it, listing compares what is asked for in it, mend leaves files alone that
	// are not in it, and publish holds that no two files are one to a file system that composes letters.
	"golang.org/x/text/unicode/norm": {"vitrin/internal/edtf", "vitrin/internal/listing", "vitrin/internal/mend", "vitrin/internal/publish", "vitrin/internal/source", "vitrin/internal/table"},
}

type listed struct {
	ImportPath string
	Imports    []string
	Standard   bool
}

func packages(t *testing.T) []listed {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,Standard", "./...")
	cmd.Dir = ".."
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func floor(path string) int {
	return slices.IndexFunc(floors, func(f []string) bool { return slices.Contains(f, path) })
}

// TestImportsPointDownwards holds the order of the packages.
func TestImportsPointDownwards(t *testing.T) {
	for _, p := range packages(t) {
		from := floor(p.ImportPath)
		if from < 0 && p.ImportPath != "vitrin/internal" {
			t.Errorf("%s stands on no floor; name it here and in internal/README.md", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, "vitrin/") && floor(imported) <= from {
				t.Errorf("%s imports %s, which is not below it", p.ImportPath, imported)
			}
		}
	}
}

// TestOneImporterEach holds that every library is known to one package.
func TestOneImporterEach(t *testing.T) {
	known := map[string][]string{}
	for _, p := range packages(t) {
		for _, imported := range p.Imports {
			if host, _, _ := strings.Cut(imported, "/"); strings.Contains(host, ".") {
				known[imported] = append(known[imported], p.ImportPath)
			}
		}
	}
	for library, by := range known {
		slices.Sort(by)
		allowed := importers[library]
		if len(by) > 1 && !slices.Equal(by, allowed) {
			t.Errorf("%s is imported by %s", library, strings.Join(by, ", "))
		}
	}
}
