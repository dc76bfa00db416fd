package listing_test

import (
	"errors"
	"testing"

	"vitrin/internal/listing"
)

// Whatever is asked, there is a list, or words that say why not.
func FuzzQuery(f *testing.F) {
	for _, where := range []string{"status=ongoing", "lang!=en", "cluster=", "a!!==", "=", "title=\xff", "region=\u0308"} {
		f.Add("projects", where, "-start", "id")
	}
	f.Add("years", "projects=1", "--", "")
	s := load(f, site)
	f.Fuzz(func(t *testing.T, collection, where, sort, column string) {
		table, err := listing.New(s.Portfolio, s.Locales, listing.Query{Collection: collection, Where: []string{where}, Sort: sort, Columns: []string{column}})
		if wrong, ok := errors.AsType[*listing.Error](err); err != nil && (!ok || wrong.Message == "" || wrong.Part == "") {
			t.Fatalf("%v", err)
		}
		if err == nil && table == nil {
			t.Fatal("neither a list nor an error")
		}
	})
}
