package watch

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// step is something that is done to a site, and what must be told of it.
type step struct {
	do   func(*desk)
	want []string // to be told, or a folder in which they lie
}

func write(name, text string) func(*desk) { return func(d *desk) { d.write(name, text) } }

func remove(name string) func(*desk) { return func(d *desk) { d.remove(name) } }

func rename(from, to string) func(*desk) { return func(d *desk) { d.rename(from, to) } }

func paths(rels ...string) []string { return rels }

// TestTold: whatever is done to a site is told, by events and by polling, and can be told apart from the rest.
func TestTold(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		steps []step
	}{
		{"a file", paths("content/a.md", "content/b.md"), []step{
			{write("content/a.md", "new"), paths("content/a.md")},
			{write("content/c.md", "new"), paths("content/c.md")},
			{rename("content/c.md", "content/d.md"), paths("content/c.md", "content/d.md")},
			{remove("content/d.md"), paths("content/d.md")},
			{func(d *desk) { d.must(os.Truncate(d.path("content/b.md"), 0)) }, paths("content/b.md")},
		}},
		{"a file in pieces", paths("content/a.md"), []step{
			{writeInPieces, paths("content/a.md")},
		}},
		{"folders with files at once", paths("content/"), []step{
			{write("content/a/b/c/d.md", "new"), paths("content/a/b/c/d.md")},
			{write("content/a/b/c/d.md", "newer"), paths("content/a/b/c/d.md")},
			{write("content/a/b/e/f.md", "new"), paths("content/a/b/e/f.md")},
			{write("content/a/b/e/f.md", "newer"), paths("content/a/b/e/f.md")},
			{remove("content/a/b/c"), paths("content/a/b/c")},
			{remove("content/a"), paths("content/a")},
			{write("content/a/b/c/d.md", "newest"), paths("content/a/b/c/d.md")},
		}},
		{"a folder that gets another name", paths("content/a/b/c.md", "content/x/y.md"), []step{
			{rename("content/a", "content/d"), paths("content/a", "content/d")},
			{write("content/d/b/c.md", "new"), paths("content/d/b/c.md")},
			{write("content/a/b/c.md", "again"), paths("content/a/b/c.md")},
			{write("content/a/b/c.md", "and again"), paths("content/a/b/c.md")},
			{rename("content/d", "content/x/d"), paths("content/d", "content/x/d")},
			{write("content/x/d/b/c.md", "newer"), paths("content/x/d/b/c.md")},
			{rename("content/x/d/b", "static"), paths("content/x/d/b", "static")},
			{write("static/c.md", "newest"), paths("static/c.md")},
		}},
		{"a folder that moves away and back", paths("content/a/b/c.md"), []step{
			{rename("content/a", "elsewhere"), paths("content/a")},
			{rename("elsewhere", "content/a"), paths("content/a/b/c.md")},
			{write("content/a/b/c.md", "new"), paths("content/a/b/c.md")},
		}},
		{"a folder that is made anew", paths("content/a/b/c.md"), []step{
			{func(d *desk) { d.remove("content/a"); d.write("content/a/b/c.md", "new") }, paths("content/a/b/c.md")},
			{write("content/a/b/c.md", "newer"), paths("content/a/b/c.md")},
			{func(d *desk) { d.remove("content/a"); d.write("content/a", "a file") }, paths("content/a")},
			{func(d *desk) { d.remove("content/a"); d.write("content/a/b/c.md", "") }, paths("content/a")},
			{write("content/a/b/c.md", "newest"), paths("content/a/b/c.md")},
		}},
		{"watched folders that come and go", paths("content/a.md"), []step{
			{write("templates/a.html", "new"), paths("templates")},
			{write("templates/a.html", "newer"), paths("templates/a.html")},
			{remove("templates"), paths("templates")},
			{write("templates/partials/b.html", "new"), paths("templates")},
			{write("templates/partials/b.html", "newer"), paths("templates/partials/b.html")},
			{rename("templates", "static"), paths("templates", "static")},
			{write("static/partials/b.html", "newest"), paths("static/partials/b.html")},
			{remove("content"), paths("content")},
		}},
		{"how vim saves", paths("content/a.md"), []step{
			{func(d *desk) {
				d.write("content/.a.md.swp", "swap")
				d.write("content/4913", "")
				d.remove("content/4913")
				d.rename("content/a.md", "content/a.md~")
				d.write("content/a.md", "new")
				d.remove("content/a.md~")
				d.remove("content/.a.md.swp")
			}, paths("content/a.md")},
		}},
		{"how others save", paths("content/a.md"), []step{
			{func(d *desk) { d.write("content/sedX1", "new"); d.rename("content/sedX1", "content/a.md") }, paths("content/a.md")},
			{func(d *desk) { d.write("content/.goutput-1", "newer"); d.rename("content/.goutput-1", "content/a.md") }, paths("content/a.md")},
			{func(d *desk) { d.write("content/a.md~", "backup"); writeInPieces(d) }, paths("content/a.md", "content/a.md~")},
		}},
		{"names as they are spelled", paths("content/"), []step{
			{write("content/caf\u00e9.md", "composed"), paths("content/caf\u00e9.md")},
			{write("content/cafe\u0301s.md", "decomposed"), paths("content/cafe\u0301s.md")},
			{write("content/o\u0308/\u00e5.md", "both"), paths("content/o\u0308")},
			{write("content/o\u0308/\u00e5.md", "more"), paths("content/o\u0308/\u00e5.md")},
			{write("content/with space/.../x", "odd"), paths("content/with space/.../x")},
			{write("content/with space/.../x", "odder"), paths("content/with space/.../x")},
		}},
	}
	for _, test := range tests {
		for _, poll := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s/poll=%v", test.name, poll), func(t *testing.T) {
				d := newDesk(t, test.files...).open(Options{Poll: poll})
				for _, s := range test.steps {
					d.forget()
					s.do(d)
					d.expect(s.want...)
				}
				if !poll {
					d.watchesAll()
				}
				if d.alls > 0 {
					t.Error("everything was told")
				}
			})
		}
	}
}

// writeInPieces truncates a file and writes it again bit by bit.
func writeInPieces(d *desk) {
	f, err := os.Create(d.path("content/a.md"))
	d.must(err)
	for range 50 {
		_, err := f.WriteString("a piece, ")
		d.must(err)
	}
	d.must(f.Close())
}

// TestUntold: what is no change of the watched folders is not told.
func TestUntold(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%v", poll), func(t *testing.T) {
			d := newDesk(t, "content/a.md", "content/b/c.md", "content/.git/HEAD", "public/index.html", ".git/HEAD", "README.md",
				"contents/a.md", "outside/a.md", "templates/")
			d.must(os.Symlink(d.path("outside"), d.path("content/link")))
			d.must(os.Symlink(d.path("outside"), d.path("static")))
			d.open(Options{Poll: poll})
			d.must(os.Chmod(d.path("content/a.md"), 0o600))
			d.must(os.Chmod(d.path("content/b"), 0o700))
			for _, name := range []string{"public", ".git", ".vitrin", "contents", "content/.git", "content/b/.git", "outside"} {
				d.write(name+"/index.html", "new")
				d.write(name+"/new/index.html", "new")
			}
			d.write("README.md", "new")
			d.remove("contents")
			d.quiesce()
			if poll {
				d.quiesce() // the look that found the first may have begun before all was done
			}
			if poll { // names have come to these folders, whatever they are
				delete(d.told, "content")
				delete(d.told, "content/b")
			}
			if len(d.told) > 0 || d.alls > 0 {
				t.Errorf("told: %q, all: %d", d.list(), d.alls)
			}
		})
	}
}

// TestLinks: a link is told, not followed.
func TestLinks(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%v", poll), func(t *testing.T) {
			d := newDesk(t, "content/a.md", "outside/a.md").open(Options{Poll: poll})
			d.must(os.Symlink("../outside", d.path("content/link")))
			d.must(os.Symlink("a.md", d.path("content/b.md")))
			d.must(os.Symlink("outside", d.path("templates")))
			d.expect("content/link", "content/b.md", "templates")
			d.remove("content/link")
			d.rename("outside", "content/link")
			d.expect("content/link")
			d.write("content/link/a.md", "new")
			d.expect("content/link/a.md")
			d.remove("templates")
			d.expect("templates")
		})
	}
}

// TestSiteIsLink: the site folder itself may be reached through a link, and by a relative path.
func TestSiteIsLink(t *testing.T) {
	d := newDesk(t, "site/content/a.md")
	d.must(os.Symlink("site", d.path("link")))
	t.Chdir(d.dir)
	d.dir = "link"
	d.open(Options{})
	d.write("content/a.md", "new")
	d.expect("content/a.md")
}

// TestStoreOfGit: no watch is laid on the store of git, wherever it lies.
func TestStoreOfGit(t *testing.T) {
	d := newDesk(t, ".git/refs/x", "content/.git/refs/x", "public/x", "content/b/c.md").open(Options{})
	d.write("content/d/.git/refs/x", "")
	d.write("content/d/e/f", "")
	d.expect("content/d/e/f")
	d.watchesAll()
	for _, folder := range d.n.list() {
		if strings.Contains(folder, noFolder) {
			t.Errorf("%s is watched", folder)
		}
	}
}

// TestCheckout: many files that change at once, as git changes them.
func TestCheckout(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll=%v", poll), func(t *testing.T) {
			d := newDesk(t, "content/a.md")
			for i := range 1000 {
				d.write(fmt.Sprintf("content/%d/%d.md", i%30, i), "main")
			}
			d.open(Options{Poll: poll})
			var want []string
			for i := range 1000 {
				name := fmt.Sprintf("content/%d/%d.md", i%30, i)
				want = append(want, name)
				d.remove(name) // git writes no file over another
				if i%10 == 0 {
					continue
				}
				d.write(name, fmt.Sprint("branch ", i))
			}
			d.expect(want...)
			if d.alls > 0 {
				t.Error("everything was told")
			}
		})
	}
}

// TestGit: a real switch of branches.
func TestGit(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	d := newDesk(t)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = d.dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	for i := range 100 {
		d.write(fmt.Sprintf("content/%d/a.md", i), "main")
	}
	git("add", ".")
	git("commit", "-q", "-m", "main")
	git("switch", "-q", "-c", "branch")
	d.rename("content/1", "content/one")
	d.remove("content/2")
	d.write("content/3/a.md", "branch")
	d.write("templates/a.html", "branch")
	git("add", ".")
	git("commit", "-q", "-m", "branch")
	d.open(Options{})
	for _, branch := range []string{"main", "branch", "main"} {
		d.forget()
		git("switch", "-q", branch)
		d.expect("content/1", "content/one", "content/2", "content/3/a.md", "templates")
		d.write("content/4/a.md", "main") // as it was
	}
}
