package diag

import (
	"strings"
	"unicode"

	"github.com/agnivade/levenshtein"
)

// Nearest gives the known name that a mistyped one is likely to mean, or "" where none is near: more
// than a third of its letters, and more than one, would have to change. Two letters that changed
// places count as one; case and the marks of å, ä, ö and other letters count for nothing. Of names
// equally near, the first in the order of known is given.
func Nearest(name string, known []string) string {
	nearest, _ := nearest(name, known)
	return nearest
}

// Sole gives the known name that a mistyped one means beyond doubt: the [Nearest], where no other is equally near.
// A name of one or two letters gives none: most words of that length are near it, and it may be a language.
func Sole(name string, known []string) string {
	const short = 2
	nearest, isSole := nearest(name, known)
	if !isSole || len(fold(name)) <= short {
		return ""
	}
	return nearest
}

// nearest gives the nearest name, and tells whether no other is equally near.
func nearest(name string, known []string) (nearest string, isSole bool) {
	wanted := fold(name)
	limit := max(1, len(wanted)/3)
	least := limit + 1
	for _, candidate := range known {
		letters := fold(candidate)
		if d := len(letters) - len(wanted); d > least || -d > least {
			continue
		}
		switch d := distance(wanted, letters); {
		case d < least:
			nearest, least, isSole = candidate, d, true
		case d == least && candidate != nearest:
			isSole = false
		}
	}
	return nearest, isSole
}

// distance counts the letters to insert, to remove, to replace, or one pair to swap.
func distance(a, b []rune) int {
	if len(a) == len(b) {
		first := 0
		for first < len(a) && a[first] == b[first] {
			first++
		}
		if first+1 < len(a) && a[first] == b[first+1] && a[first+1] == b[first] && string(a[first+2:]) == string(b[first+2:]) {
			return 1
		}
	}
	return levenshtein.ComputeDistance(string(a), string(b))
}

// plain gives the letters behind those that Swedish and its neighbours mark.
var plain = strings.NewReplacer("å", "a", "ä", "a", "á", "a", "à", "a", "æ", "a", "ö", "o", "ø", "o", "é", "e", "è", "e", "ü", "u")

// fold gives the letters of a name without case and marks, combining ones too.
func fold(name string) []rune {
	var letters []rune
	for _, r := range plain.Replace(strings.ToLower(name)) {
		if !unicode.Is(unicode.Mn, r) {
			letters = append(letters, r)
		}
	}
	return letters
}
