package main

import (
	"errors"
	"strings"
	"testing"
)

// TestSayIsSafe holds that nothing that people wrote is obeyed by a terminal, and that what sets words off is.
func TestSayIsSafe(t *testing.T) {
	for _, test := range []struct {
		arg  any
		want string
	}{
		{"a\x1b[2J\u202e\nb", "<a␛[2J�\nb>\n"},
		{errors.New("\aa"), "<␇a>\n"},
		{styled("\x1b[1mb\x1b[0m"), "<\x1b[1mb\x1b[0m>\n"},
		{3, "<3>\n"},
	} {
		var told strings.Builder
		terminal{&told}.say("<%v>", test.arg)
		if told.String() != test.want {
			t.Errorf("%q, want %q", told.String(), test.want)
		}
	}
}
