package publish_test

import (
	"errors"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/publish"
)

// half is an encoding that gives the first half of a file, and counts how often.
func half(calls *atomic.Int32) publish.Encoding {
	return publish.Encoding{Suffix: ".half", Encode: func(dst io.Writer, src []byte) error {
		calls.Add(1)
		_, err := dst.Write(src[:len(src)/2])
		return err
	}}
}

// twice is an encoding that makes files larger.
func twice(calls *atomic.Int32) publish.Encoding {
	return publish.Encoding{Suffix: ".twice", Encode: func(dst io.Writer, src []byte) error {
		calls.Add(1)
		_, err := dst.Write(append(src[:len(src):len(src)], src...))
		return err
	}}
}

func isEncodable(name string) bool { return !strings.HasSuffix(name, "c") }

// withHalves adds to a site what half makes of it.
func withHalves(s texts) texts {
	all := maps.Clone(s)
	for name, text := range s {
		if isEncodable(name) && text != "" {
			all[name+".half"] = text[:len(text)/2]
		}
	}
	return all
}

// TestEncodings: a file is encoded when its bytes are new, and only then.
func TestEncodings(t *testing.T) {
	var halved, doubled atomic.Int32
	b := newBed(t)
	b.options.Encodings, b.options.Encodable = []publish.Encoding{half(&halved), twice(&doubled)}, isEncodable
	m := &made{texts: texts{"index.html": "total", "a/page": "a page", "a/unknown?": "?!", "pic": "not encoded", "empty": ""}, total: "1234"}
	publishes := func(what string, halves, doubles, calls int, want publish.Counts) publish.Result {
		t.Helper()
		halved.Store(0)
		doubled.Store(0)
		result := b.publish(t, m)
		if int(halved.Load()) != halves || int(doubled.Load()) != doubles || int(m.calls.Load()) != calls {
			t.Errorf("%s: halved %d, doubled %d, wrote %d files; want %d, %d, %d", what, halved.Load(), doubled.Load(), m.calls.Load(), halves, doubles, calls)
		}
		counts := result.Counts
		counts.Bytes, counts.Written = 0, 0
		if diff := cmp.Diff(want, counts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
		site := m.bytes()
		if len(b.options.Encodings) > 0 {
			site = withHalves(site)
		}
		expect(t, b.dir, site)
		if b.options.Clean = false; !b.isCurrent(t) {
			t.Errorf("%s: not current", what)
		}
		return result
	}
	publishes("first", 4, 4, 5, publish.Counts{Added: 8})
	publishes("nothing", 0, 0, 1, publish.Counts{Unchanged: 8})
	m.total = "5678"
	result := publishes("one page", 1, 1, 2, publish.Counts{Changed: 2, Unchanged: 6})
	want := []publish.File{
		{Path: "a/unknown", Change: publish.Same, Why: []string{"unknown"}},
		{Path: "index.html", Change: publish.Changed, Why: []string{"total"}},
		{Path: "index.html.half", Change: publish.Changed},
	}
	if diff := cmp.Diff(want, result.Files); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	m.total = "5699"
	publishes("one page, whose half stays", 1, 1, 2, publish.Counts{Changed: 1, Unchanged: 7})
	remove(t, filepath.Join(b.dir, "a", "page.half"))
	publishes("a variant removed", 1, 0, 1, publish.Counts{Added: 1, Unchanged: 7})
	write(t, filepath.Join(b.dir, "a", "page"), "a pagE")
	publishes("a file touched, its variant not", 0, 0, 2, publish.Counts{Changed: 1, Unchanged: 7})

	b.options.Encodings[1].Version = "2"
	publishes("another version", 0, 4, 1, publish.Counts{Unchanged: 8})
	both := b.options.Encodings
	b.options.Encodings = nil
	publishes("switched off", 0, 0, 1, publish.Counts{Unchanged: 5, Removed: 3})
	b.options.Encodings = slices.Clone(both[1:])
	b.options.Encodings = append(b.options.Encodings, both[0])
	publishes("switched on, in another order", 4, 4, 1, publish.Counts{Added: 3, Unchanged: 5})
	b.options.Encodings = both
	publishes("the first order", 0, 0, 1, publish.Counts{Unchanged: 8})
	b.options.Clean = true
	publishes("clean", 4, 4, 5, publish.Counts{Changed: 8})
	delete(m.texts, "index.html")
	publishes("gone", 0, 0, 1, publish.Counts{Unchanged: 6, Removed: 2})
	remove(t, b.options.Records)
	publishes("no record", 3, 3, 4, publish.Counts{Unchanged: 6})
}

// TestLeast: a file below the size that gains by a variant has none, and is not encoded.
func TestLeast(t *testing.T) {
	var calls atomic.Int32
	b := newBed(t)
	m := &made{texts: texts{"long": "123456", "short": "12345"}}
	for _, step := range []struct {
		long         string
		least, calls int
		want         []string
	}{
		{"123456", 6, 1, []string{"long.half"}},
		{"123456", 6, 0, []string{"long.half"}},
		{"123456", 5, 2, []string{"long.half", "short.half"}},
		{"1234", 5, 0, []string{"short.half"}},
		{"12345", 6, 0, nil},
		{"12345", 0, 2, []string{"long.half", "short.half"}},
	} {
		calls.Store(0)
		one := half(&calls)
		one.Least, m.texts["long"] = step.least, step.long
		b.options.Encodings = []publish.Encoding{one}
		b.publish(t, m)
		var got []string
		for _, name := range sorted(read(t, b.dir)) {
			if strings.HasSuffix(name, ".half") {
				got = append(got, name)
			}
		}
		if diff := cmp.Diff(step.want, got); diff != "" || int(calls.Load()) != step.calls {
			t.Errorf("%+v: %d calls, variants (-want +got):\n%s", step, calls.Load(), diff)
		}
	}
}

// TestEncodingFails: an error or a panic of an encoding leaves the old site.
func TestEncodingFails(t *testing.T) {
	for name, encode := range map[string]func(io.Writer, []byte) error{
		"error": func(io.Writer, []byte) error { return errors.New("odd") },
		"panic": func(io.Writer, []byte) error { panic("odd") },
	} {
		b := newBed(t)
		old := mustPublish(t, b.dir, texts{"a": "old"}, b.options)
		b.options.Encodings = []publish.Encoding{{Suffix: ".gz", Encode: encode}}
		_, err := publish.Publish(t.Context(), b.dir, texts{"a": "new"}.resources(), b.options)
		if err == nil || !strings.Contains(err.Error(), "cannot make a.gz: ") || !strings.Contains(err.Error(), "odd") || old.Added != 1 {
			t.Errorf("%s: %v", name, err)
		}
		expect(t, b.dir, texts{"a": "old"})
	}
}

// TestVariantConflicts: no file and no folder may stand where a variant of another file goes.
func TestVariantConflicts(t *testing.T) {
	var calls atomic.Int32
	for name, test := range map[string]struct {
		paths []string
		fine  bool
	}{
		"file, then its variant":        {paths: []string{"a/b", "a/b.half"}},
		"variant, then the file":        {paths: []string{"a/b.half", "a/b"}},
		"in other case":                 {paths: []string{"a/b.HALF", "A/B"}},
		"a folder":                      {paths: []string{"a.half/b/x", "a"}},
		"a folder, later":               {paths: []string{"a", "a.half/b/x"}},
		"of what has no variants":       {paths: []string{"c", "c.half"}, fine: true},
		"with nothing before":           {paths: []string{"a/.half", "b/.half/a"}, fine: true},
		"another suffix":                {paths: []string{"a", "a.twice"}, fine: true},
		"the variant has no variant":    {paths: []string{"a", "a.half.half"}, fine: true},
		"variant without its file":      {paths: []string{"a.half", "b"}, fine: true},
		"beginning with another's name": {paths: []string{"a", "ab.half"}, fine: true},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "public")
			var all []publish.Resource
			for _, path := range test.paths {
				all = append(all, resource(path, "text"))
			}
			_, err := publish.Publish(t.Context(), dir, slices.Values(all), publish.Options{Encodings: []publish.Encoding{half(&calls)}, Encodable: isEncodable})
			conflict, ok := errors.AsType[*publish.ConflictError](err)
			switch {
			case test.fine && err != nil:
				t.Errorf("Publish: %v", err)
			case !test.fine && (!ok || conflict.First != test.paths[0] || conflict.Second != test.paths[1]):
				t.Errorf("Publish: %v, want a *ConflictError", err)
			}
		})
	}
}

// TestEncodingsThatCannotBe: encodings that cannot be told apart are refused before anything is made.
func TestEncodingsThatCannotBe(t *testing.T) {
	var calls atomic.Int32
	e := half(&calls)
	for name, all := range map[string][]publish.Encoding{
		"no suffix": {{Encode: e.Encode}}, "no dot": {{Suffix: "gz", Encode: e.Encode}}, "a path": {{Suffix: "./x", Encode: e.Encode}},
		"no Encode": {{Suffix: ".gz"}}, "twice": {e, e}, "nine": make([]publish.Encoding, 9),
	} {
		dir := filepath.Join(t.TempDir(), "public")
		if _, err := publish.Publish(t.Context(), dir, texts{"a": "a"}.resources(), publish.Options{Encodings: all}); err == nil {
			t.Errorf("%s: no error", name)
		}
		expectBeside(t, dir)
	}
}
