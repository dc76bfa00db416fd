package linkcheck_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"vitrin/internal/linkcheck"
)

// TestKept holds that what is known is not asked again, and what must not be kept is.
func TestKept(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = filepath.Join(t.TempDir(), "new", "folder")
	addresses := []string{"a.example/200", "a.example/404", "a.example/403", "a.example/301/a.example/200", "b.example/500", "broken.example/", "c.example/302/b.example/500"}
	first := w.check(o, addresses...)
	asked := len(w.told())
	second := w.check(o, addresses...)
	for i, r := range second {
		if kept := !strings.HasPrefix(r.Address, "broken."); r.Kept != kept {
			t.Errorf("%s: kept is %v, want %v", r.Address, r.Kept, kept)
		}
		r.Kept = false
		if r != first[i] {
			t.Errorf("%+v was %+v", r, first[i])
		}
	}
	if again := w.told()[asked:]; len(again) > 0 {
		t.Errorf("asked again: %q", again)
	}
	if err := os.RemoveAll(o.Folder); err != nil {
		t.Fatal(err)
	}
	w.check(o, addresses...)
	if again := len(w.told()) - asked; again != asked {
		t.Errorf("%d requests once the folder was deleted, want %d", again, asked)
	}
}

// TestKeptTogether holds that a check adds to what others have found out, and that the file does not grow without end.
func TestKeptTogether(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = t.TempDir()
	w.check(o, "a.example/200", "a.example/404")
	w.check(o, "b.example/200")
	for _, r := range w.check(o, "b.example/200", "a.example/404", "a.example/200") {
		if !r.Kept {
			t.Errorf("%+v", r)
		}
	}

	const most = 10_000
	links := make([]string, most)
	for i := range links {
		links[i] = fmt.Sprintf(`{"address":"https://old.example/%d","outcome":"well","status":200,"asked":%q}`, i, time.Now().Add(-time.Hour).Format(time.RFC3339))
	}
	writeKept(t, o.Folder, `{"version":1,"links":[`+strings.Join(links, ",")+`]}`)
	w.check(o, "c.example/200")
	data, err := os.ReadFile(filepath.Join(o.Folder, "links.json"))
	if err != nil {
		t.Fatal(err)
	}
	if n := bytes.Count(data, []byte(`"address"`)); n != most || !bytes.Contains(data, []byte("c.example")) {
		t.Errorf("%d addresses are kept, want the newest %d", n, most)
	}
}

// TestNotKept holds that answers which say nothing of the site leave no trace.
func TestNotKept(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = filepath.Join(t.TempDir(), "folder")
	w.server.Close()
	w.check(o, "nowhere.example/", "broken.example/", "a.example/") // no site is reached: the machine is offline
	o.Private = false
	w.check(o, "a.example/", "inside.example/")
	if _, err := os.Stat(o.Folder); !os.IsNotExist(err) {
		t.Errorf("something was kept: %v", err)
	}
}

// TestKeptPrivately holds that what was found out in private networks does not count where they are not asked.
func TestKeptPrivately(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = t.TempDir()
	w.check(o, "a.example/200")
	o.Private = false
	if r := w.check(o, "a.example/200")[0]; r.Outcome != linkcheck.Private || r.Kept {
		t.Errorf("%+v", r)
	}
}

// TestAge holds for how long an answer is taken for true.
func TestAge(t *testing.T) {
	const hour, day = time.Hour, 24 * time.Hour
	for _, tt := range []struct {
		outcome linkcheck.Outcome
		status  int
		age     time.Duration
		kept    bool
	}{
		{linkcheck.Well, 200, 6 * day, true},
		{linkcheck.Well, 200, 8 * day, false},
		{linkcheck.Well, 200, -hour, false}, // from the future
		{linkcheck.Closed, 403, 6 * day, true},
		{linkcheck.Closed, 429, 50 * time.Minute, true},
		{linkcheck.Closed, 429, 2 * hour, false},
		{linkcheck.Gone, 404, 50 * time.Minute, true},
		{linkcheck.Gone, 404, 2 * hour, false},
		{linkcheck.Failing, 500, 2 * hour, false},
	} {
		w := newAnswering(t)
		o := quick()
		o.Folder = t.TempDir()
		writeKept(t, o.Folder, fmt.Sprintf(`{"version":1,"links":[{"address":%q,"outcome":%q,"status":%d,"asked":%q}]}`,
			w.at("a.example/200"), tt.outcome, tt.status, time.Now().Add(-tt.age).Format(time.RFC3339)))
		if r := w.check(o, "a.example/200")[0]; r.Kept != tt.kept {
			t.Errorf("%s %d of %v ago: kept is %v", tt.outcome, tt.status, tt.age, r.Kept)
		}
	}
}

func writeKept(t *testing.T, folder, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, "links.json"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestForeign holds that a file which no check wrote is passed over, and written anew.
func TestForeign(t *testing.T) {
	w := newAnswering(t)
	good := fmt.Sprintf(`{"address":%q,"outcome":"well","status":200,"asked":%q}`, w.at("a.example/404"), time.Now().Add(-time.Minute).Format(time.RFC3339))
	for name, text := range map[string]string{
		"empty": "", "cut short": `{"version":1,"links":[` + good, "another version": `{"version":2,"links":[` + good + `]}`,
		"a list": "[" + good + "]", "not JSON": "links", "NUL": strings.Repeat("\x00", 4096),
		"another outcome":    `{"version":1,"links":[` + strings.Replace(good, "well", "fine", 1) + `]}`,
		"moved nowhere":      `{"version":1,"links":[` + strings.Replace(good, "well", "moved", 1) + `]}`,
		"moved to a script":  `{"version":1,"links":[` + strings.Replace(good, `"well"`, `"moved","to":"javascript:alert(1)"`, 1) + `]}`,
		"not as it is asked": `{"version":1,"links":[` + strings.Replace(good, "a.example", "A.example", 1) + `]}`,
		"too large":          `{"version":1,"links":[` + good + `]}` + strings.Repeat(" ", 17<<20),
	} {
		t.Run(name, func(t *testing.T) {
			o := quick()
			o.Folder = t.TempDir()
			writeKept(t, o.Folder, text)
			if r := w.check(o, "a.example/404")[0]; r.Kept || r.Outcome != linkcheck.Gone {
				t.Errorf("%+v", r)
			}
			if r := w.check(o, "a.example/404")[0]; !r.Kept {
				t.Errorf("it was not written anew: %+v", r)
			}
		})
	}
	o := quick()
	o.Folder = t.TempDir()
	writeKept(t, o.Folder, `{"version":1,"links":[`+good+`]}`)
	if r := w.check(o, "a.example/404")[0]; !r.Kept || r.Outcome != linkcheck.Well {
		t.Errorf("the file that the others are made of is not read: %+v", r)
	}
}

// TestNotWritable holds that results come also where they cannot be kept, and that this is told.
func TestNotWritable(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(o.Folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	results, err := linkcheck.Check(t.Context(), []string{w.at("a.example/404")}, o)
	if err == nil || !strings.Contains(err.Error(), "cannot be kept") || results[0].Outcome != linkcheck.Gone {
		t.Errorf("%+v, %v", results, err)
	}
}

// TestChecksAtOnce holds that checks which share a folder leave a whole file and no drafts, whoever comes last.
func TestChecksAtOnce(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = t.TempDir()
	var checks sync.WaitGroup
	for i := range 8 {
		checks.Go(func() {
			for j := range 5 {
				w.check(o, fmt.Sprintf("h%d.example/%d", i, j), "a.example/404")
			}
		})
	}
	checks.Wait()
	files, err := os.ReadDir(o.Folder)
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	if r := w.check(o, "a.example/404")[0]; !r.Kept {
		t.Errorf("%+v", r)
	}
}

// TestDrafts holds that what a check left that was ended while it wrote is removed in time, and nothing else.
func TestDrafts(t *testing.T) {
	w := newAnswering(t)
	o := quick()
	o.Folder = t.TempDir()
	for name, age := range map[string]time.Duration{"links.json-OLD.draft": 2 * time.Hour, "links.json-NEW.draft": 0, "other.draft": 2 * time.Hour, "links.json-mine": 2 * time.Hour} {
		file := filepath.Join(o.Folder, name)
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if at := time.Now().Add(-age); os.Chtimes(file, at, at) != nil {
			t.Fatal(name)
		}
	}
	w.check(o, "a.example/200")
	var left []string
	files, err := os.ReadDir(o.Folder)
	for _, f := range files {
		left = append(left, f.Name())
	}
	if want := []string{"links.json", "links.json-NEW.draft", "links.json-mine", "other.draft"}; err != nil || !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
}

// FuzzKept holds that whatever lies in the cache, reading it ends well, and what is taken from it is read again as it was.
func FuzzKept(f *testing.F) {
	now := time.Date(2026, 11, 15, 12, 0, 0, 0, time.UTC)
	f.Add([]byte(`{"version":1,"links":[{"address":"https://a.example/","outcome":"moved","status":200,"to":"https://b.example/?a&b","asked":"2026-11-15T11:00:00Z"}]}`))
	f.Add([]byte(`{"version":1,"links":[{"address":"http://a/","outcome":"failing","reason":"\u001b","asked":"2026-11-15T11:59:00Z","private":true}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		once, err := linkcheck.ReadKept(data, now)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(once) {
			t.Fatalf("not JSON: %s", once)
		}
		if twice, err := linkcheck.ReadKept(once, now); err != nil || !bytes.Equal(once, twice) {
			t.Fatalf("once %s\ntwice %s, %v", once, twice, err)
		}
	})
}

// FuzzAddress holds that the form in which an address is asked is one form.
func FuzzAddress(f *testing.F) {
	for _, address := range []string{"HTTPS://Me:pw@A.Example:443#x", "http://[::1]:80/a b?ä", "http://räksmörgås.se./%zz", "https://a:/", "http://a%2fb/"} {
		f.Add(address)
	}
	f.Fuzz(func(t *testing.T, address string) {
		key := linkcheck.Key(address)
		if key == "" {
			return
		}
		if again := linkcheck.Key(key); again != key {
			t.Errorf("%q is asked as %q and that as %q", address, key, again)
		}
	})
}
