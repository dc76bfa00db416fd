package portfolio

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// home gives the documents with those of a folder that was meant to be a collection's, such as content/projekt, as that
// collection's. The folder's name is told, once; all else is told as if it were right.
func (b *builder) home(documents []*source.Document) []*source.Document {
	homed := slices.Clone(documents)
	for _, c := range Collections() {
		if slices.ContainsFunc(documents, func(d *source.Document) bool { return d.Collection == string(c) }) {
			continue
		}
		folder := renamedFolder(documents, c)
		if folder == "" {
			continue
		}
		b.problems.Error(diag.Pos{File: source.Root + "/" + folder}, diag.FileName,
			fmt.Sprintf("the folder %q holds pages with the keys of %s, but is not called so", folder, c), fmt.Sprintf("rename the folder to %s", c))
		for i, d := range documents {
			below, inside := strings.CutPrefix(d.ID, folder+"/")
			if d.Collection != "" || !inside && d.ID != folder {
				continue
			}
			moved := *d
			if moved.ID = string(c); inside {
				moved.Collection, moved.ID = string(c), path.Base(below)
			}
			homed[i] = &moved
			if rest, below := strings.CutPrefix(d.Path, source.Root+"/"+folder+"/"); below {
				b.index.moved[path.Join(source.Root, string(c), rest)] = d.Path
			}
		}
	}
	return homed
}

// renamedFolder finds the folder of ordinary pages that was meant to be a collection's: its name is near the collection's, or
// Swedish for it, and a page in it states what only a page of the collection can.
func renamedFolder(documents []*source.Document, c Collection) string {
	facts := c.factKeys()
	page := Pages.factKeys()
	for _, d := range documents {
		folder, _, below := strings.Cut(d.ID, "/")
		if !below || d.Collection != "" || Meant(folder, []string{string(c)}) == "" {
			continue
		}
		if slices.ContainsFunc(d.Front().Fields, func(f syntax.Field) bool { return slices.Contains(facts, f.Key) && !slices.Contains(page, f.Key) }) {
			return folder
		}
	}
	return ""
}
