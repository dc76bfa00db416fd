package source

import (
	"math"
	"strings"
	"sync/atomic"
)

// shelf keeps the first parts of records in memory from when they are checked until documents are let go of, so that none
// is read and checked again for each of the things that are asked of it. They lie one behind the other in a few pieces without
// pointers, which cost a garbage collector nothing.
type shelf struct {
	piece strings.Builder
	left  *atomic.Int64 // how many bytes may still be kept, by all shelves
}

const (
	// mostKept is how many bytes of records are kept for one load: those of some 100,000 documents, which take less than what
	// is made of them later. What is more is read again.
	mostKept = 256 << 20
	// A piece is as large as all before it, within these bounds, so that one document of a later load has a small one.
	smallPiece, largePiece = 4 << 10, 256 << 10
)

// shelfRoom gives how many bytes the shelves of one load may keep: all where the site will be loaded again.
func shelfRoom(again bool) *atomic.Int64 {
	left := new(atomic.Int64)
	if left.Store(mostKept); again {
		left.Store(math.MaxInt64)
	}
	return left
}

// keep gives a copy of some bytes, "" where no more may be kept.
func (s *shelf) keep(record []byte) string {
	if s.left.Add(-int64(len(record))) < 0 {
		return ""
	}
	if size := s.piece.Cap(); size-s.piece.Len() < len(record) {
		s.piece = strings.Builder{} // the last one stays with its records
		s.piece.Grow(max(len(record), min(max(2*size, smallPiece), largePiece)))
	}
	s.piece.Write(record)
	all := s.piece.String()
	return all[len(all)-len(record):]
}
