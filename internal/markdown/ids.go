package markdown

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// ID makes of a text what can stand in an address and name a place in a page: lower case, letters
// (å, ä and ö among them), digits and the marks that belong to them kept, any run of other
// characters one hyphen, none at either end. It is empty for a text without letters and digits.
// Addresses of pages follow the same rule. The text is taken to be in Unicode's form NFC.
func ID(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	gap := false
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) && b.Len() > 0 && !gap:
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		case r == '\u00ad' || r == '\u200b': // a soft hyphen or a zero-width space parts no word
		default:
			gap = true
		}
	}
	return b.String()
}

// idSet hands out ids, each once.
type idSet struct {
	reserved []string
	taken    map[string]bool
	next     map[string]int // the suffix to try next, so that a thousand equal headings cost no million tries
}

func newIDSet(reserved []string) *idSet {
	return &idSet{reserved: reserved, taken: map[string]bool{}, next: map[string]int{}}
}

// clear makes the set as new.
func (s *idSet) clear() {
	clear(s.taken)
	clear(s.next)
}

// has tells whether an id is taken.
func (s *idSet) has(id string) bool { return s.taken[id] || slices.Contains(s.reserved, id) }

// claim gives the wish, or the wish with the lowest free number from 2 after it.
func (s *idSet) claim(wish string) string {
	id := wish
	for n := max(s.next[wish], 2); s.has(id); n++ {
		id = wish + "-" + strconv.Itoa(n)
		s.next[wish] = n + 1
	}
	s.taken[id] = true
	return id
}

// cleanID makes an id that someone wrote fit for use: HTML allows any character but white space
// (HTML Living Standard, section 3.2.6), and what cannot be typed helps nobody.
func cleanID(id string) string {
	unfit := func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r) || strings.ContainsRune(`"'<>&`+"`", r)
	}
	if strings.ContainsFunc(id, unfit) {
		return ID(id)
	}
	return id
}

// cleanClasses keeps those of the classes that are plain names.
func cleanClasses(classes string) string {
	kept := make([]string, 0, 4)
	for _, class := range strings.Fields(classes) {
		odd := func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
		}
		if !strings.ContainsFunc(class, odd) {
			kept = append(kept, class)
		}
	}
	return strings.Join(kept, " ")
}
