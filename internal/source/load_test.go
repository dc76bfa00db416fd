package source_test

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"vitrin/internal/diag"
	"vitrin/internal/identity"
	"vitrin/internal/markdown"
	"vitrin/internal/source"
)

func options() source.Options {
	return source.Options{
		Languages: []string{"sv", "en"},
		Markdown:  func(string) *markdown.Converter { return markdown.New(markdown.Options{}) },
	}
}

func load(t *testing.T, fsys fs.FS) (*source.Content, diag.List) {
	t.Helper()
	content, found, err := new(source.Loader).Load(context.Background(), fsys, options())
	if err != nil {
		t.Fatal(err)
	}
	return content, found
}

// tree makes a file system of paths under content and what they hold.
func tree(files map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{"content": {Mode: fs.ModeDir | 0o755}}
	for name, text := range files {
		fsys["content/"+name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return fsys
}

// said writes problems as "file:line:column code message".
func said(found diag.List) []string {
	var lines []string
	for _, p := range found.Sorted() {
		lines = append(lines, fmt.Sprintf("%s:%d:%d %s %s %s", p.Pos.File, p.Pos.Line, p.Pos.Column, p.Severity, p.Code, p.Message))
	}
	return lines
}

func TestNames(t *testing.T) {
	fsys := tree(map[string]string{
		"index.md": "", "index.en.md": "", "about.md": "", "about/us.en.md": "", "om/index.md": "",
		"projects/index.md": "", "projects/smart-industri.md": "", "projects/smart-industri.en.md": "", "projects/2022/möbel.sv.md": "",
		"projects/a/index.md": "", "projects/a/index.en.md": "", "projects/a/plan.pdf": "12345", "projects/2023/b/index.md": "",
		"projects/no\u0308d.md": "", "clusters/x.md": "", "programmes/x.md": "", "organisations/X1.md": "",
		"img/bi\u0308ld.jpg": "abc", "site.yaml": "title: x",
		".hidden.md": "", ".git/x.md": "", "a.md~": "", "#a.md#": "", "a.md.swp": "", "projects/.DS_Store": "",
	})
	content, found := load(t, fsys)
	if len(found) > 0 {
		t.Errorf("problems: %v", said(found))
	}
	var got []string
	for _, d := range content.Documents {
		got = append(got, fmt.Sprintf("%s: %q %q %q %v %s", d.Path, d.Collection, d.ID, d.Lang, d.Bundle, d.Dir))
	}
	want := []string{
		`content/about.md: "" "about" "" false content`,
		`content/about/us.en.md: "" "about/us" "en" false content/about`,
		`content/clusters/x.md: "clusters" "x" "" false content/clusters`,
		`content/index.en.md: "" "" "en" true content`,
		`content/index.md: "" "" "" true content`,
		`content/om/index.md: "" "om" "" true content/om`,
		`content/organisations/X1.md: "organisations" "X1" "" false content/organisations`,
		`content/programmes/x.md: "programmes" "x" "" false content/programmes`,
		`content/projects/2022/möbel.sv.md: "projects" "möbel" "" false content/projects/2022`,
		`content/projects/2023/b/index.md: "projects" "b" "" true content/projects/2023/b`,
		`content/projects/a/index.en.md: "projects" "a" "en" true content/projects/a`,
		`content/projects/a/index.md: "projects" "a" "" true content/projects/a`,
		`content/projects/index.md: "" "projects" "" true content/projects`,
		`content/projects/nöd.md: "projects" "nöd" "" false content/projects`,
		`content/projects/smart-industri.en.md: "projects" "smart-industri" "en" false content/projects`,
		`content/projects/smart-industri.md: "projects" "smart-industri" "" false content/projects`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("documents (-want +got)\n%s", d)
	}
	unset := time.Time{}.UnixNano()
	files := map[string]source.File{
		"content/projects/a/plan.pdf": {Path: "content/projects/a/plan.pdf", Identity: identity.Identity{Size: 5, Modified: unset}},
		"content/img/bïld.jpg":        {Path: "content/img/bi\u0308ld.jpg", Identity: identity.Identity{Size: 3, Modified: unset}},
	}
	if d := cmp.Diff(files, content.Files); d != "" {
		t.Errorf("files (-want +got)\n%s", d)
	}
}

func TestNamesThatDoNotHold(t *testing.T) {
	tests := []struct {
		name  string
		files []string
		want  string
		hint  string
	}{
		{"unknown language", []string{"a.de.md"}, `content/a.de.md:0:0 error language the file's name ends in the language "de", which is none of this site's`, "sv, en"},
		{"dot", []string{"projects/v1.2-b.md"}, `content/projects/v1.2-b.md:0:0 error file-name the name "v1.2-b" cannot be used in an address`, "v1-2-b"},
		{"space", []string{"projects/Smart industri_2.md"}, `content/projects/Smart industri_2.md:0:0 error file-name the name "Smart industri_2" cannot be used in an address`, "smart-industri-2"},
		{"folder of a page", []string{"om oss/a.md"}, `content/om oss/a.md:0:0 error file-name the name "om oss" cannot be used in an address`, "om-oss"},
		{"hyphens alone", []string{"--.md"}, `content/--.md:0:0 error file-name the name "--" cannot be used in an address`, "rename"},
		{"no name", []string{".en.md", "x/en.md"}, "", ""},
		{"escape", []string{"a\x1bb.md"}, "content/a\x1bb.md:0:0 error file-name the name \"a\\x1bb\" cannot be used in an address", "a-b"},
		{"sub-folder", []string{"projects/2022/a.md", "projects/a.md"}, `content/projects/a.md:0:0 error duplicate-id the id "a" belongs to content/projects/2022/a.md already`, "rename"},
		{"bundle", []string{"projects/a.md", "projects/a/index.md"}, `content/projects/a/index.md:0:0 error duplicate-id the id "a" belongs to content/projects/a.md already`, "rename"},
		{"default language", []string{"a.md", "a.sv.md"}, `content/a.sv.md:0:0 error duplicate-id the path "/a" belongs to content/a.md already`, "rename"},
		{"page and folder", []string{"a.md", "a/index.md"}, `content/a/index.md:0:0 error duplicate-id the path "/a" belongs to content/a.md already`, "rename"},
		{"collection's page", []string{"projects.md", "projects/index.md"}, `content/projects/index.md:0:0 error duplicate-id the path "/projects" belongs to content/projects.md already`, "rename"},
		{"forms of Unicode", []string{"projects/\u00f6.md", "projects/o\u0308.md"}, "content/projects/\u00f6.md:0:0 error duplicate-id there are two files of this name, which differ in how letters such as \u00f6 are made (Unicode's forms NFC and NFD)", "remove the other"},
		{"what Word leaves while a file is open", []string{"projects/~$a.md"}, "", ""},
		{"case", []string{"projects/A.md", "projects/a.en.md"}, `content/projects/a.en.md:0:0 error duplicate-id the name "a" differs from that of content/projects/A.md by upper and lower case alone`, "same letters"},
		{"case of a collection", []string{"Projects/a.md"}, `content/Projects/a.md:0:0 warning file-name this is an ordinary page, since its folder is called "Projects", not "projects"`, "projects"},
		{"extension", []string{"a.MD"}, `content/a.MD:0:0 warning file-name this file is not read as a page`, ".md"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{}
			for _, f := range test.files {
				files[f] = ""
			}
			content, found := load(t, tree(files))
			if test.want == "" {
				if len(found) > 0 {
					t.Errorf("problems: %v", said(found))
				}
				return
			}
			if d := cmp.Diff([]string{test.want}, said(found)); d != "" {
				t.Fatalf("(-want +got)\n%s", d)
			}
			if !strings.Contains(found[0].Hint, test.hint) {
				t.Errorf("hint %q does not say %q", found[0].Hint, test.hint)
			}
			if found.Errors() > 0 && len(content.Documents) != len(test.files)-1 {
				t.Errorf("%d documents of %d files", len(content.Documents), len(test.files))
			}
		})
	}
}

func TestNoContentFolder(t *testing.T) {
	_, found := load(t, fstest.MapFS{"content": {Data: []byte("a file")}})
	if got := said(found); len(got) != 1 || !strings.Contains(got[0], "content:0:0 error file") {
		t.Errorf("%v", got)
	}
	_, found = load(t, fstest.MapFS{})
	if got := said(found); len(got) != 1 || !strings.Contains(got[0], "content:0:0 error file") {
		t.Errorf("%v", got)
	}
}

func TestSettings(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"missing", "", "content/site.yaml:0:0 error file the settings of the site are missing"},
		{"fine", "\uFEFFtitle: x\r\nlanguages: [sv]\r\n", ""},
		{"slip", "title: a: b\n", "content/site.yaml:1:8 error syntax a value with a colon and a space in it must stand in quotes"},
		{"Latin-1", "title: \xe5\n", "content/site.yaml:1:8 error encoding this file is not UTF-8 text"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"site.yaml": test.text}
			if test.text == "" {
				files = nil
			}
			node, found, err := source.Settings(tree(files))
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(said(found), "\n"); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
			if (node == nil) != (test.want != "") {
				t.Errorf("node is %v", node)
			}
			if test.want == "" && node.Get("title").Value != "x" {
				t.Errorf("title is %+v", node.Get("title"))
			}
		})
	}
}

// write makes files in a new folder and gives its root's file system.
func write(t *testing.T, files map[string]string) (string, fs.FS) {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root.FS()
}

func TestLinks(t *testing.T) {
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte("secret"), 0o644); err != nil {
		t.Fatal(err)
	}
	dir, fsys := write(t, map[string]string{
		"content/a.md": "A", "content/sub/b.md": "B", "secret.md": "secret", "content/x.pdf": "123",
	})
	for name, target := range map[string]string{
		"out.md": outside, "up.md": "../secret.md", "far.md": "../../../../../../etc/passwd", "fine.md": "sub/b.md", "twice.md": "fine.md",
		"nothing.md": "none.md", "loop.md": "loop.md", "folder": "sub", "self": ".", "fine.pdf": "x.pdf", "through.md": "folder/b.md", "root": "..",
	} {
		if err := os.Symlink(target, filepath.Join(dir, "content", name)); err != nil {
			t.Skip("no symbolic links here: ", err)
		}
	}
	content, found := load(t, fsys)
	want := []string{
		"content/far.md:0:0 error file this link leads out of the content folder",
		"content/folder:0:0 warning file this link leads to a folder and is not followed",
		"content/loop.md:0:0 error file this link leads to itself",
		"content/nothing.md:0:0 error file this link leads to nothing",
		"content/out.md:0:0 error file this link leads out of the content folder",
		"content/root:0:0 error file this link leads out of the content folder",
		"content/self:0:0 error file this link leads out of the content folder",
		"content/through.md:0:0 error file this link leads to nothing",
		"content/up.md:0:0 error file this link leads out of the content folder",
	}
	if d := cmp.Diff(want, said(found)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
	bodies := map[string]string{}
	for _, d := range content.Documents {
		bodies[d.Path] = textOf(t, d)
	}
	wantBodies := map[string]string{"content/a.md": "A", "content/fine.md": "B", "content/sub/b.md": "B", "content/twice.md": "B"}
	if d := cmp.Diff(wantBodies, bodies); d != "" {
		t.Errorf("bodies (-want +got)\n%s", d)
	}
	if f := content.Files["content/fine.pdf"]; f.Size != 3 || f.Path != "content/x.pdf" {
		t.Errorf("the linked file is %+v", f)
	}
}

func TestTroubleOfTheMachine(t *testing.T) {
	_, _, err := new(source.Loader).Load(context.Background(), denied{tree(map[string]string{"a.md": "", "b.md": ""})}, options())
	if err == nil || !strings.Contains(err.Error(), "content/b.md") {
		t.Errorf("error %v, want one that names content/b.md", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := new(source.Loader).Load(ctx, tree(map[string]string{"a.md": ""}), options()); err == nil {
		t.Error("no error from a context that has ended")
	}
}

// denied refuses to open b.md.
type denied struct{ fstest.MapFS }

func (d denied) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, "b.md") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return d.MapFS.Open(name)
}
