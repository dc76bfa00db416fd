// Package pack keeps records in a folder between two runs of the program: what took long to make. Bytes go in under a
// key for all of them, and come out of a later run that has the same key. It knows nothing of what they say.
//
// The folder holds a pack, a file of records to which others are only added, and an index, which is written whole.
// Each record is checked when it is read. So whatever happens to the folder (a run that was killed, a disk that was full,
// two runs at once, a hand that deletes it), a record comes out as it went in, or not at all.
package pack

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"slices"
	"sync"
)

// Place is where a record lies in a pack. A record has two parts that are read apart.
type Place struct {
	Offset     int64
	Head, Body int // their lengths in bytes
}

// Pack is a file of records. It is safe for concurrent use.
type Pack struct {
	name   string // in the folder
	file   *os.File
	fixed  bool // nobody may write to it
	litter bool // the file is to be taken away when it is closed

	mu      sync.Mutex
	pending []byte // what is still to be written, behind all that was
	written int64  // the length of the file
	failed  error  // why nothing more can be written
}

// A record is the length of its head, that of its body, a checksum of both and the head, the head, a checksum of the
// body, the body. Checksums are CRC-32C, and cover what the record is made of as well: the seed.
const (
	headerSize = 12
	sumSize    = 4
)

// batch is how many bytes are gathered before they are written.
const batch = 1 << 20

// errAmiss is what a record is that does not hold.
var errAmiss = errors.New("the record is damaged")

// size gives how many bytes the record takes in the pack.
func (p Place) size() int64 { return headerSize + sumSize + int64(p.Head) + int64(p.Body) }

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// Append adds a record. The seed stands for what it was made of, and is asked for when it is read. The error says that
// no further record can be kept.
func (p *Pack) Append(seed, head, body []byte) (Place, error) {
	if len(head) > math.MaxInt32 || len(body) > math.MaxInt32 {
		return Place{}, fmt.Errorf("a record of %d bytes is too long", len(head)+len(body))
	}
	table := castagnoli()
	seeded := crc32.Checksum(seed, table)
	lengths := binary.LittleEndian.AppendUint32(nil, uint32(len(head)))    //nolint:gosec // it was compared
	lengths = binary.LittleEndian.AppendUint32(lengths, uint32(len(body))) //nolint:gosec // likewise
	headSum := crc32.Update(crc32.Update(seeded, table, lengths), table, head)
	header := binary.LittleEndian.AppendUint32(lengths, headSum)
	offset, err := p.add(header, head, binary.LittleEndian.AppendUint32(nil, crc32.Update(seeded, table, body)), body)
	return Place{Offset: offset, Head: len(head), Body: len(body)}, err
}

// add adds bytes behind all others, and gives their place.
func (p *Pack) add(parts ...[]byte) (offset int64, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failed != nil {
		return 0, p.failed
	}
	offset = p.written + int64(len(p.pending))
	for _, part := range parts {
		p.pending = append(p.pending, part...)
	}
	if len(p.pending) >= batch {
		p.write()
	}
	return offset, nil
}

// flush writes what was added. Until then it cannot be read.
func (p *Pack) flush() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.write()
	p.pending = nil
	return p.failed
}

// catchUp takes in what others have added, before this process adds to it.
func (p *Pack) catchUp() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	length, err := p.file.Seek(0, io.SeekEnd)
	p.written = length
	return err
}

func (p *Pack) write() {
	if p.failed == nil && len(p.pending) > 0 {
		_, p.failed = p.file.WriteAt(p.pending, p.written)
		p.written += int64(len(p.pending))
	}
	p.pending = p.pending[:0]
}

// Head reads the first part of a record. Where the room is large enough, what it gives lies there.
func (p *Pack) Head(room []byte, at Place, seed []byte) ([]byte, error) {
	record, err := p.read(room[:0], at.Offset, headerSize, at.Head)
	if err != nil {
		return nil, err
	}
	table := castagnoli()
	head := record[headerSize:]
	sum := crc32.Update(crc32.Update(crc32.Checksum(seed, table), table, record[:headerSize-sumSize]), table, head)
	if int(binary.LittleEndian.Uint32(record)) != at.Head || int(binary.LittleEndian.Uint32(record[4:])) != at.Body || sum != binary.LittleEndian.Uint32(record[8:]) {
		return nil, errAmiss
	}
	return record[:copy(record, head)], nil
}

// Body reads the second part of a record. Where the room is large enough, what it gives lies there.
func (p *Pack) Body(room []byte, at Place, seed []byte) ([]byte, error) {
	record, err := p.read(room[:0], at.Offset+headerSize+int64(at.Head), sumSize, at.Body)
	if err != nil {
		return nil, err
	}
	table := castagnoli()
	body := record[sumSize:]
	if crc32.Update(crc32.Checksum(seed, table), table, body) != binary.LittleEndian.Uint32(record) {
		return nil, errAmiss
	}
	return record[:copy(record, body)], nil
}

// read reads a part with what stands before it, into the room where that is large enough. A place that is none in this file takes no memory.
func (p *Pack) read(room []byte, offset int64, before, length int) ([]byte, error) {
	p.mu.Lock()
	end := p.written
	p.mu.Unlock()
	if offset < 0 || length < 0 || int64(length) > end || offset > end-int64(length)-int64(before) {
		return nil, errAmiss
	}
	record := slices.Grow(room, before+length)[:before+length]
	if _, err := p.file.ReadAt(record, offset); err != nil {
		if errors.Is(err, io.EOF) {
			err = errAmiss
		}
		return nil, err
	}
	return record, nil
}

// scratch makes a pack that is gone when the program ends, for what cannot be kept.
func scratch() (*Pack, error) {
	f, err := os.CreateTemp("", "vitrin-*")
	if err != nil {
		return nil, err
	}
	// Where the system lets go of the name of an open file, nothing is left behind however the program ends.
	return &Pack{file: f, litter: os.Remove(f.Name()) != nil}, nil
}

func (p *Pack) close() error {
	err := p.file.Close()
	if p.litter {
		err = errors.Join(err, os.Remove(p.file.Name()))
	}
	return err
}
