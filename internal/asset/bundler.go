package asset

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/evanw/esbuild/pkg/api"

	"vitrin/internal/diag"
)

// bundler lets esbuild read a file system, and notes what it read.
type bundler struct {
	fsys    fs.FS
	options Options

	mu   sync.Mutex        // esbuild asks on several goroutines
	sums map[string]string // of the files that it was given
}

// namespace keeps esbuild from looking for files by itself.
const namespace = "static"

func (b *bundler) setup(build api.PluginBuild) {
	build.OnResolve(api.OnResolveOptions{Filter: ".*"}, func(a api.OnResolveArgs) (api.OnResolveResult, error) {
		return b.resolve(a), nil
	})
	build.OnLoad(api.OnLoadOptions{Filter: ".*", Namespace: namespace}, func(a api.OnLoadArgs) (api.OnLoadResult, error) {
		return b.load(a.Path)
	})
}

// resolve finds what an entry, an import or a url() means.
func (b *bundler) resolve(a api.OnResolveArgs) api.OnResolveResult {
	written, suffix := a.Path, ""
	if i := strings.IndexAny(written, "?#"); i >= 0 {
		written, suffix = written[:i], written[i:]
	}
	switch {
	case a.Kind == api.ResolveEntryPoint:
		return api.OnResolveResult{Path: a.Path, Namespace: namespace}
	case written == "":
		return api.OnResolveResult{Path: a.Path, External: true} // a part of the same page, such as url(#mask)
	case strings.HasPrefix(written, "//"), strings.Contains(written, ":"):
		return refused(fmt.Sprintf("%q is not a file of this site", shortened(a.Path)), "put the file into static/ and name it by its path: pages fetch nothing from elsewhere")
	}
	name := path.Join(path.Dir(a.Importer), written)
	if strings.HasPrefix(written, "/") {
		name = path.Clean(written[1:])
	}
	if info, err := fs.Stat(b.fsys, name); err != nil || info.IsDir() {
		return refused(fmt.Sprintf("there is no file %s%s", b.options.Folder, name), "write its path, beginning at this file's folder")
	}
	if a.Kind != api.ResolveCSSURLToken {
		return api.OnResolveResult{Path: name, Namespace: namespace}
	}
	up := strings.Repeat("../", strings.Count(b.options.Entry, "/"))
	return api.OnResolveResult{Path: up + name + suffix, External: true}
}

// refused is an answer with an error, which esbuild gives the place of the import. The hint travels as detail.
func refused(message, hint string) api.OnResolveResult {
	return api.OnResolveResult{Errors: []api.Message{{Text: message, Detail: hint}}}
}

// shortened keeps an address that holds a whole picture from filling the screen.
func shortened(address string) string {
	const most = 60
	if len(address) <= most {
		return address
	}
	return strings.ToValidUTF8(address[:most], "") + "…"
}

// load reads a file. Only the entry, styles and scripts come here.
func (b *bundler) load(name string) (api.OnLoadResult, error) {
	src, err := fs.ReadFile(b.fsys, name)
	if err != nil {
		return api.OnLoadResult{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.sums[name] = sumOf(src)
	text := string(src)
	if name == b.options.Entry {
		text += b.options.Append
	}
	loader := api.LoaderJS
	if path.Ext(name) == ".css" {
		loader = api.LoaderCSS
	}
	return api.OnLoadResult{Contents: &text, Loader: loader}, nil
}

// problem turns a message of esbuild into one of ours.
func (b *bundler) problem(m api.Message, severity diag.Severity) diag.Problem {
	p := diag.Problem{Severity: severity, Code: diag.Asset, Pos: diag.Pos{File: b.options.Folder + b.options.Entry}, Message: m.Text}
	if hint, ok := m.Detail.(string); ok {
		p.Hint = hint
	}
	l := m.Location
	if l == nil {
		return p
	}
	p.Pos = diag.Pos{File: b.options.Folder + strings.TrimPrefix(l.File, namespace+":"), Line: l.Line}
	// esbuild counts bytes from 0.
	if end := l.Column + l.Length; end <= len(l.LineText) {
		p.Pos.Column = 1 + utf8.RuneCountInString(l.LineText[:l.Column])
		p.Pos.Width = utf8.RuneCountInString(l.LineText[l.Column:end])
	}
	if p.Hint == "" && l.Suggestion != "" {
		p.Hint = fmt.Sprintf("did you mean %s?", l.Suggestion)
	}
	return p
}
