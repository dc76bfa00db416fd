package render

import (
	"bytes"

	"vitrin/internal/site"
)

// addTimeRow adds a row of a timeline but for its end. The words of a project are those of all its rows, and are rendered once.
func (s *shared) addTimeRow(b *bytes.Buffer, r *site.TimeRow) error {
	b.Write(markup(b.AvailableBuffer()).raw(`<li class="time-row"`).attribute("data-kind", r.Kind).raw(">\n<div class=\"time-words\">\n"))
	if err := s.addTimeWords(b, r); err != nil {
		return err
	}
	m := markup(b.AvailableBuffer()).raw("</div>\n")
	if r.MakeTrack != nil {
		m = r.MakeTrack(m)
	}
	b.Write(m)
	return nil
}

func (s *shared) addTimeWords(b *bytes.Buffer, r *site.TimeRow) error {
	if r.Shared {
		return s.times.add(b, batch{
			count:  1,
			of:     func(int) (*site.Site, int) { return site.RowSite(r), site.RowNumber(r) },
			makeIn: func(b *bytes.Buffer, _ int) error { return s.addTime(b, &r.TimeWords) },
		}, "", "")
	}
	return s.addTime(b, &r.TimeWords)
}
