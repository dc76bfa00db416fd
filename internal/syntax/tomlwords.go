package syntax

import "vitrin/internal/diag"

// tomlSlip gives our words for a complaint of the library.
type tomlSlip struct {
	library string // part of the complaint
	line    bool   // speaks of the whole line
	message string
	hint    string
}

func (s tomlSlip) code() diag.Code {
	if s.library == "nested more than" {
		return diag.Limit
	}
	return diag.Syntax
}

// tomlSlips holds what goes wrong most; the first that fits speaks.
var tomlSlips = []tomlSlip{
	{
		"nested more than", false, "lists and groups stand too deep within each other here",
		"look for brackets that are opened and never closed",
	},
	{
		"expected '=' after key", true, "an equals sign is missing on this line",
		`between +++ lines a value is written key = "text"; for key: text, use --- lines instead`,
	},
	{
		"invalid character at start of key", true, "a key cannot begin like this",
		`put a key with letters other than a to z in quotes: "år" = 2022`,
	},
	{"strings must be quoted", true, "a text must stand in quotes", `write key = "text"`},
	{"at start of value", true, "a text must stand in quotes", `write key = "text"`},
	{"expected keyword", true, "a text must stand in quotes", `write key = "text"`},
	{"expected value, not end", true, "a value is missing", `write key = "text"`},
	{
		"expected newline", true, "something stands behind the value on this line",
		`put the whole value in quotes, and write \" for a quotation mark within "…"`,
	},
	{"cannot have new lines", true, "a quotation mark that opens here is never closed", `close the text with the same mark; put a text of several lines between """ and """`},
	{"unterminated", true, "a quotation mark that opens here is never closed", "close the text with the same mark"},
	{"not terminated", true, "a text of several lines is never closed", `close it with the three marks that open it`},
	{"invalid escape character", false, `a backslash means something special between "…", and this one means nothing`, `write \\ for a backslash, or put the text between '…'`},
	{"hexadecimal digit", false, `a backslash means something special between "…", and this one means nothing`, `write \\ for a backslash, or put the text between '…'`},
	{"sequence is too short", false, `a backslash means something special between "…", and this one means nothing`, `write \\ for a backslash, or put the text between '…'`},
	{"array is incomplete", true, "a list is never closed", "close it with ]"},
	{"after array value", false, "a comma or the closing bracket is missing before this", `a list is written ["a", "b"]`},
	{"inline table is incomplete", true, "a group is never closed", "close it with }"},
	{"after inline table key-value", false, "a comma or the closing bracket is missing before this", `a group is written {key = "text", key = "text"}`},
	{"to close", true, "the bracket around this heading is never closed", "write [name], or [[name]] for an entry of a list"},
	{"leading zeroes", false, "a number cannot begin with 0", "put it in quotes"},
}
