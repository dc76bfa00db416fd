package render

import (
	"cmp"
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"html/template"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"vitrin/internal/locale"
	"vitrin/internal/site"
)

// Between these lines of templates/README.md stands what [TestManualOfFields] writes.
const (
	fieldsBegin = "<!-- What follows is made of the comments in internal/site: UPDATE=1 go test ./internal/render writes it. -->\n"
	fieldsEnd   = "<!-- End of what is made. -->\n"
)

// TestManualOfFields holds templates/README.md to the views: it lists each with all its fields, and each type that can be
// reached from one. UPDATE=1 go test ./internal/render writes the list.
func TestManualOfFields(t *testing.T) {
	const file = "../../templates/README.md"
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(src), fieldsBegin)
	written, after, closed := strings.Cut(rest, fieldsEnd)
	if !ok || !closed {
		t.Fatalf("%s has no place for the fields: it lacks one of the lines\n%s%s", file, fieldsBegin, fieldsEnd)
	}
	m := manual{comments: readComments(t, "../site"), seen: map[reflect.Type]bool{}}
	made := "\n" + m.write(before)
	for _, problem := range m.problems {
		t.Error(problem)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(file, []byte(before+fieldsBegin+made+fieldsEnd+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if written != made {
		t.Errorf("%s does not tell what the views hold (UPDATE=1 rewrites it)", file)
	}
}

// comments are what the source says of a type and of its fields: "Link" and "Link.Href".
type comments map[string]string

// readComments reads the comments of all structs of a package.
func readComments(t *testing.T, dir string) comments {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %v, %d files", dir, err, len(files))
	}
	c := comments{}
	for _, name := range files {
		f, err := goparser.ParseFile(token.NewFileSet(), name, nil, goparser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, decl := range f.Decls {
			switch decl := decl.(type) {
			case *ast.GenDecl:
				if decl.Tok == token.TYPE {
					c.add(decl)
				}
			case *ast.FuncDecl:
				c.addMethod(decl)
			}
		}
	}
	return c
}

func (c comments) add(types *ast.GenDecl) {
	for _, spec := range types.Specs {
		named := spec.(*ast.TypeSpec)
		body, ok := named.Type.(*ast.StructType)
		if !ok {
			continue
		}
		c[named.Name.Name] = oneLine(cmp.Or(named.Doc.Text(), types.Doc.Text()))
		for _, field := range body.Fields.List {
			for _, name := range field.Names {
				c[named.Name.Name+"."+name.Name] = oneLine(cmp.Or(field.Doc.Text(), field.Comment.Text()))
			}
		}
	}
}

// addMethod takes in what a method gives, which to a template is a field: "Body gives the text." tells of .Body.
func (c comments) addMethod(f *ast.FuncDecl) {
	if f.Recv == nil {
		return
	}
	if of, ok := receiver(f).(*ast.Ident); ok {
		c[of.Name+"."+f.Name.Name] = strings.TrimSuffix(strings.TrimPrefix(oneLine(f.Doc.Text()), f.Name.Name+" gives "), ".")
	}
}

// receiver gives the type that a method belongs to, by value or by reference.
func receiver(f *ast.FuncDecl) ast.Expr {
	if pointer, ok := f.Recv.List[0].Type.(*ast.StarExpr); ok {
		return pointer.X
	}
	return f.Recv.List[0].Type
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// manual writes what templates are given, in Markdown.
type manual struct {
	comments comments
	seen     map[reflect.Type]bool
	problems []string
}

// write gives a section for each view, in the order in which the page names their templates before, and then one for
// each type that they are made of: what every page has first, the others by name.
func (m *manual) write(before string) string {
	place := func(name string) int { return strings.Index(before, "| `"+name+"` |") }
	var parts []reflect.Type
	var b strings.Builder
	for _, name := range slices.SortedFunc(maps.Keys(views), func(x, y string) int { return cmp.Compare(place(x), place(y)) }) {
		view := reflect.TypeOf(views[name])
		b.WriteString(m.section(view))
		parts = append(parts, m.parts(view)...)
	}
	key := func(t reflect.Type) string {
		if t == reflect.TypeFor[site.Frame]() {
			return ""
		}
		return t.Name()
	}
	slices.SortFunc(parts, func(x, y reflect.Type) int { return cmp.Compare(key(x), key(y)) })
	for _, t := range parts {
		b.WriteString(m.section(t))
	}
	return b.String()
}

// parts gives the structs that a struct is made of, near and far, each once for the whole page.
func (m *manual) parts(of reflect.Type) []reflect.Type {
	var all []reflect.Type
	for f := range fields(of) {
		t := f.Type
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() == reflect.Struct && t.PkgPath() == of.PkgPath() && !m.seen[t] {
			m.seen[t] = true
			all = append(append(all, t), m.parts(t)...)
		}
	}
	return all
}

func fields(of reflect.Type) iter.Seq[reflect.StructField] {
	return func(yield func(reflect.StructField) bool) {
		for i := range of.NumField() {
			if f := of.Field(i); f.IsExported() && f.Type.Kind() != reflect.Func && !yield(f) { // a method gives what a function makes
				return
			}
		}
	}
}

// section tells of one struct.
func (m *manual) section(t reflect.Type) string {
	var b strings.Builder
	fmt.Fprintf(&b, "### %s\n\n%s\n\n", t.Name(), m.comment(t.Name()))
	var rows strings.Builder
	for f := range fields(t) {
		if f.Anonymous {
			fmt.Fprintf(&b, "It has all fields of %s, which is `.%s` as a whole.\n\n", m.kind(f.Type), f.Name)
			continue
		}
		name := t.Name() + "." + f.Name
		fmt.Fprintf(&rows, "| `.%s` | %s | %s |\n", f.Name, m.kind(f.Type), strings.ReplaceAll(m.comment(name), "|", `\|`))
	}
	for method := range reflect.PointerTo(t).Methods() { // what a template can call on a view, by value or by reference
		if _, frame := reflect.TypeFor[*site.Frame]().MethodByName(method.Name); frame && t != reflect.TypeFor[site.Frame]() {
			continue // it has all of the frame
		}
		name := t.Name() + "." + method.Name
		fmt.Fprintf(&rows, "| `.%s` | %s | %s |\n", method.Name, m.kind(method.Type.Out(0)), m.comment(name))
	}
	if rows.Len() > 0 {
		fmt.Fprintf(&b, "| field | holds | which is |\n| --- | --- | --- |\n%s\n", rows.String())
	}
	return b.String()
}

func (m *manual) comment(of string) string {
	if m.comments[of] == "" {
		m.problems = append(m.problems, fmt.Sprintf("site.%s has no comment that could stand in templates/README.md", of))
	}
	return m.comments[of]
}

// kind names a type for people who write templates.
func (m *manual) kind(t reflect.Type) string {
	switch t {
	case reflect.TypeFor[*locale.Locale]():
		return "[words](#words-and-functions)"
	case reflect.TypeFor[template.HTML]():
		return "HTML"
	}
	switch t.Kind() {
	case reflect.String:
		return "text"
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Int64:
		return "number"
	case reflect.Slice:
		return "list of " + m.kind(t.Elem())
	case reflect.Map:
		return "names with values"
	case reflect.Pointer:
		return m.kind(t.Elem())
	case reflect.Struct:
		return fmt.Sprintf("[%s](#%s)", t.Name(), strings.ToLower(t.Name()))
	}
	m.problems = append(m.problems, fmt.Sprintf("templates/README.md has no words for the type %s", t))
	return ""
}
