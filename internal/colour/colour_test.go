package colour_test

import (
	"math"
	"regexp"
	"testing"

	"vitrin/internal/colour"
	"vitrin/static"
)

func parse(t *testing.T, s string) colour.Colour {
	t.Helper()
	c, err := colour.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestParse(t *testing.T) {
	for _, wrong := range []string{"", "#", "0b5d53", "#fff", "#0b5d5", "#0b5d533", "#0b5d5g", "red", " #0b5d53", "#0b5d53 "} {
		if c, err := colour.Parse(wrong); err == nil {
			t.Errorf("Parse(%q) gives %s, want an error", wrong, c)
		}
	}
	if got := parse(t, "#0B5d53").String(); got != "#0b5d53" {
		t.Errorf("got %s", got)
	}
}

// TestContrast holds figures that the Web Content Accessibility Guidelines' formula gives.
func TestContrast(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want float64
	}{
		{"#000000", "#ffffff", 21},
		{"#ffffff", "#ffffff", 1},
		{"#767676", "#ffffff", 4.54},
		{"#ffffff", "#777777", 4.48},
		{"#0000ff", "#ffffff", 8.59},
		{"#ff0000", "#ffffff", 4.00},
	} {
		if got := colour.Contrast(parse(t, test.a), parse(t, test.b)); math.Abs(got-test.want) > 0.005 {
			t.Errorf("%s on %s: got %.3f, want %.2f", test.a, test.b, got, test.want)
		}
	}
}

func TestLightened(t *testing.T) {
	for _, accent := range []string{"#0b5d53", "#000000", "#7a0019", "#004b87", "#5b2c83", "#ffffff", "#0000ff"} {
		c := parse(t, accent)
		lighter := c.Lightened(colour.DarkGround, colour.Enhanced)
		if got := colour.Contrast(parse(t, lighter.String()), colour.DarkGround); got < colour.Enhanced {
			t.Errorf("%s becomes %s, whose contrast is %.2f", accent, lighter, got)
		}
		if again := lighter.Lightened(colour.DarkGround, colour.Enhanced); again != lighter {
			t.Errorf("%s is light enough and becomes %s", lighter, again)
		}
	}
}

// TestGrounds holds that the style sheet's backgrounds are those that accents are checked against.
func TestGrounds(t *testing.T) {
	src, err := static.FS.ReadFile("css/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`--surface: (#[0-9a-f]{6});`).FindAllSubmatch(src, -1)
	if len(found) != 2 {
		t.Fatalf("tokens.css sets --surface %d times, want once for each scheme", len(found))
	}
	for i, want := range []colour.Colour{colour.LightGround, colour.DarkGround} {
		if got := string(found[i][1]); got != want.String() {
			t.Errorf("--surface is %s, but accents are checked against %s", got, want)
		}
	}
}
