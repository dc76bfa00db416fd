package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/identity"
)

// staticFiles lists the files of static/ that are published, and tells of those that are not.
func (l *Loader) staticFiles(static, own fs.FS) (map[string]original, diag.List, error) {
	files := map[string]original{}
	var problems diag.List
	now := l.clock.Now()
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case name == ".":
			return nil
		case isLitter(d.Name()) || isHidden(d):
			if !isLitter(d.Name()) && (d.IsDir() || d.Type().IsRegular()) {
				problems.Warn(diag.Pos{File: staticFolder + name}, diag.File, "this is not published, since its name begins with a dot",
					"give it a name without the dot if visitors are to have it, or else keep it outside static/; of such names only .well-known and .htaccess are published")
			}
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case path.Ext(name) == ".go": // what embeds the built-in files, where a site is built in the program's repository
			return nil
		case !d.Type().IsRegular():
			return nil // a folder, or a link, which is told elsewhere
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone since its folder was listed
		}
		if err != nil {
			return err
		}
		id, known := identity.Of(info)
		files[name] = original{
			fsys: static, folder: staticFolder, path: name, found: id, settled: known && id.SettledAt(now), builtIn: !exists(own, name), loose: !l.once,
		}
		return nil
	})
	if err != nil {
		return nil, problems, fmt.Errorf("cannot read the folder static: %w", err)
	}
	return files, problems, nil
}

// isLitter tells by its name what editors and systems leave in a folder, and nobody means to publish.
func isLitter(base string) bool {
	switch lower := strings.ToLower(base); {
	case lower == "thumbs.db", lower == "desktop.ini", lower == ".ds_store":
		return true
	case strings.HasPrefix(base, "._"), strings.HasPrefix(base, "~$"), strings.HasPrefix(base, ".git"), strings.HasSuffix(base, "~"):
		return true
	case strings.HasPrefix(base, "."):
		return strings.HasSuffix(base, ".swp") || strings.HasSuffix(base, ".swo")
	}
	return false
}

// isHidden tells what may be meant for nobody but its owner, such as .env: what begins with a dot, save what web servers
// look for: .well-known (RFC 8615) and Apache's .htaccess.
func isHidden(d fs.DirEntry) bool {
	switch name := d.Name(); {
	case d.IsDir():
		return strings.HasPrefix(name, ".") && name != ".well-known"
	default:
		return strings.HasPrefix(name, ".") && name != ".htaccess"
	}
}
