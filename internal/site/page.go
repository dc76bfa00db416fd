package site

import "vitrin/internal/portfolio"

// pageView makes the view of an ordinary page.
func (e *edition) pageView(page *Page, entry *portfolio.Entry) *PageView {
	return &PageView{Frame: e.frame(page, e.outlineOf(entry, entry.ID, nil)), Words: e.words(page, entry)}
}
