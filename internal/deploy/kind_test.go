package deploy

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

func hashed(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])[:hashLength]
}

// TestHeaderOf holds how files are served.
func TestHeaderOf(t *testing.T) {
	for path, want := range map[string]string{
		"a.html": "text/html; charset=utf-8", "A.HTM": "text/html; charset=utf-8", "a.css": "text/css; charset=utf-8", "a.js": "text/javascript; charset=utf-8",
		"a.json": "application/json", "a.geojson": "application/geo+json", "a.csv": "text/csv; charset=utf-8", "sitemap.xml": "application/xml",
		"atom.xml": "application/atom+xml", "en/atom.xml": "application/atom+xml", "a.svg": "image/svg+xml", "a.webp": "image/webp", "a.avif": "image/avif",
		"a.jpeg": "image/jpeg", "a.JPG": "image/jpeg", "a.png": "image/png", "favicon.ico": "image/vnd.microsoft.icon", "a.woff2": "font/woff2",
		"a.pdf": "application/pdf", "robots.txt": "text/plain; charset=utf-8", "a.webmanifest": "application/manifest+json", "a.mp4": "video/mp4",
		"a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a.gz": "application/gzip", "a.odt": "application/vnd.oasis.opendocument.text",
		"CNAME": "application/octet-stream", "a.unknown": "application/octet-stream",
	} {
		if h := headerOf(File{Path: path}); h.Type != want || h.Encoding != "" || h.Cache != revalidate {
			t.Errorf("%s is served with %+v, not as %s", path, h, want)
		}
	}
	if h := headerOf(File{Path: "a.css.gz", Variant: true}); h.Type != "text/css; charset=utf-8" || h.Encoding != "gzip" {
		t.Errorf("%+v", h)
	}
}

// TestNamesContent holds that only a name that tells of these very bytes is kept for good.
func TestNamesContent(t *testing.T) {
	sum := sha256.Sum256([]byte("x"))
	for path, want := range map[string]bool{
		"css/site-" + hashed("x") + ".css":     true,
		"a-480-" + hashed("x") + ".webp":       true,
		"a-" + hashed("x"):                     true,
		"css/site-" + hashed("y") + ".css":     false,
		"css/site" + hashed("x") + ".css":      false,
		hashed("x") + ".css":                   false,
		"a-" + hashed("x") + "/index.html":     false,
		"css/site-" + hashed("x")[1:] + ".css": false,
	} {
		if got := namesContent(File{Path: path, Sum: sum}); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// TestPhase holds when files are sent.
func TestPhase(t *testing.T) {
	for path, want := range map[string]int{
		"a.css": fetched, "a.html.txt": fetched, "a/sitemap.xml": fetched, "a/robots.txt": fetched, "data.xml": fetched,
		"a.html": pages, "404.html": pages, "a.html.br": pages, "a.html.gz": pages,
		"atom.xml": announced, "a/atom.xml": announced, "sitemap.xml": announced, "sitemap-12.xml": announced, "robots.txt": announced, "atom.xml.gz": announced,
	} {
		if got := phase(path, false); got != want {
			t.Errorf("%s: %d", path, got)
		}
	}
	if phase("a.html.br", true) != fresh || phase("a.css", true) != fetched {
		t.Error("what is new")
	}
}
