package diag

import "vitrin/internal/wire"

// Append writes problems for [Read]. Most stand in one file, which is not written.
func Append(w *wire.Writer, l List, file string) {
	w.Count(len(l))
	for _, p := range l {
		elsewhere := p.Pos.File != file
		w.Byte(wire.Flags(p.Severity == Warning, p.Secret, elsewhere, !p.Fix.IsZero(), p.Topic != ""))
		if elsewhere {
			w.Text(p.Pos.File)
		}
		w.Count(p.Pos.Line)
		w.Count(p.Pos.Column)
		w.Count(p.Pos.Width)
		w.Text(string(p.Code))
		w.Text(p.Message)
		w.Text(p.Hint)
		if !p.Fix.IsZero() {
			w.Text(p.Fix.Old)
			w.Text(p.Fix.New)
		}
		if p.Topic != "" {
			w.Text(p.Topic)
		}
	}
}

// Read reads problems that [Append] wrote, of the same file. Their texts are parts of the reader's.
func Read(r *wire.Reader, file string) List {
	const (
		warning, secret, elsewhere, fixed, topic = 1, 2, 4, 8, 16
		leastMarks                               = 7
	)
	n := r.Count(leastMarks)
	if n == 0 {
		return nil
	}
	l := make(List, n)
	for i := range l {
		p, flags := &l[i], r.Byte()
		if flags&warning != 0 {
			p.Severity = Warning
		}
		p.Secret, p.Pos.File = flags&secret != 0, file
		if flags&elsewhere != 0 {
			p.Pos.File = r.Text()
		}
		p.Pos.Line, p.Pos.Column, p.Pos.Width = r.Number(), r.Number(), r.Number()
		p.Code, p.Message, p.Hint = Code(r.Text()), r.Text(), r.Text()
		if flags&fixed != 0 {
			p.Fix = Fix{Old: r.Text(), New: r.Text()}
		}
		if flags&topic != 0 {
			p.Topic = r.Text()
		}
	}
	return l
}
