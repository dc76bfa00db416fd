package render

import "io"

// Print executes a page's template as html/template does, without a pen.
func (r *Renderer) Print(to io.Writer, name string, view any) error {
	r.mu.Lock()
	page, err := r.page(name)
	r.mu.Unlock()
	if err != nil {
		return err
	}
	own, err := page.Clone()
	if err != nil {
		return err
	}
	return own.Execute(to, view)
}
