package markdown

import (
	"strconv"
	"strings"
)

// nameless stands in plain text for a link that has no text of its own, by its number among the links: what it is called is known
// only when pages are tied together. A NUL is in no text, and no mark is cut, as it has no blank.
func nameless(link int) []byte {
	return append(strconv.AppendInt([]byte{0}, int64(link), 10), 0)
}

// Named gives the opening of a document that has so many links, in which those without a text of their own are called as name says,
// by their numbers; where that is "", the link stays to be named later.
func Named(opening string, links int, name func(link int) string) string {
	before, rest, found := strings.Cut(opening, "\x00")
	if !found {
		return opening
	}
	var b strings.Builder
	for ; found; before, rest, found = strings.Cut(rest, "\x00") {
		b.WriteString(before)
		number, after, _ := strings.Cut(rest, "\x00")
		rest = after
		link, err := strconv.Atoi(number)
		if err != nil || link < 0 || link >= links {
			continue // none of ours: the text is not one of Parse's
		}
		if text := name(link); text != "" {
			b.WriteString(text)
		} else {
			b.Write(nameless(link))
		}
	}
	b.WriteString(before)
	return b.String()
}

// Shorten gives the beginning of a text on one line in n characters at most. What is longer is cut after a sentence where one ends
// in the last two fifths, else after a word, with … to show that it goes on.
func Shorten(text string, n int) string {
	end, runes := 0, 0
	for i := range text {
		if runes == n-1 {
			end = i // leaves room for the …
		}
		if runes == n {
			return cut(text[:end], text[:i])
		}
		runes++
	}
	return text
}
