package portfolio

// Text is a short text that is written once for all languages, or once in each of several. The zero
// Text is empty. It takes no more room than a pointer: most texts that a record could have are not stated, and many
// files state the same ones.
type Text struct{ of *wording }

// wording is what a text says.
type wording struct {
	plain string
	in    map[string]string // by language; nil where there is only plain
}

// PlainText makes a text that reads the same in every language.
func PlainText(s string) Text {
	if s == "" {
		return Text{}
	}
	return Text{&wording{plain: s}}
}

// translatedText makes a text of what it says in each of several languages.
func translatedText(in map[string]string) Text { return Text{&wording{in: in}} }

// plain gives a text that is written for all languages, else "".
func (t Text) plain() string {
	if t.of == nil {
		return ""
	}
	return t.of.plain
}

// translations gives a text as it is written in each language, nil where it is written for all. It is only to be read.
func (t Text) translations() map[string]string {
	if t.of == nil {
		return nil
	}
	return t.of.in
}

// In gives the text in a language: as written for it, else as written for all, else as written for
// the first of the others, in the order of the languages' codes.
func (t Text) In(lang string) string {
	in := t.translations()
	if s, ok := in[lang]; ok {
		return s
	}
	if plain := t.plain(); plain != "" || len(in) == 0 {
		return plain
	}
	return in[firstKey(in)]
}

// IsZero tells whether there is no text at all.
func (t Text) IsZero() bool { return t.plain() == "" && len(t.translations()) == 0 }

func firstKey(m map[string]string) string {
	first := ""
	for k := range m {
		if first == "" || k < first {
			first = k
		}
	}
	return first
}
