package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"vitrin/internal/build"
	"vitrin/internal/diag"
	"vitrin/internal/file"
	"vitrin/internal/portfolio"
	"vitrin/internal/skeleton"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// beginning is a page that is being begun.
type beginning struct {
	noun    string
	content *build.Content
	page    skeleton.Page
	t       terminal

	before *source.Document // the page in another language, which has stated the facts until now; nil: there is none
}

// run makes the page and gives the path of its file.
func (b *beginning) run(ctx context.Context, f newFlags, args []string, a *asker) (string, error) {
	id := cmp.Or(append(args, "")...)
	if id == "" {
		if a == nil {
			return "", &exit{exitUsage, fmt.Errorf("say the id of the %s: vitrin new %s ID", b.noun, b.noun)}
		}
		asked, err := a.id(ctx, b, f)
		if err != nil {
			return "", err
		}
		id = asked
	}
	if err := b.identify(id, f); err != nil {
		return "", err
	}
	if err := b.take(f); err != nil {
		return "", err
	}
	if a != nil {
		if err := a.rest(ctx, b); err != nil {
			return "", err
		}
	}
	if title := b.defaultTitle(); len(b.page.Values["title"]) == 0 && title != "" {
		b.page.Values["title"] = []skeleton.Value{{Text: title}}
		if a == nil { // else it was proposed
			b.t.say("no title was stated, so the id gives it: %s", title)
		}
	}
	return b.write(f.dir)
}

// identify settles where the page lies. An id that is there already is refused, unless the page is wanted in another language.
func (b *beginning) identify(id string, f newFlags) error {
	settings := b.content.Portfolio.Settings
	known, hint, ok := source.CheckID(id)
	if !ok {
		return wrongUse(fmt.Sprintf("%q cannot be the name of a page", id), hint)
	}
	b.page.ID = known
	if f.lang != "" && !slices.Contains(settings.Languages, f.lang) {
		return &exit{exitUsage, fmt.Errorf("--lang: %q is not one of the site's languages: %s", f.lang, strings.Join(settings.Languages, ", "))}
	}
	if f.lang != settings.Default() {
		b.page.Lang = f.lang
	}
	found := b.content.Named(b.page.Collection, known)
	if len(found) == 0 {
		return nil
	}
	same := slices.IndexFunc(found, func(d *source.Document) bool { return d.Lang == b.page.Lang })
	if same < 0 && f.lang != "" && !f.folder {
		b.beside(found)
		return nil
	}
	hint = "choose another id"
	switch {
	case same < 0:
		hint += "; --lang " + cmp.Or(b.page.Lang, settings.Default()) + " begins its page in that language"
	case len(settings.Languages) > 1:
		hint += "; --lang begins its translation into another language"
	}
	return wrongUse(fmt.Sprintf("%s %q is there already: %s", article(b.noun), found[max(0, same)].ID, found[max(0, same)].Path), hint)
}

// beside puts the page beside its files in other languages. The one in the first of the site's languages states the facts.
func (b *beginning) beside(found []*source.Document) {
	languages := b.content.Portfolio.Settings.Languages
	rank := func(lang string) int { return slices.Index(languages, cmp.Or(lang, languages[0])) }
	first := slices.MinFunc(found, func(x, y *source.Document) int { return cmp.Compare(rank(x.Lang), rank(y.Lang)) })
	b.page.Stem = strings.TrimSuffix(first.Path, ".md")
	if ending := path.Ext(b.page.Stem); slices.ContainsFunc(languages, func(lang string) bool { return strings.EqualFold(ending, "."+lang) }) {
		b.page.Stem = strings.TrimSuffix(b.page.Stem, ending)
	}
	if rank(first.Lang) < rank(b.page.Lang) {
		b.page.Main = first.Path
	} else {
		b.before = first
	}
}

// statesFacts tells whether a document states what a translation leaves to another.
func statesFacts(d *source.Document) bool {
	words := portfolio.TranslationFront().Fields
	return slices.ContainsFunc(d.Front().Fields, func(f syntax.Field) bool {
		return !slices.ContainsFunc(words, func(word portfolio.Field) bool { return word.Key == f.Key })
	})
}

// take takes in what the flags say. That they can all be read is tried at once; which one cannot, one by one.
func (b *beginning) take(f newFlags) error {
	stated, err := b.stated(f)
	if err != nil {
		return err
	}
	together := maps.Clone(b.page.Values)
	for _, s := range stated {
		together[s.key.Field.Key] = s.values
	}
	if _, wrong := b.wrong(together); !wrong {
		b.page.Values = together
		return nil
	}
	for _, s := range stated {
		b.page.Values[s.key.Field.Key] = s.values
		if p, wrong := b.wrong(b.page.Values); wrong {
			if like := skeleton.Search(s.values[0].Text, b.known(s.key.Field)); len(like) > 0 && len(s.values) == 1 {
				p.Hint = fmt.Sprintf("did you mean %q?", like[0].ID)
			}
			return wrongUse("--"+s.key.Flag+": "+p.Message, p.Hint)
		}
	}
	return nil
}

// stating is what a flag says of a key.
type stating struct {
	key    skeleton.Key
	values []skeleton.Value
}

// stated gives what the flags say, in the order of the page's keys.
func (b *beginning) stated(f newFlags) ([]stating, error) {
	var all []stating
	for _, k := range skeleton.KeysOf(b.page.Collection) {
		given := f.values[k.Field.Key]
		if k.Flag == "" || len(*given) == 0 {
			continue
		}
		if !slices.ContainsFunc(b.page.Keys(), func(own skeleton.Key) bool { return own.Flag == k.Flag }) {
			return nil, &exit{exitUsage, fmt.Errorf("--%s: a translation states words alone; facts live once, in %s", k.Flag, b.page.Main)}
		}
		if len(*given) > 1 && !several(k.Field.Shape) {
			return nil, &exit{exitUsage, fmt.Errorf("--%s is said %d times, and can hold one value", k.Flag, len(*given))}
		}
		s := stating{key: k}
		for _, typed := range *given {
			if typed = strings.Join(strings.Fields(typed), " "); typed != "" {
				s.values = append(s.values, skeleton.Resolve(k.Field, typed, b.known(k.Field)))
			}
		}
		if len(s.values) > 0 {
			all = append(all, s)
		}
	}
	return all, nil
}

// hinted gives a problem with its hint on a line of its own.
func hinted(p diag.Problem) string {
	if p.Hint == "" {
		return p.Message
	}
	return p.Message + "\n  hint: " + p.Hint
}

// known gives the names that a key's values may be.
func (b *beginning) known(f portfolio.Field) []portfolio.Name {
	if f.Shape.Names == "" {
		return nil
	}
	return b.content.Portfolio.Known(f.Shape.Names)
}

// wrong tells whether there is a value that cannot be read, and what the readers find wrong with it.
func (b *beginning) wrong(values map[string][]skeleton.Value) (diag.Problem, bool) {
	tried := b.page
	tried.Values = maps.Clone(values)
	if title := b.defaultTitle(); len(values["title"]) == 0 && title != "" {
		tried.Values["title"] = []skeleton.Value{{Text: title}}
	}
	src, err := tried.Text(portfolio.GlossaryOf("en"))
	if err != nil {
		return diag.Problem{Message: err.Error()}, true
	}
	for _, p := range b.content.Try(tried.Path(), src) {
		if p.Severity == diag.Error {
			return p, true
		}
	}
	return diag.Problem{}, false
}

// defaultTitle is the title of a page that states none: its id in words. A translation needs none.
func (b *beginning) defaultTitle() string {
	if b.page.Main != "" {
		return ""
	}
	return skeleton.TitleOf(b.page.ID)
}

// write writes the file, which must not be there, and gives its path. What does not hold in it though it can be read is told.
func (b *beginning) write(dir string) (written string, err error) {
	src, err := b.page.Text(portfolio.GlossaryOf(b.content.Portfolio.Settings.Default()))
	if err != nil {
		return "", &exit{exitUsage, err}
	}
	name := b.page.Path()
	root, err := os.OpenRoot(dir)
	if err != nil {
		return "", &exit{exitMachine, err}
	}
	defer func() { err = errors.Join(err, root.Close()) }()
	switch err := file.Create(root, name, src); {
	case errors.Is(err, fs.ErrExist):
		return "", &exit{exitUsage, fmt.Errorf("%s is there already, and stays as it is", name)}
	case err != nil:
		return "", &exit{exitMachine, fmt.Errorf("writing %s: %w", name, err)}
	}
	if err := b.t.problems(dir, b.content.Try(name, src)); err != nil {
		return "", &exit{exitMachine, err}
	}
	if b.before != nil && statesFacts(b.before) {
		b.t.say("facts live once, from now on in %s: move them there from %s", name, b.before.Path)
	}
	return filepath.Join(dir, filepath.FromSlash(name)), nil
}
