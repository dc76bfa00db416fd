package render

import (
	"html/template"

	"vitrin/internal/site"
)

// renderTimeRows gives the rows of a timeline as items of a list. The words of a project are those of all its rows,
// and are rendered once.
func (s *shared) renderTimeRows(rows []site.TimeRow) (template.HTML, error) {
	b := s.buffer()
	defer s.buffers.Put(b)
	for i := range rows {
		words, err := s.timeWords(&rows[i])
		if err != nil {
			return "", err
		}
		for _, html := range []string{
			`<li class="time-row" data-kind="`, template.HTMLEscapeString(rows[i].Kind), `">`, "\n<div class=\"time-words\">\n",
			string(words), "</div>\n", string(rows[i].Track), "</li>\n",
		} {
			b.WriteString(html)
		}
	}
	return template.HTML(b.String()), nil //nolint:gosec // of parts that are escaped
}

func (s *shared) timeWords(r *site.TimeRow) (template.HTML, error) {
	if r.Shared {
		return s.times.html(site.RowSite(r), site.RowNumber(r), func() (template.HTML, error) { return s.renderTime(&r.TimeWords) })
	}
	return s.renderTime(&r.TimeWords)
}
