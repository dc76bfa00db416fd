package release

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"math"
	"os"
	"slices"
)

// Draft is a manifest in the making.
type Draft struct {
	About
	Before  *Release // the manifest that files may be taken from as they are there; nil: none
	Kept    []int    // the files of Before that are taken, in any order
	Files   []File   // the others, in any order
	Folders []Folder // in any order
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

// entry is a file of a draft: one of its own, or else one of the manifest before.
type entry struct {
	own   *File
	index int
}

// entries puts the files in order.
func (d *Draft) entries() []entry {
	slices.Sort(d.Kept)
	slices.SortFunc(d.Files, func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
	all := make([]entry, 0, len(d.Kept)+len(d.Files))
	next := 0
	for _, i := range d.Kept {
		for path := d.Before.Path(i); next < len(d.Files) && d.Files[next].Path < path; next++ {
			all = append(all, entry{own: &d.Files[next]})
		}
		all = append(all, entry{index: i})
	}
	for ; next < len(d.Files); next++ {
		all = append(all, entry{own: &d.Files[next]})
	}
	return all
}

func (d *Draft) path(e entry) string {
	if e.own != nil {
		return e.own.Path
	}
	return d.Before.Path(e.index)
}

// inputs gives how many inputs a file has.
func (d *Draft) inputs(e entry) int {
	if e.own != nil {
		return len(e.own.Inputs)
	}
	return d.Before.inputsEnd(e.index) - d.Before.inputsEnd(e.index-1)
}

func (d *Draft) write(to io.Writer) error {
	all := d.entries()
	slices.SortFunc(d.Folders, func(a, b Folder) int { return cmp.Compare(a.Path, b.Path) })
	names := d.names(all)
	sizes, err := d.sizes(all, names)
	if err != nil {
		return err
	}
	sum := sha256.New()
	out := bufio.NewWriterSize(io.MultiWriter(to, sum), 64<<10) // keeps the first error for Flush
	out.Write(d.head(sizes))
	d.writeFiles(out, all)
	d.writeFolders(out)
	d.writeInputs(out, all, names)
	for _, e := range all {
		out.WriteString(d.path(e))
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

func (d *Draft) writeFiles(out *bufio.Writer, all []entry) {
	var pathEnd, inputsEnd uint32
	for _, e := range all {
		pathEnd += uint32(len(d.path(e)))
		inputsEnd += uint32(d.inputs(e))
		b := out.AvailableBuffer()
		if e.own == nil {
			b = append(b, d.Before.record(e.index)...)
			order.PutUint32(b[filePath:], pathEnd)
			order.PutUint32(b[fileInputs:], inputsEnd)
		} else {
			known := byte(0)
			if e.own.Inputs != nil {
				known = 1
			}
			b = appendStamp(append(b, e.own.Hash[:]...), e.own.Stamp)
			b = order.AppendUint32(order.AppendUint32(b, pathEnd), inputsEnd)
			b = append(b, byte(e.own.Kind), known, e.own.Made, e.own.Omitted)
		}
		out.Write(b)
	}
}

func (d *Draft) writeFolders(out *bufio.Writer) {
	var pathEnd uint32
	for _, f := range d.Folders {
		pathEnd += uint32(len(f.Path))
		out.Write(order.AppendUint32(appendStamp(out.AvailableBuffer(), f.Stamp), pathEnd))
	}
}

func (d *Draft) writeInputs(out *bufio.Writer, all []entry, names names) {
	for _, e := range all {
		if e.own != nil {
			for _, input := range e.own.Inputs {
				out.Write(append(order.AppendUint32(out.AvailableBuffer(), names.numbers[input.Name]), input.Sum[:]...))
			}
			continue
		}
		for n := d.Before.inputsEnd(e.index - 1); n < d.Before.inputsEnd(e.index); n++ {
			record := d.Before.inputs[n*inputSize : (n+1)*inputSize]
			number := names.before[order.Uint32(record)]
			out.Write(append(order.AppendUint32(out.AvailableBuffer(), number), record[inputSum:]...))
		}
	}
}

// names numbers the names of inputs.
type names struct {
	all     []string
	numbers map[string]uint32
	before  []uint32 // by the numbers of the manifest before; noNumber: not in use any more
}

const noNumber = math.MaxUint32

func (n *names) add(name string) uint32 {
	number, known := n.numbers[name]
	if !known {
		number = uint32(len(n.all))
		n.numbers[name], n.all = number, append(n.all, name)
	}
	return number
}

func (d *Draft) names(all []entry) names {
	n := names{numbers: make(map[string]uint32)}
	if d.Before != nil {
		n.before = slices.Repeat([]uint32{noNumber}, len(d.Before.names))
	}
	for _, e := range all {
		if e.own != nil {
			for _, input := range e.own.Inputs {
				n.add(input.Name)
			}
			continue
		}
		for i := d.Before.inputsEnd(e.index - 1); i < d.Before.inputsEnd(e.index); i++ {
			if old := order.Uint32(d.Before.inputs[i*inputSize:]); n.before[old] == noNumber {
				n.before[old] = n.add(d.Before.names[old])
			}
		}
	}
	return n
}

// sizes gives the sizes of the sections.
func (d *Draft) sizes(all []entry, names names) (sizes [sections]int, err error) {
	sizes[fileRecords], sizes[folderRecords] = len(all)*fileSize, len(d.Folders)*folderSize
	for _, e := range all {
		sizes[filePaths] += len(d.path(e))
		sizes[inputRecords] += inputSize * d.inputs(e)
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
