package site

import "vitrin/internal/portfolio"

// pageView makes the view of an ordinary page.
func (e *edition) pageView(page *Page, p *portfolio.Page) *PageView {
	return &PageView{Frame: e.frame(page, e.outlineOf(&p.Entry, p.ID, nil)), Words: e.words(page, &p.Entry)}
}
