package build

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/locale"
	"vitrin/internal/markdown"
	"vitrin/internal/portfolio"
	"vitrin/internal/syntax"
	"vitrin/templates"
)

const catalogues = "lang"

// locales reads the catalogues of the site's languages, in their order. A language without one is a
// problem that names those there are.
func locales(layouts fs.FS, settings *portfolio.Settings) ([]*locale.Locale, diag.List, error) {
	reference, all, err := catalogue(templates.FS, "en", nil)
	if err != nil || reference == nil {
		return nil, all, err
	}
	var list []*locale.Locale
	for i, code := range settings.Languages {
		l, problems, err := catalogue(layouts, code, reference)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
			pos := diag.Pos{File: "content/site.yaml"}
			if i < len(settings.LanguagePos) {
				pos = settings.LanguagePos[i]
			}
			all.Error(pos, diag.Language, fmt.Sprintf("there are no words for the language %q", code),
				fmt.Sprintf("the languages there are: %s; for another, write templates/lang/%s.yaml after the model of templates/lang/en.yaml", strings.Join(codes(layouts), ", "), code))
			continue
		case err != nil:
			return nil, all, err
		}
		all = append(all, problems...)
		if problems.Errors() == 0 {
			list = append(list, l)
		}
	}
	return list, all, nil
}

// catalogue reads the words of one language.
func catalogue(layouts fs.FS, code string, reference *locale.Locale) (*locale.Locale, diag.List, error) {
	name := path.Join(catalogues, code+".yaml")
	src, err := fs.ReadFile(layouts, name)
	if err != nil {
		return nil, nil, err
	}
	node, problems := syntax.YAML("templates/"+name, src, 1)
	if problems.Errors() > 0 {
		return nil, problems, nil
	}
	l, more := locale.New(code, node, reference)
	return l, append(problems, more...), nil
}

// dateWords gives the words with which people may write dates: those of the site's languages and of every
// built-in one, since an editor of a Swedish site may write "May 2022" too.
func dateWords(locales []*locale.Locale) (edtf.Words, error) {
	words := edtf.Words{Months: map[string]int{}, Seasons: map[string]int{}}
	add := func(l *locale.Locale) {
		maps.Copy(words.Months, l.DateWords().Months)
		maps.Copy(words.Seasons, l.DateWords().Seasons)
	}
	for _, code := range codes(templates.FS) {
		l, _, err := catalogue(templates.FS, code, nil)
		if err != nil {
			return words, err
		}
		if l != nil {
			add(l)
		}
	}
	for _, l := range locales {
		add(l)
	}
	return words, nil
}

// codes gives the languages that have a catalogue.
func codes(layouts fs.FS) []string {
	entries, err := fs.ReadDir(layouts, catalogues)
	if err != nil {
		return nil
	}
	var codes []string
	for _, e := range entries {
		if code, ok := strings.CutSuffix(e.Name(), ".yaml"); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

// markdownWords gives the words that bodies of a language are rendered with.
func markdownWords(l *locale.Locale) markdown.Words {
	word := func(key string) string {
		text, err := l.T(key)
		if err != nil {
			return ""
		}
		return text
	}
	return markdown.Words{
		Note: word("callout.note"), Tip: word("callout.tip"), Important: word("callout.important"), Warning: word("callout.warning"), Caution: word("callout.caution"),
		Footnotes: word("footnotes"), BackToText: word("footnote.back"), Done: word("task.done"), Open: word("task.open"),
	}
}
