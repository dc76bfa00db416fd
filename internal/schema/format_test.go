package schema

import (
	"testing"

	"vitrin/internal/portfolio"
)

// TestFormats holds that every format of the contract has its row.
func TestFormats(t *testing.T) {
	var walk func(portfolio.Field)
	walk = func(f portfolio.Field) {
		if _, known := formats[f.Shape.Format]; !known && f.Shape.Format != "" && f.Shape.Format != portfolio.AnyFormat {
			t.Errorf("%s.%s: the format %q has no row", f.Record, f.Key, f.Shape.Format)
		}
		for _, inner := range f.Shape.Fields {
			walk(inner)
		}
	}
	for _, k := range Kinds() {
		shape, err := shapeOf(k)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range shape.Fields {
			walk(f)
		}
	}
}
