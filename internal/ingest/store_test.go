package ingest

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDecide holds the whole of what an import does with a page that may or may not be there.
func TestDecide(t *testing.T) {
	done, begun := &entry{sums: []string{"old"}, done: true}, &entry{sums: []string{"new"}}
	both := &entry{sums: []string{"old", "new"}, done: true}
	told := &entry{sums: []string{"new"}, done: true}
	for _, tt := range []struct {
		name    string
		s       state
		restore bool
		want    Kind
	}{
		{"never seen", state{made: "new"}, false, Added},
		{"deleted by an editor", state{made: "new", known: done}, false, Deleted},
		{"deleted by an editor, and asked for", state{made: "new", known: done}, true, Added},
		{"the first run was killed before it wrote the page", state{made: "new", known: begun}, false, Added},
		{"a later run was killed before it wrote the page, and then it was deleted", state{made: "new", known: both}, false, Deleted},
		{"as the row has it", state{exists: true, now: "new", made: "new", known: done}, false, Unchanged},
		{"as the row has it, though there is no record", state{exists: true, now: "new", made: "new"}, false, Unchanged},
		{"there before", state{exists: true, now: "else", made: "new"}, false, Foreign},
		{"there before, restored or not", state{exists: true, now: "else", made: "new"}, true, Foreign},
		{"the row has changed", state{exists: true, now: "old", made: "new", known: done}, false, Updated},
		{"a run was killed before it wrote the page, and the row has changed again", state{exists: true, now: "old", made: "newer", known: both}, false, Updated},
		{"a run was killed when it had written the page, and the row has changed again", state{exists: true, now: "new", made: "newer", known: both}, false, Updated},
		{"changed by an editor", state{exists: true, now: "else", made: "old", known: done}, false, Kept},
		{"changed by an editor, and the row too", state{exists: true, now: "else", made: "new", known: done}, false, Differs},
		{"changed by an editor, and the row's change was told", state{exists: true, now: "else", made: "new", known: told}, false, Kept},
	} {
		if got := tt.s.decide(tt.restore); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

const simple = "id: Dnr\nfields: {title: Titel, end: Slut}\n"

// Importing again updates what it wrote, and leaves alone what others wrote or changed.
func TestAgain(t *testing.T) {
	s := newSite(t, "t.csv", "Dnr;Titel;Slut\n1;Ett;2020\n2;Två;2020\n3;Tre;2020\n4;Fyra;2020\n5;Fem;2020\n6;Sex;2020\n7;Sju;2020\n8;Åtta;2020\n", simple)
	s.write("content/projects/5.md", "---\ntitle: Mitt eget\n---\n")
	step := func(what, want string) {
		t.Helper()
		if diff := cmp.Diff(want, s.run()); diff != "" {
			t.Fatalf("%s (-want +got)\n%s", what, diff)
		}
	}
	path := func(name string) string { return filepath.Join(s.dir, "content", "projects", name) }
	all := func(kinds ...string) string {
		var lines []string
		for i, kind := range kinds {
			lines = append(lines, fmt.Sprintf("%s content/projects/%d.md", kind, i+1))
		}
		return strings.Join(lines, "\n")
	}
	const foreign = "\ncontent/projects/5.md: warning: this page was here before, so it stays; line 6 of t.csv has the same id"
	step("first", all("new", "new", "new", "new", "foreign", "new", "new", "new")+foreign)
	record := s.read("imports/map.lock")
	step("nothing has changed", all("unchanged", "unchanged", "unchanged", "unchanged", "foreign", "unchanged", "unchanged", "unchanged")+foreign)
	if diff := cmp.Diff(record, s.read("imports/map.lock")); diff != "" {
		t.Errorf("the record has changed (-before +after)\n%s", diff)
	}

	// Editors: 1 is edited, 2 is edited and its row changes, 3's row changes, 4 is deleted, 6 is moved into a folder and
	// its row changes, 7 is checked out with other line ends and its row changes, 8's row goes.
	s.write("content/projects/1.md", s.read("content/projects/1.md")+"\nMera.\n")
	s.write("content/projects/2.md", "---\ntitle: Två, bättre\nend: 2020\n---\n")
	s.write("content/projects/7.md", strings.ReplaceAll(s.read("content/projects/7.md"), "\n", "\r\n"))
	for _, err := range []error{os.Remove(path("4.md")), os.Mkdir(path("6"), 0o777), os.Rename(path("6.md"), path("6/index.md"))} {
		if err != nil {
			t.Fatal(err)
		}
	}
	s.write("t.csv", "Dnr;Titel;Slut\n1;Ett;2020\n2;Två;2021\n3;Tre;2021\n4;Fyra;2021\n5;Fem;2020\n6;Sex;2021\n7;Sju;2021\n")
	after := strings.Replace(all("kept", "differs", "updated", "deleted", "foreign", "updated", "updated", "gone"), "projects/6.md", "projects/6/index.md", 1)
	const gone = "\ncontent/projects/8.md: warning: t.csv has no row of this page any more; it stays"
	const differs = "\ncontent/projects/2.md:3: warning: this page was changed by hand, so it stays; line 3 of t.csv has changed since and says end: 2021"
	step("much has changed", after+differs+foreign+gone)
	if got := s.read("content/projects/6/index.md"); got != "---\ntitle: Sex\nend: 2021\n---\n" {
		t.Errorf("the moved page is %q", got)
	}
	if got := s.read("content/projects/2.md"); !strings.Contains(got, "bättre") {
		t.Errorf("the edited page is %q", got)
	}

	// What a row says is told until the page says so too.
	again := strings.NewReplacer("updated", "unchanged").Replace(after)
	step("again", again+differs+foreign+gone)
	edited := s.read("content/projects/2.md")
	s.write("content/projects/2.md", strings.Replace(edited, "2020", "2021", 1))
	step("the editor has taken it in", strings.Replace(again, "differs", "kept", 1)+foreign+gone)
	step("and it is told no more", strings.Replace(again, "differs", "kept", 1)+foreign+gone)

	// Deleted pages come back when it is asked for, and their rows are followed again.
	if err := os.Remove(path("8.md")); err != nil {
		t.Fatal(err)
	}
	s.options.Restore = true
	restored := strings.Replace(all("kept", "kept", "unchanged", "new", "foreign", "unchanged", "unchanged"), "projects/6.md", "projects/6/index.md", 1)
	step("restore", restored+foreign)
	if strings.Contains(s.read("imports/map.lock"), "8.md") {
		t.Error("the record remembers a page that has neither file nor row")
	}
}

// A dry run says the same and touches nothing.
func TestDryRun(t *testing.T) {
	s := newSite(t, "t.csv", "Dnr;Titel;Slut\n1;Ett;2020\n2;Två;x\n", simple)
	s.options.DryRun = true
	want := "new content/projects/1.md\nt.csv:3: error: Slut: \"x\" is not a date"
	for range 2 {
		if diff := cmp.Diff(want, s.run()); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	}
	for _, name := range []string{"content/projects", "imports"} {
		if _, err := os.Stat(filepath.Join(s.dir, name)); err == nil {
			t.Errorf("%s was made", name)
		}
	}
}

// A record survives what a killed run, an editor or a merge may do to it.
func TestRecord(t *testing.T) {
	sum := func(digit string) string { return strings.Repeat(digit, 64) }
	for _, tt := range []struct{ name, content, want string }{
		{"comments and blank lines", "# x\n\n" + sum("a") + "  content/projects/1.md\n", "projects/1 [a] true"},
		{"line ends of Windows", sum("a") + "  content/projects/1.md\r\n", "projects/1 [a] true"},
		{"an intent", "#+ " + sum("a") + "  content/projects/1.md\n", "projects/1 [a] false"},
		{"an intent behind what was done", sum("a") + "  content/projects/1.md\n\n#+ " + sum("b") + "  content/projects/1.md\n", "projects/1 [a b] true"},
		{"a line that ends early", sum("a") + "  content/projects/1.md\n#+ " + sum("b") + "  content/projects/2", "projects/1 [a] true"},
		{"a page in a folder", sum("a") + "  content/projects/Å1/index.md\n", "projects/å1 [a] true"},
		{"no page", sum("a") + "  content/about.md\n" + sum("a") + "  ../x.md\n" + sum("a") + "  content/projects/../../x.md\n" + sum("a") + "  content/projects/index.md\nabc  content/projects/1.md\n", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := newSite(t, "t.csv", "", "")
			s.write("imports/map.lock", tt.content)
			root, err := os.OpenRoot(s.dir)
			if err != nil {
				t.Fatal(err)
			}
			defer root.Close()
			for range 2 { // as it is, and as it is saved
				r, err := openRecord(root, "map")
				if err != nil {
					t.Fatal(err)
				}
				got := ""
				for key, e := range r.entries {
					var sums []string
					for _, sum := range e.sums {
						sums = append(sums, sum[:1])
					}
					got += fmt.Sprintf("%s %v %v", key, sums, e.done)
				}
				if got != tt.want {
					t.Errorf("%q, want %q", got, tt.want)
				}
				if err := r.save(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// A page keeps its mode, and one that is read-only stays.
func TestModes(t *testing.T) {
	s := newSite(t, "t.csv", "Dnr;Titel;Slut\n1;Ett;2020\n2;Två;2020\n", simple)
	s.run()
	for name, mode := range map[string]os.FileMode{"1.md": 0o440, "2.md": 0o600} {
		if err := os.Chmod(filepath.Join(s.dir, "content", "projects", name), mode); err != nil {
			t.Fatal(err)
		}
	}
	s.write("t.csv", "Dnr;Titel;Slut\n1;Ett;2021\n2;Två;2021\n")
	want := "held content/projects/1.md\nupdated content/projects/2.md\ncontent/projects/1.md: warning: this page is read-only, so it stays; line 2 of t.csv has changed"
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	info, err := os.Stat(filepath.Join(s.dir, "content", "projects", "2.md"))
	if err != nil || info.Mode() != 0o600 || !strings.Contains(s.read("content/projects/2.md"), "2021") || !strings.Contains(s.read("content/projects/1.md"), "2020") {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}

// What an import cannot know for want of its record is told.
func TestLostRecord(t *testing.T) {
	s := newSite(t, "t.csv", "Dnr;Titel;Slut\n1;Ett;2020\n2;Två;2020\n", simple)
	s.run()
	s.write("content/projects/1.md", "---\ntitle: Bättre\n---\n")
	if err := os.Remove(filepath.Join(s.dir, "imports", "map.lock")); err != nil {
		t.Fatal(err)
	}
	want := `foreign content/projects/1.md
unchanged content/projects/2.md
content/projects/1.md: warning: this page was here before, so it stays; line 2 of t.csv has the same id
imports/map.lock: warning: there is no such record, so every page that was there is taken for one that no import wrote`
	if diff := cmp.Diff(want, s.run()); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	s.write("imports/map.lock", "# a comment\n\n<<<<<<< HEAD\n"+s.read("imports/map.lock"))
	if got := s.run(); !strings.Contains(got, "imports/map.lock:3: warning: this line cannot be read") || strings.Contains(got, "imports/map.lock:2") {
		t.Errorf("%s", got)
	}
}
