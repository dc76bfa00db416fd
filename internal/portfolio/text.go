package portfolio

// Text is a short text that is written once for all languages, or once in each of several. The zero
// Text is empty.
type Text struct {
	plain string
	in    map[string]string // by language; nil where there is only plain
}

// PlainText makes a text that reads the same in every language.
func PlainText(s string) Text { return Text{plain: s} }

// In gives the text in a language: as written for it, else as written for all, else as written for
// the first of the others, in the order of the languages' codes.
func (t Text) In(lang string) string {
	if s, ok := t.in[lang]; ok {
		return s
	}
	if t.plain != "" || len(t.in) == 0 {
		return t.plain
	}
	return t.in[firstKey(t.in)]
}

// IsZero tells whether there is no text at all.
func (t Text) IsZero() bool { return t.plain == "" && len(t.in) == 0 }

func firstKey(m map[string]string) string {
	first := ""
	for k := range m {
		if first == "" || k < first {
			first = k
		}
	}
	return first
}
