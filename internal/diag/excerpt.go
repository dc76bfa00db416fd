package diag

// Excerpt gives the line that a problem speaks of with marks under it, two lines as [Print] shows them. It is empty
// where the line is not known, is not there, or must not be shown.
func Excerpt(p Problem, read func(file string) ([]byte, error)) string {
	if p.Secret {
		return ""
	}
	q := quoter{read: read}
	return q.quote(p.Pos)
}
