package preview

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestSaves saves a file as editors and other programs do.
func TestSaves(t *testing.T) {
	for _, test := range []struct {
		name string
		save func(f folder, file, text string)
	}{
		{"in place", func(f folder, file, text string) { // as VS Code and nano
			f.write(file, text)
		}},
		{"in pieces", func(f folder, file, text string) {
			w, err := os.Create(f.path(file))
			if err != nil {
				f.t.Fatal(err)
			}
			for _, piece := range []string{text[:len(text)/2], text[len(text)/2:]} {
				if _, err := w.WriteString(piece); err != nil {
					f.t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				f.t.Fatal(err)
			}
		}},
		{"by renaming", func(f folder, file, text string) { // as gedit, JetBrains and many others
			f.write(file+".tmp", text)
			f.rename(file+".tmp", file)
		}},
		{"with a copy", func(f folder, file, text string) { // as Emacs, and vim with backupcopy=no
			f.rename(file, file+"~")
			f.write(file, text)
			f.remove(file + "~")
		}},
		{"removed and made", func(f folder, file, text string) {
			f.remove(file)
			f.write(file, text)
		}},
		{"vim", func(f folder, file, text string) {
			f.write("text", text)
			f.run("vim", "-u", "NONE", "-n", "-es", "-c", "%d", "-c", "0r text", "-c", "wq", file)
		}},
		{"sed", func(f folder, file, text string) {
			f.write("text", text)
			f.run("sed", "-i", "-e", "r text", "-e", "d", file)
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := newFolder(t)
			s := f.serve(Options{})
			for _, words := range []string{"Första texten.", "Andra texten."} {
				test.save(f, "content/projects/p1.md", "---\ntitle: Projekt 1\n---\n\n"+words+"\n")
				f.shows(s, "/del/projekt/p1/", words)
			}
		})
	}
}

func (f folder) rename(from, to string) {
	f.t.Helper()
	if err := os.Rename(f.path(from), f.path(to)); err != nil {
		f.t.Fatal(err)
	}
}

func (f folder) remove(name string) {
	f.t.Helper()
	if err := os.RemoveAll(f.path(name)); err != nil {
		f.t.Fatal(err)
	}
}

// run runs a program in the folder. Where it is missing the test is skipped, and fails in CI.
func (f folder) run(name string, args ...string) {
	f.t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") != "" {
			f.t.Fatalf("there is no %s", name)
		}
		f.t.Skipf("there is no %s", name)
	}
	cmd := exec.CommandContext(f.t.Context(), name, args...)
	cmd.Dir = f.dir
	cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_NOSYSTEM=1", "HOME="+f.t.TempDir())
	if out, err := cmd.CombinedOutput(); err != nil {
		f.t.Fatalf("%s %v: %v\n%s", name, args, err, out)
	}
}

func (f folder) git(args ...string) {
	f.t.Helper()
	f.run("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"}, args...)...)
}

// TestCheckout changes branches below the preview: files change, appear and go, and so does the day of the last commit.
func TestCheckout(t *testing.T) {
	f := newFolder(t)
	t.Setenv("GIT_AUTHOR_DATE", "2022-05-17T12:00:00Z")
	t.Setenv("GIT_COMMITTER_DATE", "2022-05-17T12:00:00Z")
	f.write(".gitignore", ".vitrin/\n")
	f.git("init", "-q", "-b", "main")
	f.git("add", "-A")
	f.git("commit", "-qm", "one")
	s := f.serve(Options{})
	f.shows(s, "/del/projekt/p1/", `<time datetime="2022-05-17">`)
	t.Setenv("GIT_COMMITTER_DATE", "2023-01-02T12:00:00Z")
	f.git("checkout", "-qb", "other")
	f.project(1, "På en gren.")
	f.write("content/projects/djupt/ner/p9.md", "---\ntitle: Bara på grenen\n---\n")
	f.remove("content/projects/p2.md")
	f.git("add", "-A")
	f.git("commit", "-qm", "two")
	f.shows(s, "/del/projekt/p1/", "På en gren.")
	f.shows(s, "/del/projekt/p1/", `<time datetime="2023-01-02">`)
	f.shows(s, "/del/projekt/p9/", "Bara på grenen")
	f.git("checkout", "-q", "main")
	f.shows(s, "/del/projekt/p1/", "Text.")
	f.shows(s, "/del/projekt/p1/", `<time datetime="2022-05-17">`)
	f.shows(s, "/del/projekt/p2/", "Projekt 2")
	f.until("the page of the other branch is gone", func() bool {
		status, _, _ := get(t, s, "/del/projekt/p9/")
		return status == 404
	})
	if _, err := os.Stat(filepath.Join(f.dir, "public")); err == nil {
		t.Error("something was published")
	}
}

// TestPolling sees changes where the system tells of none.
func TestPolling(t *testing.T) {
	f := newFolder(t)
	s := f.serve(Options{Poll: true})
	if why, polling := s.Polling(); !polling || why == "" {
		t.Fatalf("it does not poll: %q", why)
	}
	f.project(1, "Sedd.")
	f.shows(s, "/del/projekt/p1/", "Sedd.")
	f.remove("content/projects/p1.md")
	f.until("the page is gone", func() bool {
		status, _, _ := get(t, s, "/del/projekt/p1/")
		return status == 404
	})
}
