package markdown_test

import (
	"bytes"
	"testing"

	"vitrin/internal/markdown"
)

// TestRoom holds that a document which is made in the room of others is the one that has memory of its own, whatever converter
// came before.
func TestRoom(t *testing.T) {
	all, room := converters(), &markdown.Room{}
	for i, src := range append(bodies(t), bodies(t)...) {
		for k := range 3 {
			c := all[(i+k/2)%2] // the same one twice, then another
			want, got := c.Parse([]byte(src)), c.ParseIn(room, []byte(src))
			wantOutline, wantBody, wantHTML := written(want)
			outline, body, html := written(got)
			if !bytes.Equal(html, wantHTML) || got.Limit != want.Limit ||
				string(outline.Marks)+string(outline.Texts) != string(wantOutline.Marks)+string(wantOutline.Texts) ||
				string(body.Marks)+string(body.Texts) != string(wantBody.Marks)+string(wantBody.Texts) {
				t.Fatalf("%q:\n%s\n%s", src, html, wantHTML)
			}
		}
	}
}
