package source

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"vitrin/internal/diag"
)

// name is what a Markdown file's path says of it.
type name struct {
	collection, id, lang string
	bundle               bool
}

// nameOf reads the path of a Markdown file, relative to the site folder and in NFC. It tells whether
// the file can be used.
func nameOf(file string, languages []string, found *diag.List) (name, bool) {
	dir, base := path.Split(strings.TrimPrefix(file, Root+"/"))
	stem, lang, ok := splitLanguage(file, strings.TrimSuffix(base, ".md"), languages, found)
	if !ok {
		return name{}, false
	}
	n := name{lang: lang, bundle: stem == "index"}
	folders := make([]string, 0, 8)
	for folder := range strings.SplitSeq(dir, "/") {
		if folder != "" {
			folders = append(folders, folder)
		}
	}
	if !n.bundle {
		folders = append(folders, stem)
	}
	if len(folders) > 1 && slices.Contains(Collections(), folders[0]) {
		n.collection = folders[0]
		n.id = folders[len(folders)-1]
		return n, validID(file, n.id, found)
	}
	n.id = strings.Join(folders, "/")
	for i, folder := range folders {
		if !validID(file, folder, found) {
			return name{}, false
		}
		if i == 0 && len(folders) > 1 {
			warnCase(file, folder, found)
		}
	}
	return n, true
}

// splitLanguage splits "a.en" into "a" and "en". The default language is given as "".
func splitLanguage(file, stem string, languages []string, found *diag.List) (rest, lang string, ok bool) {
	dot := strings.LastIndexByte(stem, '.')
	if dot < 0 {
		return stem, "", true
	}
	rest, lang = stem[:dot], stem[dot+1:]
	for i, known := range languages {
		if strings.EqualFold(lang, known) {
			if i == 0 {
				return rest, "", true
			}
			return rest, known, true
		}
	}
	if looksLikeLanguage(lang) && rest != "" {
		found.Error(diag.Pos{File: file}, diag.Language,
			fmt.Sprintf("the file's name ends in the language %q, which is none of this site's", lang),
			fmt.Sprintf("the languages are %s; add %q to languages in %s, or rename the file", strings.Join(languages, ", "), lang, SettingsFile))
		found.About(strings.ToLower(lang))
		return "", "", false
	}
	return stem, "", true // the dot is a problem of the id
}

func looksLikeLanguage(s string) bool {
	for _, r := range s {
		if r > unicode.MaxASCII || !unicode.IsLetter(r) {
			return false
		}
	}
	return len(s) == 2 || len(s) == 3
}

// validID reports an id with other characters than letters, digits and hyphens.
func validID(file, id string, found *diag.List) bool {
	if plainID(id) {
		return true
	}
	proposal := proposeID(id)
	if proposal == id && id != "" {
		return true
	}
	valid, letters := true, false
	for _, r := range id {
		mark := unicode.Is(unicode.M, r) && letters
		letter := unicode.IsLetter(r) || unicode.IsNumber(r)
		letters = letters || letter
		valid = valid && (letter || mark || r == '-') && r != utf8.RuneError
	}
	if valid && letters {
		return true
	}
	hint := "rename it: letters, digits and hyphens"
	if proposal != "" {
		hint = fmt.Sprintf("rename it to %s, or to another name of letters, digits and hyphens", proposal)
	}
	found.Error(diag.Pos{File: file}, diag.FileName, fmt.Sprintf("the name %q cannot be used in an address", id), hint)
	return false
}

// plainID tells whether an id is what is proposed for it at a glance: small letters of ASCII and digits, with single hyphens
// between them, as most are.
func plainID(id string) bool {
	last := byte('-')
	for i := range len(id) {
		c := id[i]
		if c == '-' && last == '-' || c != '-' && (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
		last = c
	}
	return last != '-'
}

// proposeID makes an id of a name: in lower case, with a hyphen for whatever is neither letter nor
// digit.
func proposeID(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(norm.NFC.String(strings.ToValidUTF8(s, ""))) {
		switch {
		case unicode.IsLetter(r), unicode.IsNumber(r), unicode.Is(unicode.M, r) && b.Len() > 0:
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// warnCase speaks of a folder that is a collection's but for upper and lower case.
func warnCase(file, folder string, found *diag.List) {
	for _, c := range Collections() {
		if strings.EqualFold(folder, c) {
			found.Warn(diag.Pos{File: file}, diag.FileName,
				fmt.Sprintf("this is an ordinary page, since its folder is called %q, not %q", folder, c),
				fmt.Sprintf("rename the folder to %s", c))
		}
	}
}

// litter tells which files are not content: hidden ones and what editors leave behind, Word too.
func litter(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasSuffix(base, "~") || strings.HasSuffix(base, ".swp") ||
		len(base) > 1 && strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#")
}

// unusualMarkdown tells which files were meant to be Markdown and are not taken for it.
func unusualMarkdown(base string) bool {
	ext := path.Ext(base)
	return ext != ".md" && slices.Contains([]string{".md", ".markdown", ".mdown", ".mkd", ".mdwn"}, strings.ToLower(ext))
}
