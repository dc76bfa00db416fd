package source

// Rooms is the memory that is read into. Of what is read one after the other, each may take that of the last, once all of
// that was asked for. The zero Rooms is ready for use.
type Rooms struct {
	batches [batches]*[batchSize]Room
}

// Ahead gives what is read of documents, one after the other. It is read on another goroutine, some documents ahead of who
// asks, so that both processors of a small machine have work.
type Ahead[T any] struct {
	full, free chan *batch[T]
	now        *batch[T]
	at         int // in it
}

// batch is what was read of some documents, each in a room of its own.
type batch[T any] struct {
	rooms *[batchSize]Room
	read  []reading[T]
}

type reading[T any] struct {
	value T
	err   error
}

const (
	batchSize = 32
	batches   = 3 // one is looked at, one waits, one is filled
)

// ReadAhead begins to read documents, into memory that was read into before. Whoever calls it asks for all of them.
func ReadAhead[T any](rooms *Rooms, documents []*Document, read func(*Document, *Room) (T, error)) *Ahead[T] {
	a := &Ahead[T]{full: make(chan *batch[T], batches), free: make(chan *batch[T], batches)}
	for i := range rooms.batches {
		if rooms.batches[i] == nil {
			rooms.batches[i] = new([batchSize]Room)
		}
		a.now = &batch[T]{rooms: rooms.batches[i]}
		if i < batches-1 {
			a.free <- a.now
		}
	}
	go func() {
		for len(documents) > 0 {
			b := <-a.free
			b.read = b.read[:0]
			for i, d := range documents[:min(batchSize, len(documents))] {
				value, err := read(d, &b.rooms[i])
				b.read = append(b.read, reading[T]{value, err})
			}
			documents = documents[len(b.read):]
			a.full <- b
		}
	}()
	return a
}

// Next gives what was read of the next document. It is good until the next call. The error is trouble of the machine.
func (a *Ahead[T]) Next() (T, error) {
	if a.at == len(a.now.read) {
		a.free <- a.now
		a.now, a.at = <-a.full, 0
	}
	next := a.now.read[a.at]
	a.at++
	return next.value, next.err
}
