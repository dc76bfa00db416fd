package syntax_test

import (
	"strings"
	"testing"

	"vitrin/internal/syntax"
)

func TestJSON(t *testing.T) {
	checkOutline(t, syntax.JSON, "{\"å\": \"ä\\n\", \"b\": [1.50, [true],\n\t{\"x\": null}]}\n", `
1:1+0 a group of keys ""
  å (1:2+3) 1:7+5 a text "ä\n" quoted
  b (1:14+3) 1:19+0 a list ""
    - 1:20+4 a number "1.50"
    - 1:26+0 a list ""
      - 1:27+4 true or false "true"
    - 2:2+0 a group of keys ""
      x (2:3+3) 2:8+4 nothing "null"
`)
}

func TestJSONSlips(t *testing.T) {
	slips{
		{"duplicate key", "{\"a\":1,\n\"a\":2}", "2:1+3", "duplicate-key", `"a"`, "line 10"},
		{"open", "{\"b\":\n{\"a\":1", "2:1+1", "", "never closed", "}"},
		{"open list", `{"a":[1`, "1:6+1", "", "never closed", "]"},
		{"open text", `{"a":"x`, "1:6+1", "", "never closed", `"`},
		{"comma too many", `{"a":1,}`, "1:8+1", "", "JSON", "remove the comma"},
		{"comma too many in a list", `{"a":[1,]}`, "1:9+1", "", "JSON", "remove the comma"},
		{"comma missing", `{"a":1 "b":2}`, "1:8+1", "", "JSON", "put a comma"},
		{"single quotes", `{'a':1}`, "1:2+1", "", "JSON", "'…'"},
		{"comment", "{\"a\":1 // x\n}", "1:8+1", "", "JSON", "no comments"},
		{"bare key", `{a:1}`, "1:2+1", "", "JSON", "texts and keys"},
		{"line end in a text", "{\"a\":\"x\n\"}", "1:6+1", "", "JSON", "one line"},
		{"backslash", `{"a":"\q"}`, "1:7+2", "", "backslash", `\\`},
		{"bad word", `{"a":nul}`, "1:6+1", "", "JSON", ""},
		{"a list", `[1]`, "1:1+0", "", "this is a list", "{"},
		{"text behind", `{"a":1} x`, "1:9+1", "", "behind the end", "remove"},
		{"no key", `{"":1}`, "1:2+2", "", "a key is missing", ""},
		{"depth", `{"a":` + strings.Repeat("[", 10_000), "1:69+0", "limit", "64 deep", "brackets"},
		{"too many", `{"a":[` + strings.Repeat("1,", 100_000) + "1]}", "1:200003+0", "limit", "100000 values", ""},
	}.check(t, syntax.JSON)
}
