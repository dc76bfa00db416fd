package release

import (
	"encoding/binary"
	"slices"
)

// The file: a head, then the sections in the order of sizes, then the SHA-256 of all that. Numbers are
// little-endian. A record says where its variable part ends in a section of its own; it begins where that
// of the record before it ends.
const (
	magic    = "vitrin release 2\n"
	headSize = len(magic) + 2*8 + len(Sum{}) + sections*4

	// A file: hash, stamp, ends of its path and of its inputs, kind, whether inputs are known, encodings.
	fileSize    = 72
	fileStamp   = len(Hash{})
	filePath    = fileStamp + stampSize
	fileInputs  = filePath + 4
	fileKind    = fileInputs + 4
	fileKnown   = fileKind + 1
	fileMade    = fileKnown + 1
	fileOmitted = fileMade + 1

	// A folder: stamp, end of its path.
	folderSize = stampSize + 4
	folderPath = stampSize

	// An input: number of its name, sum.
	inputSize = 4 + len(Sum{})
	inputSum  = 4

	stampSize = 28
)

// The sections of the file, whose sizes in bytes the head states.
const (
	fileRecords = iota
	folderRecords
	inputRecords
	filePaths
	folderPaths
	inputNames     // texts, each with its length before it
	encodingsTexts // likewise: suffix and version of each encoding
	note
	sections
)

// order is that of the bytes of numbers.
var order = binary.LittleEndian

func readStamp(b []byte) Stamp {
	return Stamp{Size: int64(order.Uint64(b)), ModTime: int64(order.Uint64(b[8:])), Inode: order.Uint64(b[16:]), Mode: order.Uint32(b[24:])}
}

func appendStamp(b []byte, s Stamp) []byte {
	b = order.AppendUint64(b, uint64(s.Size))
	b = order.AppendUint64(b, uint64(s.ModTime))
	return order.AppendUint32(order.AppendUint64(b, s.Inode), s.Mode)
}

// appendText adds a text that readTexts finds again.
func appendText(b []byte, text string) []byte {
	return append(order.AppendUint32(b, uint32(len(text))), text...)
}

func readTexts(b []byte) (texts []string, ok bool) {
	for len(b) > 0 {
		if len(b) < 4 || uint64(len(b)-4) < uint64(order.Uint32(b)) {
			return nil, false
		}
		size := int(order.Uint32(b))
		texts = append(texts, string(b[4:4+size]))
		b = b[4+size:]
	}
	return texts, true
}

func sortedOnce(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
