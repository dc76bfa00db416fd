package diag_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"

	"vitrin/internal/diag"
)

// TestDescriptions holds that every code of code.go is described, once and in a sentence.
func TestDescriptions(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "code.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var codes []diag.Code
	ast.Inspect(file, func(n ast.Node) bool {
		if spec, ok := n.(*ast.ValueSpec); ok {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes = append(codes, diag.Code(value))
		}
		return true
	})
	if len(codes) == 0 {
		t.Fatal("code.go holds no code")
	}
	described := diag.Codes()
	for _, code := range codes {
		text := code.Description()
		if !strings.HasSuffix(text, ".") || strings.Contains(text, ". ") {
			t.Errorf("%q is described as %q, which is not one sentence", code, text)
		}
	}
	slices.Sort(codes)
	slices.Sort(described)
	if !slices.Equal(codes, described) {
		t.Errorf("the codes are %q, described are %q", codes, described)
	}
	if got := diag.Code("nothing").Description(); got != "" {
		t.Errorf("a code that there is not is described as %q", got)
	}
}
