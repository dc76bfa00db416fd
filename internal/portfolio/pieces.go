package portfolio

// pieces gives memory for values of one type, of which there are many, out of pieces for some dozens: that takes less time
// than to ask for each, and little is lost between them. The zero pieces is ready for use.
type pieces[T any] struct{ left []T }

// atOnce is for how many values memory is taken at a time.
const atOnce = 64

// one gives memory for a value.
func (p *pieces[T]) one() *T { return &p.list(1)[:1][0] }

// list gives an empty list with room for n values.
func (p *pieces[T]) list(n int) []T {
	if len(p.left) < n {
		p.left = make([]T, max(n, atOnce))
	}
	list := p.left[:0:n]
	p.left = p.left[n:]
	return list
}
