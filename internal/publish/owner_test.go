package publish_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"vitrin/internal/publish"
)

// TestOwner: a folder that is another site's is refused; a site that moved, or has a new address, is the same.
func TestOwner(t *testing.T) {
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	at := func(name string) string { return filepath.Join(top, name) }
	for _, name := range []string{"a", "b"} {
		write(t, at(name+"/content/site.yaml"), "title: x")
	}
	try := func(out, folder, address string) error {
		o := publish.Options{Owner: publish.Owner{Address: address}}
		if folder != "" {
			o.Owner.Folder = at(folder)
		}
		_, err := publish.Publish(t.Context(), at(out), texts{"a": folder + address}.resources(), o)
		return err
	}
	for i, step := range []struct {
		out, folder, address string
		refused              bool
		move                 [2]string // before
	}{
		{out: "a/public", folder: "a", address: "https://a.se/"},
		{out: "a/public", folder: "b", address: "https://b.se/", refused: true},
		{out: "a/public", folder: "b", refused: true},
		{out: "a/public", folder: "b", address: "https://a.se/"}, // a copy of it, or another checkout
		{out: "a/public", folder: "a", address: "https://ny.se/", refused: true},
		{out: "a/public", folder: "a", address: "https://a.se/"},
		{out: "a/public", folder: "a", address: "https://ny.se/"},
		{out: "moved/public", folder: "moved", move: [2]string{"a", "moved"}},
		{out: "out", folder: "moved", address: "https://ny.se/"},
		{out: "out", folder: "again", address: "https://ny.se/", move: [2]string{"moved", "again"}},
		{out: "out", folder: "b", address: "https://b.se/", refused: true},
		{out: "out", folder: "again", address: "https://nyare.se/"},
		{out: "out"}, // of a program that tells nothing
		{out: "out", folder: "b", address: "https://b.se/"},
	} {
		if step.move[0] != "" {
			if err := os.Rename(at(step.move[0]), at(step.move[1])); err != nil {
				t.Fatal(err)
			}
		}
		err := try(step.out, step.folder, step.address)
		refused, is := errors.AsType[*publish.RefusedError](err)
		if is != step.refused || err != nil && !is {
			t.Errorf("step %d: %v", i, err)
		}
		if is && (!strings.Contains(refused.Reason, "it holds another site") || !strings.Contains(refused.Hint, publish.Marker)) {
			t.Errorf("step %d: %q, %q", i, refused.Reason, refused.Hint)
		}
	}
}

// TestOwnerInPublic: what the marker tells everybody names no folder of this machine.
func TestOwnerInPublic(t *testing.T) {
	dir, folder := filepath.Join(t.TempDir(), "public"), t.TempDir()
	o := publish.Options{Owner: publish.Owner{Folder: folder, Address: "https://a.se/x/"}}
	mustPublish(t, dir, texts{"a": "a"}, o)
	mark, err := os.ReadFile(filepath.Join(dir, publish.Marker))
	if err != nil || strings.Contains(string(mark), filepath.Base(filepath.Dir(folder))) || !strings.Contains(string(mark), "address: https://a.se/x/\n") {
		t.Errorf("%q, %v", mark, err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	owned, _, err := publish.ReadMarker(root, dir)
	if err != nil || owned.Address != "https://a.se/x/" || len(owned.Folder) != 16 {
		t.Errorf("%+v, %v", owned, err)
	}
}

// TestNested: a site is not published within another, nor over a folder in which another is.
func TestNested(t *testing.T) {
	for _, recorded := range []bool{true, false} {
		b := newBed(t)
		m := &made{texts: texts{"index.html": "total", "a/page": "a"}, total: "1"}
		b.publish(t, m)
		inner := filepath.Join(b.dir, "a", "inner")
		_, err := publish.Publish(t.Context(), inner, texts{"a": "a"}.resources(), publish.Options{})
		if refused, is := errors.AsType[*publish.RefusedError](err); !is || !strings.Contains(refused.Reason, "it lies in "+b.dir) || !strings.Contains(refused.Hint, "remove the file "+publish.Marker) {
			t.Errorf("within: %v", err)
		}
		elsewhere := filepath.Join(t.TempDir(), "inner")
		mustPublish(t, elsewhere, texts{"a": "a"}, publish.Options{})
		if err := os.Rename(elsewhere, inner); err != nil {
			t.Fatal(err)
		}
		if !recorded {
			remove(t, filepath.Dir(b.options.Records))
		}
		m.total = "2"
		_, err = publish.Publish(t.Context(), b.dir, m.resources(), b.options)
		if refused, is := errors.AsType[*publish.RefusedError](err); !is || !strings.Contains(refused.Reason, "another published site, in "+inner) {
			t.Errorf("around: %v", err)
		}
		if got := read(t, inner); len(got) != 1 {
			t.Errorf("the inner site holds %v", got)
		}
		remove(t, inner)
		b.check(t, m)
	}
}

// TestMarkerOfAnySize: a marker is not read whole, whatever somebody made of it; the next publish makes it anew.
func TestMarkerOfAnySize(t *testing.T) {
	b := newBed(t)
	m := &made{texts: texts{"index.html": "total"}, total: "1"}
	b.publish(t, m)
	if err := os.Truncate(filepath.Join(b.dir, publish.Marker), 1<<40); err != nil { // a hole, which takes no room
		t.Skip("the file system has no such files:", err)
	}
	b.check(t, m)
	if size := stat(t, filepath.Join(b.dir, publish.Marker)).Size(); size > 1<<10 {
		t.Errorf("the marker has %d bytes", size)
	}
}

// TestOwnerWords: what a refusal says to delete from the marker stands in it, whatever is known of the two sites, and to
// delete it helps.
func TestOwnerWords(t *testing.T) {
	top := t.TempDir()
	a, b := publish.Owner{Folder: filepath.Join(top, "a")}, publish.Owner{Folder: filepath.Join(top, "b")}
	for _, folder := range []string{a.Folder, b.Folder} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	const address = "https://a.se/"
	for name, test := range map[string]struct {
		there, here   publish.Owner
		reason, lines string
	}{
		"both":         {publish.Owner{Folder: a.Folder, Address: address}, publish.Owner{Folder: b.Folder, Address: "https://b.se/"}, ", " + address, `the lines that begin with "folder:" and "address:"`},
		"folder alone": {a, b, ", made in another folder", `the line that begins with "folder:"`},
		"now with one": {a, publish.Owner{Folder: b.Folder, Address: address}, ", made in another folder", `the line that begins with "folder:"`},
		"now without":  {publish.Owner{Folder: a.Folder, Address: address}, b, ", " + address, `the lines that begin with "folder:" and "address:"`},
		"address":      {publish.Owner{Address: address}, b, ", " + address, `the line that begins with "address:"`},
	} {
		dir := filepath.Join(top, name)
		mustPublish(t, dir, texts{"a": "a"}, publish.Options{Owner: test.there})
		_, err := publish.Publish(t.Context(), dir, texts{"a": "b"}.resources(), publish.Options{Owner: test.here})
		refused, is := errors.AsType[*publish.RefusedError](err)
		if !is || refused.Reason != "it holds another site"+test.reason || !strings.HasSuffix(refused.Hint, publish.Marker+" "+test.lines+", and build again") {
			t.Errorf("%s: %v, %q", name, err, refused.Advice())
			continue
		}
		marker := filepath.Join(dir, publish.Marker)
		text, err := os.ReadFile(marker)
		if err != nil {
			t.Fatal(err)
		}
		var rest []string
		for line := range strings.Lines(string(text)) {
			begin, _, _ := strings.Cut(line, " ")
			if !strings.Contains(test.lines, strconv.Quote(begin)) {
				rest = append(rest, line)
			}
		}
		if deleted := strings.Count(string(text), "\n") - len(rest); deleted != strings.Count(test.lines, `"`)/2 {
			t.Errorf("%s: of what is named %d lines are in %q", name, deleted, text)
		}
		write(t, marker, strings.Join(rest, ""))
		mustPublish(t, dir, texts{"a": "b"}, publish.Options{Owner: test.here})
	}
}
