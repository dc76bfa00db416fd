package schema_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/rogpeppe/go-internal/txtar"

	"vitrin/internal/schema"
	"vitrin/internal/source"
	"vitrin/internal/syntax"
)

// resolved reads a schema back from the bytes that editors get.
func resolved(t *testing.T, k schema.Kind, o schema.Options) *jsonschema.Resolved {
	t.Helper()
	src, err := schema.Of(k, o)
	if err != nil {
		t.Fatal(err)
	}
	var s jsonschema.Schema
	if err := json.Unmarshal(src, &s); err != nil {
		t.Fatal(err)
	}
	r, err := s.Resolve(nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// plain turns a node into what a reader of JSON makes of the same value.
func plain(n *syntax.Node) any {
	switch n.Kind {
	case syntax.Bool:
		return strings.EqualFold(n.Value, "true")
	case syntax.Number:
		f, _ := strconv.ParseFloat(n.Value, 64)
		return f
	case syntax.String:
		return n.Value
	case syntax.Sequence:
		list := []any{}
		for _, item := range n.Items {
			list = append(list, plain(item))
		}
		return list
	case syntax.Mapping:
		group := map[string]any{}
		for _, f := range n.Fields {
			group[f.Key] = plain(f.Value)
		}
		return group
	}
	return nil
}

// yaml reads a YAML text that holds.
func yaml(t *testing.T, src string) any {
	t.Helper()
	n, problems := syntax.YAML("test.yaml", []byte(src), 1)
	if len(problems) > 0 {
		t.Fatalf("%v\n%s", problems, src)
	}
	return plain(n)
}

// kindOf says by which schema a file of a site is checked.
func kindOf(name string, languages []string) schema.Kind {
	if name == source.SettingsFile {
		return schema.Site
	}
	stem := strings.TrimSuffix(path.Base(name), ".md")
	if slices.ContainsFunc(languages[1:], func(lang string) bool { return strings.HasSuffix(stem, "."+lang) }) {
		return schema.Translation
	}
	folders := strings.Split(name, "/")
	at := slices.Index([]string{"projects", "clusters", "programmes", "organisations"}, folders[1])
	if at < 0 || len(folders) == 3 && stem == "index" {
		return schema.Page
	}
	return schema.Kinds()[at]
}

// TestExamplesAreValid holds that all front matter of the example portfolio, and of the site that sets every field, fits.
func TestExamplesAreValid(t *testing.T) {
	every, err := txtar.ParseFile("../build/testdata/every-field.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fields := fstest.MapFS{}
	for _, f := range every.Files {
		fields[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for _, site := range []struct {
		name      string
		fsys      fs.FS
		languages []string
		least     int // front matter that there must be
	}{
		{"the example portfolio", os.DirFS("../.."), []string{"sv", "en"}, 60},
		{"every field", fields, []string{"sv"}, 10},
	} {
		schemas := map[schema.Kind]*jsonschema.Resolved{}
		for _, k := range schema.Kinds() {
			schemas[k] = resolved(t, k, schema.Options{Languages: site.languages})
		}
		count := 0
		err := fs.WalkDir(site.fsys, "content", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".md" && name != source.SettingsFile {
				return err
			}
			src, err := fs.ReadFile(site.fsys, name)
			if err != nil {
				return err
			}
			front := string(src)
			if name != source.SettingsFile {
				_, front, _ = strings.Cut(front, "---\n")
				front, _, _ = strings.Cut(front, "\n---\n")
			}
			count++
			if err := schemas[kindOf(name, site.languages)].Validate(yaml(t, front)); err != nil {
				t.Errorf("%s: %s: %v", site.name, name, err)
			}
			return nil
		})
		if err != nil || count < site.least {
			t.Errorf("%s: %d front matters, %v", site.name, count, err)
		}
	}
}
