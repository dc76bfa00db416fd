// Package source turns the content folder into documents: it finds the files, tells from their names
// what they are, splits front matter from body and parses both.
//
// In goes a file system rooted at the site folder; out come a [Document] for each Markdown file, the
// other files by path and size, and the problems of all of them. Its documents know where each value stands and
// nothing of what it means: that is the portfolio's business, as addresses are the site's.
//
// What a [Loader] remembers of a file depends on that file's bytes, its path, the languages and the
// converters, never on other files.
package source

import (
	"vitrin/internal/diag"
	"vitrin/internal/digest"
	"vitrin/internal/identity"
	"vitrin/internal/markdown"
	"vitrin/internal/syntax"
)

// The folder that is read, and the file in it that holds the settings, slash-separated and relative to the site folder.
const (
	Root         = "content"
	SettingsFile = "content/site.yaml"
)

// Collections are the folders whose Markdown files are entries, each with an id that others refer to.
func Collections() []string { return []string{"projects", "clusters", "programmes", "organisations"} }

// Document is one Markdown file. It is immutable and may be shared between loads. What takes much memory and is seldom
// asked for may lie elsewhere: [Document.Front], [Document.OutlineIn] and [Text.Body] give it.
type Document struct {
	Path       string     // slash-separated, relative to the site folder, in NFC: "content/projects/a/index.en.md"
	Collection string     // "projects", "clusters", "programmes", "organisations"; empty for an ordinary page
	ID         string     // in NFC; an entry's file or folder name; an ordinary page's path ("about/us"), empty for the home page
	Lang       string     // the language that the name states; empty for the default language, stated or not
	Bundle     bool       // an index.md: the folder is its own
	Dir        string     // the folder in which its relative files are looked up: "content/projects/a"
	Text       *Text      // the body; never nil
	Sum        digest.Sum // of the file's bytes
	BodyLine   int        // number of the file's line with which the body begins, from 1
	Broken     bool       // the text or the front matter cannot be read: what is missing in it is no further problem
	Problems   diag.List  // what does not hold in this file alone
	Remarks    diag.List  // what is told to editors who ask, and would drown a build; warnings only

	front   *syntax.Node      // nil: it lies in the pack
	outline *markdown.Outline // likewise
	kept    string            // the first part of the record as it was checked, where it is in memory
}

// File is a file of the content folder that is no Markdown.
type File struct {
	Path              string // as the file system spells it, slash-separated, relative to the site folder
	identity.Identity        // as it was when it was found
	Settled           bool   // a file with the same identity holds the same bytes; not where it was written just before
}

// Content is all that the content folder holds.
type Content struct {
	Documents []*Document     // by path; no two with the same collection, id and language
	Files     map[string]File // by path in NFC; the settings are not among them
	Moved     bool            // files changed while they were read: the content may never have been like this
}

// Options say what the parsing of a file depends on besides its bytes.
type Options struct {
	// Languages are those of the site, the default first; at least one.
	Languages []string
	// Progress is told how many of the Markdown files are read. It is called from several goroutines; it may be nil.
	Progress func(done, total int)
	// Markdown gives the converter of one of the languages. It is called once for each.
	Markdown func(lang string) *markdown.Converter
	// MarkdownKey stands for all that the converters depend on besides the language. A loader that is given
	// another one than the last time forgets what it knows.
	MarkdownKey string
	// Changed are the paths, as the file system spells them and relative to the site folder, of all files and folders
	// that may have changed since the last load. Nil says that any may have.
	Changed []string

	// Store is the folder that keeps documents between two runs of the program; empty: none does.
	Store string
	// Program stands for the program that is running: what another one has kept is not taken over.
	Program string
	// Doubtful are paths, likewise, of files whose bytes are others than those that the file system tells the size and
	// time of.
	Doubtful map[string]bool
	// Again says that the site will be loaded again, and soon: front matter and outlines stay in memory, as they are written
	// in the store.
	Again bool
}
