package release

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"iter"
	"os"
	"slices"
)

// Draft is a manifest in the making. No two of its files have one path.
type Draft struct {
	About
	Before  *Release // the manifest that files may be taken from as they are there; nil: none
	Kept    []bool   // by the files of Before: those that are taken; nil: none
	Notes   *Notes   // files; nil: none
	Files   []File   // further ones, in any order
	Folders []Folder // in any order

	// Stamps are those of files, by their paths, that have others than Before and Notes say.
	Stamps map[string]Stamp
}

// Write writes the manifest to a file that is made, or written over. The file is a manifest only when it is
// whole: give it its name afterwards.
func (d *Draft) Write(name string) (err error) {
	file, err := os.Create(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return d.write(file)
}

// entry is a file of a draft: one of its own, or a note, or else one of the manifest before.
type entry struct {
	path  string
	own   *File
	note  *noted
	index int
}

// entries gives the files in order. Those of its own and the notes are sorted.
func (d *Draft) entries() iter.Seq[entry] {
	return func(yield func(entry) bool) {
		var notes []noted
		if d.Notes != nil {
			notes = d.Notes.all
		}
		own, index := d.Files, d.nextKept(0)
		for {
			var least entry
			if index < len(d.Kept) {
				least = entry{path: d.Before.Path(index), index: index}
			}
			if len(notes) > 0 && (least.path == "" || notes[0].path < least.path) {
				least = entry{path: notes[0].path, note: &notes[0]}
			}
			if len(own) > 0 && (least.path == "" || own[0].Path < least.path) {
				least = entry{path: own[0].Path, own: &own[0]}
			}
			switch {
			case least.path == "" || !yield(least):
				return
			case least.own != nil:
				own = own[1:]
			case least.note != nil:
				notes = notes[1:]
			default:
				index = d.nextKept(index + 1)
			}
		}
	}
}

// nextKept gives the first file of the manifest before that is taken, from a number on.
func (d *Draft) nextKept(from int) int {
	for from < len(d.Kept) && !d.Kept[from] {
		from++
	}
	return from
}

// Paths gives the paths of all files, sorted.
func (d *Draft) Paths() iter.Seq[string] {
	return func(yield func(string) bool) {
		_ = d.sort() // what cannot be read is told when it is
		for e := range d.entries() {
			if !yield(e.path) {
				return
			}
		}
	}
}

// sort puts everything in order. The error is that of the notes.
func (d *Draft) sort() error {
	slices.SortFunc(d.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	slices.SortFunc(d.Folders, func(a, b Folder) int { return cmp.Compare(a.Path, b.Path) })
	if d.Notes == nil {
		return nil
	}
	return d.Notes.finish()
}

func (d *Draft) write(to io.Writer) error {
	if err := d.sort(); err != nil {
		return err
	}
	names := d.names()
	sizes, err := d.sizes(names)
	if err != nil {
		return err
	}
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(to, sum), 64<<10) // keeps the first error for Flush
	out.Write(d.head(sizes))
	if err := d.writeFiles(out); err != nil {
		return err
	}
	d.writeFolders(out)
	if err := d.writeInputs(out, names); err != nil {
		return err
	}
	for e := range d.entries() {
		out.WriteString(e.path)
	}
	for _, f := range d.Folders {
		out.WriteString(f.Path)
	}
	for _, name := range names.all {
		out.Write(appendText(out.AvailableBuffer(), name))
	}
	for _, e := range d.Encodings {
		out.Write(appendText(appendText(out.AvailableBuffer(), e.Suffix), e.Version))
	}
	out.Write(d.Note)
	if err := out.Flush(); err != nil {
		return err
	}
	_, err = to.Write(sum.Sum(nil))
	return err
}

func (d *Draft) head(sizes [sections]int) []byte {
	head := order.AppendUint64([]byte(magic), d.Number)
	head = append(order.AppendUint64(head, d.Root), d.Key[:]...)
	for _, size := range sizes {
		head = order.AppendUint32(head, uint32(size))
	}
	return head
}

func (d *Draft) writeFiles(out *bufio.Writer) error {
	noted := window{notes: d.Notes}
	var pathEnd, inputsEnd uint32
	for e := range d.entries() {
		b := out.AvailableBuffer()
		pathEnd += uint32(len(e.path))
		switch {
		case e.own != nil:
			inputsEnd += uint32(len(e.own.Inputs))
			b = appendFile(b, e.own, 0)
		case e.note != nil:
			record, err := noted.record(*e.note)
			if err != nil {
				return err
			}
			inputsEnd += order.Uint32(record[fileInputs:])
			b = append(b, record...)
		default:
			inputsEnd += uint32(d.Before.inputsEnd(e.index) - d.Before.inputsEnd(e.index-1))
			b = append(b, d.Before.record(e.index)...)
		}
		order.PutUint32(b[filePath:], pathEnd)
		order.PutUint32(b[fileInputs:], inputsEnd)
		if stamp, other := d.Stamps[e.path]; other {
			appendStamp(b[:fileStamp], stamp)
		}
		out.Write(b)
	}
	return nil
}

// appendFile adds the record of a file, with zero in the place of its path's end.
func appendFile(b []byte, f *File, inputs int) []byte {
	known := byte(0)
	if f.Inputs != nil {
		known = 1
	}
	b = appendStamp(append(b, f.Hash[:]...), f.Stamp)
	b = order.AppendUint32(order.AppendUint32(b, 0), uint32(inputs))
	return append(b, byte(f.Kind), known, f.Made, f.Omitted)
}

func (d *Draft) writeFolders(out *bufio.Writer) {
	var pathEnd uint32
	for _, f := range d.Folders {
		pathEnd += uint32(len(f.Path))
		out.Write(order.AppendUint32(appendStamp(out.AvailableBuffer(), f.Stamp), pathEnd))
	}
}

func (d *Draft) writeInputs(out *bufio.Writer, names names) error {
	noted := window{notes: d.Notes}
	for e := range d.entries() {
		switch {
		case e.own != nil:
			out.Write(names.appendInputs(out.AvailableBuffer(), e.own.Inputs))
		case e.note != nil:
			inputs, err := noted.inputs(*e.note)
			if err != nil {
				return err
			}
			out.Write(inputs)
		default:
			for n := d.Before.inputsEnd(e.index - 1); n < d.Before.inputsEnd(e.index); n++ {
				record := d.Before.inputs[n*inputSize : (n+1)*inputSize]
				number := names.before[order.Uint32(record)]
				out.Write(append(order.AppendUint32(out.AvailableBuffer(), number), record[inputSum:]...))
			}
		}
	}
	return nil
}

// sizes gives the sizes of the sections.
func (d *Draft) sizes(names names) (sizes [sections]int, err error) {
	sizes[folderRecords] = len(d.Folders) * folderSize
	for e := range d.entries() {
		sizes[fileRecords] += fileSize
		sizes[filePaths] += len(e.path)
		switch {
		case e.own != nil:
			sizes[inputRecords] += inputSize * len(e.own.Inputs)
		case e.note == nil:
			sizes[inputRecords] += inputSize * (d.Before.inputsEnd(e.index) - d.Before.inputsEnd(e.index-1))
		}
	}
	if d.Notes != nil {
		sizes[inputRecords] += inputSize * d.Notes.inputs
	}
	for _, f := range d.Folders {
		sizes[folderPaths] += len(f.Path)
	}
	for _, name := range names.all {
		sizes[inputNames] += 4 + len(name)
	}
	for _, e := range d.Encodings {
		sizes[encodingsTexts] += 8 + len(e.Suffix) + len(e.Version)
	}
	sizes[note] = len(d.Note)
	if !fits(sizes[:]...) {
		return sizes, errors.New("the site is too large for a manifest")
	}
	return sizes, nil
}
