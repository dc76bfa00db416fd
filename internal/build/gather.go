package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/portfolio"
	"vitrin/internal/source"
)

// fewAlike is how many problems with one language are told one by one.
const fewAlike = 3

// gathered gives problems with those of a language that the site does not have in one, where they are many: whoever takes a language
// out of the settings has not made a mistake in each file.
func gathered(all diag.List, settings *portfolio.Settings) diag.List {
	alike := map[string]diag.List{} // by language
	for _, p := range all {
		if p.Code == diag.Language && p.Topic != "" {
			alike[p.Topic] = append(alike[p.Topic], p)
		}
	}
	for lang, few := range alike {
		if len(few) <= fewAlike {
			delete(alike, lang)
		}
	}
	if len(alike) == 0 {
		return all
	}
	all = slices.DeleteFunc(all, func(p diag.Problem) bool { return p.Code == diag.Language && alike[p.Topic] != nil })
	pos := diag.Pos{File: source.SettingsFile}
	if len(settings.LanguagePos) > 0 {
		pos = settings.LanguagePos[0]
	}
	for _, lang := range slices.Sorted(maps.Keys(alike)) {
		what, such := inLanguage(alike[lang].Sorted())
		all.Error(pos, diag.Language, fmt.Sprintf("%s in %q, which is none of the site's languages", what, lang),
			fmt.Sprintf("add %s to languages, or take them out, such as %s", lang, such))
	}
	return all
}

// inLanguage counts the files and texts that problems are with, and names the first of each.
func inLanguage(problems diag.List) (what, such string) {
	var files, texts int
	var first []string
	for _, p := range problems {
		switch {
		case p.Pos.Line == 0:
			if files++; files == 1 {
				first = append(first, p.Pos.File)
			}
		default:
			if texts++; texts == 1 {
				first = append(first, fmt.Sprintf("%s:%d", p.Pos.File, p.Pos.Line))
			}
		}
	}
	var counts []string
	if files > 0 {
		counts = append(counts, diag.Count(files, "file"))
	}
	if texts > 0 {
		counts = append(counts, diag.Count(texts, "text"))
	}
	return strings.Join(counts, " and ") + " are", strings.Join(first, " and ")
}
