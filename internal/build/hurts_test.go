package build_test

import (
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"
)

// hurt is a step that changes no file that a site is made of: how it is built, what was kept of earlier builds, or
// what lies in the published folder.
type hurt struct {
	name  string
	share int
	make  func(x *trial, seed uint64) string // tells what was done
}

func hurts() []hurt {
	return []hurt{
		{"day", 8, func(x *trial, seed uint64) string {
			x.options.Now = day.Add(time.Duration(random(seed).IntN(120*24)-60*24) * time.Hour)
			return x.options.Now.Format(time.RFC3339)
		}},
		{"another year", 1, func(x *trial, seed uint64) string {
			x.options.Now = day.AddDate(random(seed).IntN(9)-4, 0, 0)
			return x.options.Now.Format(time.RFC3339)
		}},
		{"drafts", 2, func(x *trial, _ uint64) string {
			x.options.Drafts = !x.options.Drafts
			return fmt.Sprint(x.options.Drafts)
		}},
		{"compressed forms", 2, func(x *trial, _ uint64) string {
			x.options.Compress = !x.options.Compress
			return fmt.Sprint(x.options.Compress)
		}},
		{"another program", 1, func(x *trial, seed uint64) string {
			x.options.Program = strconv.Itoa(1 + random(seed).IntN(2))
			return x.options.Program
		}},
		{"seconds pass", 4, func(*trial, uint64) string { // until what was written is believed by its looks
			time.Sleep(2100 * time.Millisecond)
			return "2"
		}},
		{"base URL", 2, (*trial).changeBaseURL},
		{"clean", 1, func(x *trial, _ uint64) string {
			x.options.Clean = true
			return "every file anew"
		}},
		{"cache byte", 3, func(x *trial, seed uint64) string {
			return x.hurtFile(".vitrin", seed, func(src []byte, r *rand.Rand) []byte {
				for range 1 + r.IntN(3) {
					src[r.IntN(len(src))] ^= byte(1 + r.IntN(255))
				}
				return src
			})
		}},
		{"cache cut", 2, func(x *trial, seed uint64) string {
			return x.hurtFile(".vitrin", seed, func(src []byte, r *rand.Rand) []byte { return src[:r.IntN(len(src))] })
		}},
		{"cache longer", 1, func(x *trial, seed uint64) string {
			return x.hurtFile(".vitrin", seed, func(src []byte, r *rand.Rand) []byte { return append(src, src[:r.IntN(len(src))]...) })
		}},
		{"cache file removed", 2, func(x *trial, seed uint64) string { return x.removeFile(".vitrin", seed) }},
		{"cache folder for a file", 1, func(x *trial, seed uint64) string { return x.folderForFile(".vitrin", seed) }},
		{"cache removed", 1, func(x *trial, _ uint64) string { return x.remove(".vitrin") }},
		{"cache files exchanged", 1, (*trial).exchangeCacheFiles},
		{"cache kept", 2, func(x *trial, _ uint64) string { return x.copyTo(".vitrin", "old-cache") }},
		{"older cache", 3, func(x *trial, _ uint64) string { return x.copyTo("old-cache", ".vitrin") }},
		{"published file", 2, func(x *trial, seed uint64) string {
			return x.hurtFile("public", seed, func(src []byte, r *rand.Rand) []byte {
				src[r.IntN(len(src))] ^= byte(1 + r.IntN(255))
				return src
			})
		}},
		{"published file longer", 1, func(x *trial, seed uint64) string {
			return x.hurtFile("public", seed, func(src []byte, _ *rand.Rand) []byte { return append(src, "more"...) })
		}},
		{"published file replaced", 1, (*trial).replacePublished},
		{"published file removed", 2, func(x *trial, seed uint64) string { return x.removeFile("public", seed) }},
		{"published folder for a file", 1, func(x *trial, seed uint64) string { return x.folderForFile("public", seed) }},
		{"published file touched", 1, (*trial).touchPublished},
		{"strange file", 2, (*trial).addStrange},
		{"published folder removed", 1, func(x *trial, _ uint64) string { return x.remove("public") }},
		{"published folder kept", 2, func(x *trial, _ uint64) string { return x.copyTo("public", "old-public") }},
		{"older published folder", 2, func(x *trial, _ uint64) string { return x.copyTo("old-public", "public") }},
	}
}

func random(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 2)) }

func (x *trial) changeBaseURL(seed uint64) string {
	x.options.BaseURL = []*url.URL{nil, {Scheme: "https", Host: "example.org", Path: "/flyttad/"}, {Scheme: "https", Host: "exempel.se", Path: "/"}}[random(seed).IntN(3)]
	return fmt.Sprint(x.options.BaseURL)
}

// filesIn lists the files that lie in a folder of the site's folder.
func (x *trial) filesIn(folder string) []string {
	x.t.Helper()
	var names []string
	err := filepath.WalkDir(filepath.Join(x.dir, folder), func(name string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() && d.Name() != ".vitrin-site" {
			names = append(names, name)
		}
		return err
	})
	if !errors.Is(err, fs.ErrNotExist) {
		x.must(err)
	}
	slices.Sort(names)
	return names
}

// hurtFile writes other bytes into a file, in its place.
func (x *trial) hurtFile(folder string, seed uint64, hurt func([]byte, *rand.Rand) []byte) string {
	r := random(seed)
	names := x.filesIn(folder)
	if len(names) == 0 {
		return ""
	}
	name := names[r.IntN(len(names))]
	src, err := os.ReadFile(name)
	x.must(err)
	if len(src) == 0 {
		return ""
	}
	x.must(os.WriteFile(name, hurt(src, r), 0o644))
	x.later(name)
	return x.short(name)
}

// later gives a file a time that nobody can take for the one that it had: a hand is never as quick as a clock ticks.
func (x *trial) later(name string) {
	x.must(os.Chtimes(name, time.Now().Add(time.Second), time.Now().Add(time.Second)))
}

func (x *trial) short(name string) string {
	rel, err := filepath.Rel(x.dir, name)
	x.must(err)
	return filepath.ToSlash(rel)
}

func (x *trial) removeFile(folder string, seed uint64) string {
	names := x.filesIn(folder)
	if len(names) == 0 {
		return ""
	}
	name := names[random(seed).IntN(len(names))]
	x.must(os.Remove(name))
	return x.short(name)
}

// folderForFile puts a folder with a file in the place of a file.
func (x *trial) folderForFile(folder string, seed uint64) string {
	name := x.removeFile(folder, seed)
	if name != "" {
		x.must(os.MkdirAll(filepath.Join(x.dir, name), 0o755))
		x.must(os.WriteFile(filepath.Join(x.dir, name, "strange"), nil, 0o644))
	}
	return name
}

func (x *trial) remove(folder string) string {
	x.must(os.RemoveAll(filepath.Join(x.dir, folder)))
	return "removed"
}

// copyTo puts a copy of a folder in the place of another one, with the times of its files.
func (x *trial) copyTo(from, to string) string {
	if _, err := os.Stat(filepath.Join(x.dir, from)); err != nil {
		return ""
	}
	x.remove(to)
	for _, name := range x.filesIn(from) {
		rel, err := filepath.Rel(filepath.Join(x.dir, from), name)
		x.must(err)
		target := filepath.Join(x.dir, to, rel)
		src, err := os.ReadFile(name)
		x.must(err)
		info, err := os.Stat(name)
		x.must(err)
		x.must(os.MkdirAll(filepath.Dir(target), 0o755))
		x.must(os.WriteFile(target, src, 0o644))
		x.must(os.Chtimes(target, info.ModTime(), info.ModTime()))
	}
	if marker, err := os.ReadFile(filepath.Join(x.dir, from, ".vitrin-site")); err == nil {
		x.must(os.WriteFile(filepath.Join(x.dir, to, ".vitrin-site"), marker, 0o644))
	}
	return from + " to " + to
}

// exchangeCacheFiles gives two files of the cache each other's names.
func (x *trial) exchangeCacheFiles(seed uint64) string {
	names := x.filesIn(".vitrin")
	if len(names) < 2 {
		return ""
	}
	r := random(seed)
	i := r.IntN(len(names) - 1)
	a, b := names[i], names[i+1]
	x.must(os.Rename(a, a+"~"))
	x.must(os.Rename(b, a))
	x.must(os.Rename(a+"~", b))
	return x.short(a) + " and " + x.short(b)
}

// replacePublished puts another file in the place of a published one.
func (x *trial) replacePublished(seed uint64) string {
	names := x.filesIn("public")
	if len(names) == 0 {
		return ""
	}
	name := names[random(seed).IntN(len(names))]
	x.must(os.WriteFile(name+"~", []byte("another file"), 0o644))
	x.must(os.Rename(name+"~", name))
	return x.short(name)
}

func (x *trial) touchPublished(seed uint64) string {
	names := x.filesIn("public")
	if len(names) == 0 {
		return ""
	}
	name := names[random(seed).IntN(len(names))]
	x.later(name)
	return x.short(name)
}

// addStrange adds a file, and a link, to the published folder.
func (x *trial) addStrange(seed uint64) string {
	if _, err := os.Stat(x.out()); err != nil {
		return ""
	}
	name := filepath.Join(x.out(), "projekt", fmt.Sprint("främmande-", seed%1000), "index.html")
	x.must(os.MkdirAll(filepath.Dir(name), 0o755))
	x.must(os.WriteFile(name, []byte("strange"), 0o644))
	x.must(os.Symlink("index.html", filepath.Join(filepath.Dir(name), "länk.html")))
	return x.short(name)
}
