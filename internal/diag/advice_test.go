package diag_test

import (
	"errors"
	"fmt"
	"testing"

	"vitrin/internal/diag"
)

type advised struct{ error }

func (advised) Advice() string { return "mend it" }

func TestAdvice(t *testing.T) {
	err := fmt.Errorf("reading: %w", advised{errors.New("odd")})
	if got := diag.Advice(err); got != "mend it" {
		t.Errorf("%q", got)
	}
	if got := diag.Advice(errors.New("odd")); got != "" {
		t.Errorf("%q of an error that advises nothing", got)
	}
}

func TestCount(t *testing.T) {
	for want, got := range map[string]string{
		"0 pages": diag.Count(0, "page"), "1 page": diag.Count(1, "page"), "2 pages": diag.Count(2, "page"),
		"1 address": diag.Count(1, "address", "addresses"), "3 addresses": diag.Count(3, "address", "addresses"),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
