package diag

// Excerpts gives for each of some problems of a list the line that it speaks of with marks under it, two lines as
// [Style.Print] shows them. One is empty where the line is not known or not there, or where a problem of the whole list is
// Secret on it.
func Excerpts(some, list List, read func(file string) ([]byte, error)) []string {
	secret := list.secretLines()
	excerpts := make([]string, len(some))
	q := quoter{read: read}
	for i, p := range some {
		if !secret[p.Pos.line()] {
			excerpts[i] = q.quote(p.Pos, nil)
		}
	}
	return excerpts
}
