package build

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
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

// linguist reads catalogues, each text once: the built-in ones are wanted as reference, as a site's own, and for dates.
type linguist struct{ read map[string]wordList }

// wordList is the tree of a catalogue, with what is wrong with it.
type wordList struct {
	node     *syntax.Node
	problems diag.List
}

// parse reads the text of a catalogue.
func (r *linguist) parse(name string, src []byte) (*syntax.Node, diag.List) {
	key := name + "\x00" + string(src)
	list, known := r.read[key]
	if !known {
		list.node, list.problems = syntax.YAML("templates/"+name, src, 1)
		if r.read == nil {
			r.read = map[string]wordList{}
		}
		r.read[key] = list
	}
	return list.node, slices.Clip(list.problems)
}

// locales reads the catalogues of the site's languages, in their order. A language without one is a
// problem that names those there are.
func (r *linguist) locales(layouts fs.FS, settings *portfolio.Settings) ([]*locale.Locale, diag.List, error) {
	reference, all, err := r.catalogue(templates.FS, "en", nil)
	if err != nil || reference == nil {
		return nil, all, err
	}
	var list []*locale.Locale
	for i, code := range settings.Languages {
		l, problems, err := r.catalogue(layouts, code, reference)
		switch {
		case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrInvalid):
			pos := diag.Pos{File: "content/site.yaml"}
			if i < len(settings.LanguagePos) {
				pos = settings.LanguagePos[i]
			}
			all.Error(pos, diag.Language, fmt.Sprintf("there are no words for the language %q", code),
				fmt.Sprintf("the languages there are: %s; for another, write templates/lang/%s.yaml after the model of the English one, which vitrin help templates/lang/en.yaml prints", strings.Join(codes(layouts), ", "), code))
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

// catalogue reads the words of one language. A site's own catalogue of a language that is built in needs to hold
// only what differs.
func (r *linguist) catalogue(layouts fs.FS, code string, reference *locale.Locale) (*locale.Locale, diag.List, error) {
	name := path.Join(catalogues, code+".yaml")
	src, err := fs.ReadFile(layouts, name)
	if err != nil {
		return nil, nil, err
	}
	node, problems := r.parse(name, src)
	if problems.Errors() > 0 {
		return nil, problems, nil
	}
	if builtIn, err := templates.FS.ReadFile(name); err == nil && !bytes.Equal(builtIn, src) {
		base, _ := r.parse(name, builtIn)
		problems = append(problems, misspelt(node.Get("words"), base.Get("words"))...)
		node = over(node, base, catalogueGroups)
	}
	l, more := locale.New(code, node, reference)
	return l, append(problems, more...), nil
}

// catalogueGroups is how deep the values of a catalogue lie: a group, such as the words, and in it a key.
const catalogueGroups = 2

// over lays a mapping over another: what it states stays, what it lacks comes from below, down to a number of levels.
func over(own, base *syntax.Node, levels int) *syntax.Node {
	if levels == 0 || own.Kind != syntax.Mapping || base.Kind != syntax.Mapping {
		return own
	}
	both := *own
	both.Fields = nil
	for _, f := range own.Fields {
		if below := base.Get(f.Key); below != nil {
			f.Value = over(f.Value, below, levels-1)
		}
		both.Fields = append(both.Fields, f)
	}
	for _, f := range base.Fields {
		if own.Get(f.Key) == nil {
			both.Fields = append(both.Fields, f)
		}
	}
	return &both
}

// misspelt warns of words that are meant to replace built-in ones and do not. Words of a site's own templates are
// welcome, so only what is near a key that is not replaced is taken for one.
func misspelt(own, base *syntax.Node) diag.List {
	if own == nil || base == nil {
		return nil
	}
	var problems diag.List
	var others []string
	for _, f := range base.Fields {
		if own.Get(f.Key) == nil {
			others = append(others, f.Key)
		}
	}
	for _, f := range own.Fields {
		if near := diag.Nearest(f.Key, others); near != "" && base.Get(f.Key) == nil {
			problems.Warn(f.KeyPos, diag.UnknownKey, fmt.Sprintf("no built-in template asks for the words %q", f.Key), fmt.Sprintf("did you mean %q?", near))
		}
	}
	return problems
}

// newWords reads the words of the site's languages, and those with which dates may be written.
func newWords(layouts fs.FS, settings *portfolio.Settings) (words, diag.List, error) {
	var r linguist
	list, problems, err := r.locales(layouts, settings)
	if err != nil {
		return words{}, problems, err
	}
	dates, err := r.dateWords(list)
	return words{list, dates}, problems, err
}

// dateWords gives the words with which people may write dates: those of the site's languages and of every
// built-in one, since an editor of a Swedish site may write "May 2022" too.
func (r *linguist) dateWords(locales []*locale.Locale) (edtf.Words, error) {
	words := edtf.Words{Months: map[string]int{}, Seasons: map[string]int{}}
	add := func(l *locale.Locale) {
		maps.Copy(words.Months, l.DateWords().Months)
		maps.Copy(words.Seasons, l.DateWords().Seasons)
	}
	for _, code := range codes(templates.FS) {
		l, _, err := r.catalogue(templates.FS, code, nil)
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
