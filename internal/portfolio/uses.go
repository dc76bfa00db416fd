package portfolio

import (
	"cmp"
	"iter"
	"maps"
	"path"
	"slices"

	"vitrin/internal/diag"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
)

// uses holds the first use of each file.
type uses map[*File]Use

func (u uses) add(all iter.Seq[Use]) {
	for use := range all {
		if _, known := u[use.File]; !known {
			u[use.File] = use
		}
	}
}

func (u uses) byPath() []Use {
	return slices.SortedFunc(maps.Values(u), func(x, y Use) int { return cmp.Compare(x.File.Path, y.File.Path) })
}

// linkedFiles gives the files that the version's page links to, in its body by the links given.
func (v *Version) linkedFiles(links []markdown.Link) iter.Seq[Use] {
	return func(yield func(Use) bool) {
		for i, t := range v.Linked {
			if l := &links[i]; t.File != nil && l.Kind != markdown.Image && !yield(Use{t.File, v.linkPos(l)}) {
				return
			}
		}
		for _, doc := range v.Documents {
			if doc.File != nil && !yield(Use{doc.File, doc.pos}) {
				return
			}
		}
	}
}

// pictures gives the files that the version's page shows, in its body by the links given.
func (v *Version) pictures(links []markdown.Link) iter.Seq[Use] {
	return func(yield func(Use) bool) {
		if v.Image != nil && !yield(Use{v.Image.File, v.Image.pos}) {
			return
		}
		if o, ok := v.Entry.record.(*Organisation); ok && o.Logo != nil && !yield(Use{o.Logo.File, o.Logo.pos}) {
			return
		}
		for i, t := range v.Linked {
			if l := &links[i]; t.File != nil && l.Kind == markdown.Image && !yield(Use{t.File, v.linkPos(l)}) {
				return
			}
		}
	}
}

// besideWithheld warns of a file that a page names and that lies in the folder of another one, which is not shown: its address
// would tell of it.
func (b *builder) besideWithheld(use Use) {
	for dir := path.Dir(use.File.Path); dir != source.Root && dir != "."; dir = path.Dir(dir) {
		if slices.Contains(Collections(), Collection(path.Base(dir))) && path.Dir(dir) == source.Root {
			return // which is no page's own
		}
		if b.index.hidden[dir+"/index.md"] {
			b.problems.Warn(use.Pos, diag.File, "this file is published though it lies in the folder of a page that is not shown, whose name is part of its address", "move it beside this page, or take the link away")
			return
		}
	}
}
