package diag

// Excerpts gives for each problem of a list the line that it speaks of with marks under it, two lines as [Print] shows
// them. One is empty where the line is not known or not there, or where a problem of the list is Secret on it.
func Excerpts(list List, read func(file string) ([]byte, error)) []string {
	secret := list.secretLines()
	all := make([]string, len(list))
	q := quoter{read: read}
	for i, p := range list {
		if !secret[p.Pos.line()] {
			all[i] = q.quote(p.Pos, nil)
		}
	}
	return all
}
