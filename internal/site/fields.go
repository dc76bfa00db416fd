package site

// Fields are the names of what a template reads of its view and of the views within it. Nil are all names.
type Fields map[string]bool

// Has tells whether a template reads a field.
func (f Fields) Has(name string) bool { return f == nil || f[name] }

// asked gives the fields that the template of a page reads. What is not among them need not be made.
func (s *Site) asked(p *Page) Fields {
	if s.options.Fields == nil {
		return nil
	}
	return s.options.Fields(p.Template)
}
