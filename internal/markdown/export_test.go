package markdown

// What the tests name of a document's parts.
type (
	Slot = slot
	Span = span
)
