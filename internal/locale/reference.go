package locale

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"vitrin/internal/diag"
)

// compare reports the words of the reference that this catalogue lacks, and those that ask for other values.
func (r *reader) compare(n *node, reference *Locale) {
	var own []string // words that the reference has not: perhaps misspelt
	for key := range r.l.words {
		if _, ok := reference.words[key]; !ok {
			own = append(own, key)
		}
	}
	slices.Sort(own)
	words := n.Get("words")
	for _, key := range slices.Sorted(maps.Keys(reference.words)) {
		theirs := reference.words[key].text
		ours, ok := r.l.words[key]
		switch {
		case !ok && strings.HasPrefix(key, "language."): // names of languages that the site may never need
		case !ok:
			hint := fmt.Sprintf("in %s: %s", reference.Name, theirs.write(arguments))
			if near := diag.Nearest(key, own); near != "" {
				hint = fmt.Sprintf("is it what %q is meant to be? %s", near, hint)
			}
			r.problems.Error(place(words, n), diag.MissingKey, fmt.Sprintf("the words lack %q", key), hint)
		case !slices.Equal(ours.text.asked(), theirs.asked()):
			r.problems.Error(words.Get(key).Pos, diag.Value,
				fmt.Sprintf("the values that %q asks for are %s, but there are: %s", key, names(ours.text.asked()), names(theirs.asked())),
				fmt.Sprintf("in %s: %s", reference.Name, theirs.write(arguments)))
		}
	}
	for _, key := range slices.Sorted(maps.Keys(reference.paths)) {
		if _, ok := r.l.paths[key]; !ok {
			r.problems.Error(place(n.Get("paths"), n), diag.MissingKey, fmt.Sprintf("the paths lack %q", key),
				fmt.Sprintf("write a word for addresses; in %s: %s", reference.Name, reference.paths[key]))
		}
	}
}

// place gives the position of a group, or of the catalogue where it lacks that.
func place(group, catalogue *node) diag.Pos {
	if group != nil {
		return group.Pos
	}
	return catalogue.Pos
}
