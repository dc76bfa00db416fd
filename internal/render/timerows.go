package render

import (
	"bytes"
	"html/template"

	"vitrin/internal/site"
)

// addTimeRow adds a row of a timeline but for its end. The words of a project are those of all its rows, and are rendered once.
func (s *shared) addTimeRow(b *bytes.Buffer, r *site.TimeRow) error {
	words, err := s.timeWords(r)
	if err != nil {
		return err
	}
	m := markup(b.AvailableBuffer()).raw(`<li class="time-row"`).attribute("data-kind", r.Kind).raw(">\n<div class=\"time-words\">\n")
	m = m.raw(string(words), "</div>\n")
	if r.MakeTrack != nil {
		m = r.MakeTrack(m)
	}
	b.Write(m)
	return nil
}

func (s *shared) timeWords(r *site.TimeRow) (template.HTML, error) {
	if r.Shared {
		return s.times.html(site.RowSite(r), site.RowNumber(r), func() (template.HTML, error) { return s.renderTime(&r.TimeWords) })
	}
	return s.renderTime(&r.TimeWords)
}
