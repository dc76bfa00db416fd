package render_test

import (
	"bytes"
	"html/template"
	"reflect"
	"testing"
	"testing/fstest"

	"vitrin/internal/diag"
	"vitrin/internal/locale"
	"vitrin/internal/overlay"
	"vitrin/internal/render"
	"vitrin/internal/site"
	"vitrin/internal/syntax"
	"vitrin/templates"
)

// emptyViews gives each page's template an empty view, to be filled.
func emptyViews() map[string]any {
	return map[string]any{
		"home.html":         &site.HomeView{},
		"project.html":      &site.ProjectView{},
		"cluster.html":      &site.ClusterView{},
		"programme.html":    &site.ProgrammeView{},
		"organisation.html": &site.OrganisationView{},
		"group.html":        &site.GroupView{},
		"index.html":        &site.IndexView{},
		"projects.html":     &site.ProjectsView{},
		"table.html":        &site.TableView{},
		"matrix.html":       &site.MatrixView{},
		"page.html":         &site.PageView{},
		"404.html":          &site.NotFoundView{},
		"redirect.html":     &site.RedirectView{},

		"accessibility.html": &site.AccessibilityView{},
	}
}

func words(t testing.TB, lang string) *locale.Locale {
	t.Helper()
	src, err := templates.FS.ReadFile("lang/" + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	node, problems := syntax.YAML("templates/lang/"+lang+".yaml", src, 1)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	l, problems := locale.New(lang, node, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

// builtIn gives a renderer of the built-in templates.
func builtIn(t testing.TB) *render.Renderer {
	t.Helper()
	r, problems := render.New(templates.FS)
	if len(problems) > 0 {
		t.Fatalf("the built-in templates have problems: %+v", problems)
	}
	return r
}

// over gives a renderer of a site's own files over the built-in templates, and its problems.
func over(own map[string]string) (*render.Renderer, diag.List) {
	files := fstest.MapFS{}
	for name, text := range own {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return render.New(overlay.New(files, templates.FS))
}

func page(t testing.TB, r *render.Renderer, template string, view any) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.Page(&b, template, view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// fill sets every field of a view: strings to what text gives for their path, lists to length items,
// pointers to new values, numbers to 3 (a heading's level), flags to flag.
type fill struct {
	l      *locale.Locale
	text   func(path string, kind reflect.Type) string
	length int
	flag   bool
}

func (f fill) view(view any) any {
	v := reflect.ValueOf(view)
	f.value(v.Elem(), v.Elem().Type().Name())
	return view
}

func (f fill) value(v reflect.Value, path string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(f.text(path, v.Type()))
	case reflect.Bool:
		v.SetBool(f.flag)
	case reflect.Int:
		v.SetInt(3)
	case reflect.Map:
		// What an editor adds is not shown by the built-in templates.
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), f.length, f.length))
		for i := range f.length {
			f.value(v.Index(i), path)
		}
	case reflect.Pointer:
		if v.Type() == reflect.TypeFor[*locale.Locale]() {
			v.Set(reflect.ValueOf(f.l))
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		f.value(v.Elem(), path)
	case reflect.Struct:
		for i := range v.NumField() {
			if !v.Type().Field(i).IsExported() {
				continue
			}
			f.value(v.Field(i), path+"."+v.Type().Field(i).Name)
		}
	case reflect.Func: // it makes what a method gives
		text := f.text(path, reflect.TypeFor[template.HTML]())
		v.Set(reflect.MakeFunc(v.Type(), func(args []reflect.Value) []reflect.Value {
			made := []reflect.Value{reflect.ValueOf(append(args[0].Bytes(), text...))}
			for i := 1; i < v.Type().NumOut(); i++ {
				made = append(made, reflect.Zero(v.Type().Out(i)))
			}
			return made
		}))
	default:
		panic("a view has a field of a kind that templates do not know: " + path + " " + v.Type().String())
	}
}
