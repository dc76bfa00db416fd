package diag_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/wire"
)

func problems() diag.List {
	var l diag.List
	l.Error(diag.Pos{File: "a.md", Line: 3, Column: 200, Width: 7}, diag.Date, "not a date", "write 2015-09\nor 2015")
	l.Mend(diag.Fix{Old: "09/2015", New: "2015-09"})
	l.Error(diag.Pos{File: "a.de.md"}, diag.Language, "not a language of the site", "")
	l.About("de")
	l.Warn(diag.Pos{File: "b.md"}, diag.File, "odd", "")
	l.Warn(diag.Pos{}, diag.Limit, "", "")
	return append(l, diag.Problem{Severity: diag.Warning, Code: diag.PersonalNumber, Secret: true, Pos: diag.Pos{File: "a.md", Line: 1}})
}

func TestProblemsAreReadBack(t *testing.T) {
	for _, l := range []diag.List{nil, problems()} {
		var w wire.Writer
		diag.Append(&w, l, "a.md")
		r := wire.NewReader(string(w.Marks), string(w.Texts))
		if d := cmp.Diff(l, diag.Read(r, "a.md")); d != "" || !r.Done() {
			t.Errorf("done %v (-written +read)\n%s", r.Done(), d)
		}
	}
}

// FuzzRead holds that nothing that lies on a disk makes Read panic or take much memory, and that what holds is read.
func FuzzRead(f *testing.F) {
	var w wire.Writer
	diag.Append(&w, problems(), "a.md")
	f.Add(w.Marks, w.Texts)
	f.Add([]byte("\xff\xff\xff\xff\x0f\x00"), []byte{})
	f.Fuzz(func(t *testing.T, marks, texts []byte) {
		r := wire.NewReader(string(marks), string(texts))
		l := diag.Read(r, "a.md")
		if !r.OK() {
			return
		}
		var again wire.Writer
		diag.Append(&again, l, "a.md")
		if d := cmp.Diff(l, diag.Read(wire.NewReader(string(again.Marks), string(again.Texts)), "a.md")); d != "" {
			t.Errorf("(-written +read)\n%s", d)
		}
	})
}
