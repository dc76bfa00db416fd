package site

import (
	"fmt"
	"iter"
	"path"
	"strings"

	"vitrin/internal/markdown"
	"vitrin/internal/picture"
	"vitrin/internal/portfolio"
)

// proseSizes tells browsers how wide a picture within a text is, so that they fetch no wider one than they
// need: the measure of static/css/tokens.css, or the window less its margins.
const proseSizes = "(min-width: 42rem) 40rem, calc(100vw - 2rem)"

// hashLength is how many hexadecimal digits of a picture's hash its address carries: its bytes never change there.
const hashLength = 10

// Pictures gives the pictures that are published, by their paths in the site.
func (s *Site) Pictures() map[string]picture.Variant {
	all := map[string]picture.Variant{}
	for f, set := range s.options.Pictures {
		for _, v := range append(set.Variants[:len(set.Variants):len(set.Variants)], set.Fallback) {
			all[s.pictureAddress(f, v)] = v
		}
	}
	for f, v := range s.options.Copies {
		all[s.files[f]] = v
	}
	return all
}

// Copied gives the paths in the site at which files of the content folder are published, as they are or as pictures, with
// those files, in no order. A path may come twice.
func (s *Site) Copied() iter.Seq2[string, *portfolio.File] {
	return func(yield func(string, *portfolio.File) bool) {
		for f, address := range s.files {
			if !yield(address, f) {
				return
			}
		}
		for f, set := range s.options.Pictures {
			for _, v := range append(set.Variants[:len(set.Variants):len(set.Variants)], set.Fallback) {
				if !yield(s.pictureAddress(f, v), f) {
					return
				}
			}
		}
	}
}

// fileAddress gives where a file that pages link to lies. A picture's copy may be of another kind than its name says.
func (s *Site) fileAddress(f *portfolio.File) string {
	address := s.editions[0].path("files") + "/" + strings.TrimPrefix(f.Path, "content/")
	if copied, ok := s.options.Copies[f]; ok && !sameKind(path.Ext(address), copied.Ext()) {
		address = strings.TrimSuffix(address, path.Ext(address)) + copied.Ext()
	}
	return address
}

func sameKind(a, b string) bool {
	kind := func(ext string) string { return strings.Replace(strings.ToLower(ext), ".jpeg", ".jpg", 1) }
	return kind(a) == kind(b)
}

// pictureAddress gives where a picture of one width lies.
func (s *Site) pictureAddress(f *portfolio.File, v picture.Variant) string {
	name := s.editions[0].path("files") + "/" + strings.TrimPrefix(f.Path, "content/")
	return fmt.Sprintf("%s-%d-%s%s", strings.TrimSuffix(name, path.Ext(name)), v.Width, v.Hash[:hashLength], v.Ext())
}

// srcset writes the candidates of a picture (HTML, section 4.8.4.2.1), or nothing where there is but one.
func (e *edition) srcset(f *portfolio.File, set picture.Set) string {
	if len(set.Variants) < 2 {
		return ""
	}
	candidates := make([]string, 0, len(set.Variants))
	for _, v := range set.Variants {
		// A comma would part candidates.
		address := strings.ReplaceAll(e.href(e.s.pictureAddress(f, v)), ",", "%2C")
		candidates = append(candidates, fmt.Sprintf("%s %dw", address, v.Width))
	}
	return strings.Join(candidates, ", ")
}

// source is the picture that src names: where there is but one width, that one; else the one that every browser
// and every reader of og:image knows.
func source(set picture.Set) picture.Variant {
	if len(set.Variants) == 1 {
		return set.Variants[0]
	}
	return set.Fallback
}

// preview gives the address of the picture that stands for a page elsewhere. No service shows an SVG.
func (e *edition) preview(f *portfolio.File) string {
	set, made := e.s.options.Pictures[f]
	v := set.Fallback
	switch {
	case !made:
		return e.absolute(e.s.files[f])
	case v.Format == picture.SVG:
		return ""
	}
	return e.absolute(e.s.pictureAddress(f, v))
}

func (e *edition) picture(image *portfolio.Image) *Picture {
	if image == nil {
		return nil
	}
	p := &Picture{Alt: image.Alt.In(e.lang), Caption: image.Caption.In(e.lang), Credit: image.Credit.In(e.lang)}
	set, made := e.s.options.Pictures[image.File]
	if !made {
		p.Src = e.href(e.s.files[image.File])
		return p
	}
	src := source(set)
	p.Src, p.SrcSet, p.Width, p.Height = e.href(e.s.pictureAddress(image.File, src)), e.srcset(image.File, set), src.Width, src.Height
	return p
}

// shown gives what a picture within a text leads to.
func (e *edition) shown(f *portfolio.File) markdown.Target {
	set, made := e.s.options.Pictures[f]
	if !made {
		return markdown.Target{Href: e.href(e.s.files[f])}
	}
	src := source(set)
	target := markdown.Target{Href: e.href(e.s.pictureAddress(f, src)), Width: src.Width, Height: src.Height}
	if target.SrcSet = e.srcset(f, set); target.SrcSet != "" {
		target.Sizes = proseSizes
	}
	return target
}
