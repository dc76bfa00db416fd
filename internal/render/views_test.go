package render_test

import (
	"reflect"
	"strings"
	"testing"
)

// TestEveryFieldIsShown fills every string of every view with a mark of its own and looks for each mark
// in what is rendered: of a view that has everything, and of one whose lists are empty, which has other
// things to say.
func TestEveryFieldIsShown(t *testing.T) {
	l, r := words(t, "sv"), builtIn(t)
	for name := range emptyViews() {
		t.Run(name, func(t *testing.T) {
			marks := map[string]string{}
			text := func(path string, _ reflect.Type) string {
				mark := "/m-" + strings.ToLower(strings.ReplaceAll(path, ".", "-")) + "-"
				marks[path] = mark
				return mark
			}
			var shown strings.Builder
			for _, f := range []fill{
				{l: l, text: text, length: 2},
				{l: l, text: text, length: 2, flag: true},
				{l: l, text: text, length: 0},
			} {
				shown.WriteString(page(t, r, name, f.view(emptyViews()[name])))
			}
			for path, mark := range marks {
				if !strings.Contains(shown.String(), mark) && !otherFace(path) {
					t.Errorf("%s is not shown", path)
				}
			}
		})
	}
}

// otherFace tells whether a field of a card is shown by its other face: a card says the period in words and
// has the summary, a row of the table has the two ends.
func otherFace(path string) bool {
	card, field := path[:strings.LastIndex(path, ".")], path[strings.LastIndex(path, ".")+1:]
	switch {
	case strings.HasSuffix(card, ".Rows"):
		return field == "Period" || field == "Summary"
	case strings.HasSuffix(card, ".Cards"), strings.HasSuffix(card, ".Card"):
		return field == "Start" || field == "End"
	}
	return false
}
