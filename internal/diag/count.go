package diag

import "strconv"

// Count writes a number with its noun: "1 project", "2 projects". The plural is the noun with an s, if it is not given.
func Count(n int, noun string, plural ...string) string {
	switch {
	case n == 1:
		return "1 " + noun
	case len(plural) > 0:
		return strconv.Itoa(n) + " " + plural[0]
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
