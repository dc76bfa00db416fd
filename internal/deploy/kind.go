package deploy

import (
	"encoding/hex"
	"path"
	"strings"

	"vitrin/internal/bucket"
)

// The phases in which files are sent.
const (
	fetched   = iota // what pages fetch, and all else
	fresh            // pages that are new
	pages            // pages that change
	announced        // what tells of pages
)

// phase tells when a file is sent. Compressed forms go with what they are forms of.
func phase(name string, added bool) int {
	name = plainName(name)
	base := path.Base(name)
	switch {
	case isPage(name) && added:
		return fresh
	case isPage(name):
		return pages
	case base == feedFile, name == "robots.txt", name == base && strings.HasPrefix(name, "sitemap") && path.Ext(name) == ".xml":
		return announced
	}
	return fetched
}

// feedFile is what feeds are called.
const feedFile = "atom.xml"

func isPage(name string) bool { return path.Ext(name) == ".html" }

// plainName gives the name of what a compressed form is a form of: "a.html" of "a.html.br".
func plainName(name string) string {
	return strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".br")
}

// isCompressed tells whether a file is a compressed form of another one beside it, which only a server that chooses among them
// has use for.
func isCompressed(name string, has func(string) bool) bool {
	plain := plainName(name)
	return plain != name && has(plain)
}

// Cache headers. A name with the content's hash in it never stands for other bytes, so it is kept for a year, the longest that
// is customary. All else is asked for anew at each visit, which costs an answer without a body where nothing changed; so an edit
// is seen at once.
const (
	forever    = "public, max-age=31536000, immutable"
	revalidate = "public, max-age=0, must-revalidate"
)

// headerOf says how a file is served. A compressed form is served as what it is a form of.
func headerOf(f File) bucket.Header {
	h := bucket.Header{Cache: revalidate}
	name := f.Path
	if f.Variant {
		h.Encoding = map[string]string{".gz": "gzip", ".br": "br"}[path.Ext(name)]
		name = plainName(name)
	}
	switch h.Type = contentType(path.Ext(name)); {
	case path.Base(name) == feedFile:
		h.Type = contentType(".atom")
	case h.Type == "":
		h.Type = "application/octet-stream"
	}
	if namesContent(f) {
		h.Cache = forever
	}
	return h
}

// hashLength is how many hexadecimal digits of its SHA-256 the name of a file carries whose bytes never change.
const hashLength = 10

// namesContent tells whether the name of a file ends, before the extension, in a hyphen and the beginning of its own hash.
// Nothing else can be taken for that by chance: it would have to guess forty bits.
func namesContent(f File) bool {
	name := strings.TrimSuffix(f.Path, path.Ext(f.Path))
	return strings.HasSuffix(name, "-"+hex.EncodeToString(f.Sum[:])[:hashLength])
}

// contentType gives the media type of what a site holds, by the extension; empty where it is not known. The table is
// our own, so that it is the same on every machine. The types are those of the IANA's registry.
func contentType(ext string) string {
	switch strings.ToLower(ext) {
	case ".html", ".htm":
		return "text/html; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".txt":
		return "text/plain; charset=utf-8"
	case ".csv":
		return "text/csv; charset=utf-8"
	case ".md":
		return "text/markdown; charset=utf-8"
	case ".vtt":
		return "text/vtt; charset=utf-8"
	case ".ics":
		return "text/calendar; charset=utf-8"
	case ".xml":
		return "application/xml" // which says in itself how it is encoded, as the next three do
	case ".atom":
		return "application/atom+xml"
	case ".rss":
		return "application/rss+xml"
	case ".svg":
		return "image/svg+xml"
	case ".json", ".map":
		return "application/json"
	case ".geojson":
		return "application/geo+json"
	case ".jsonld":
		return "application/ld+json"
	case ".webmanifest":
		return "application/manifest+json"
	case ".wasm":
		return "application/wasm"
	}
	if media := mediaType(strings.ToLower(ext)); media != "" {
		return media
	}
	return documentType(strings.ToLower(ext))
}

// mediaType is contentType for what is looked at and listened to, and for letters.
func mediaType(ext string) string {
	switch ext {
	case ".jpg", ".jpeg":
		return "image/jpeg"
	case ".tif", ".tiff":
		return "image/tiff"
	case ".ico":
		return "image/vnd.microsoft.icon"
	case ".webp", ".avif", ".png", ".gif":
		return "image/" + ext[1:]
	case ".woff", ".woff2", ".ttf", ".otf":
		return "font/" + ext[1:]
	case ".mp4", ".webm":
		return "video/" + ext[1:]
	case ".mp3":
		return "audio/mpeg"
	case ".m4a":
		return "audio/mp4"
	case ".ogg":
		return "audio/ogg"
	case ".wav":
		return "audio/vnd.wave"
	}
	return ""
}

// documentType is contentType for what is opened in another program.
func documentType(ext string) string {
	const (
		openXML      = "application/vnd.openxmlformats-officedocument."
		openDocument = "application/vnd.oasis.opendocument."
	)
	switch ext {
	case ".pdf", ".zip", ".rtf":
		return "application/" + ext[1:]
	case ".gz":
		return "application/gzip"
	case ".epub":
		return "application/epub+zip"
	case ".docx":
		return openXML + "wordprocessingml.document"
	case ".xlsx":
		return openXML + "spreadsheetml.sheet"
	case ".pptx":
		return openXML + "presentationml.presentation"
	case ".odt":
		return openDocument + "text"
	case ".ods":
		return openDocument + "spreadsheet"
	case ".odp":
		return openDocument + "presentation"
	case ".doc":
		return "application/msword"
	case ".xls":
		return "application/vnd.ms-excel"
	case ".ppt":
		return "application/vnd.ms-powerpoint"
	}
	return ""
}
