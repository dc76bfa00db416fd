package release

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"math"
	"path/filepath"
	"strings"

	"vitrin/internal/file"
)

// ErrUnknown says that a file is no manifest, not a whole one, or one of another version.
var ErrUnknown = errors.New("it is not a whole manifest of this version")

// Read reads a manifest. The error is [ErrUnknown] or what the system said.
func Read(name string) (*Release, error) { return read(name, true) }

// ReadTree reads of a manifest where its files and folders are and how they stood: what the files are made of is not known.
// It takes half the memory. The error is that of [Read].
func ReadTree(name string) (*Release, error) { return read(name, false) }

func read(name string, inputs bool) (*Release, error) {
	src, err := file.Open(name)
	if err != nil {
		return nil, err
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return nil, err
	}
	r, err := parse(src, info.Size(), inputs)
	if errors.Is(err, ErrUnknown) {
		err = &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return r, err
}

// ReadHead reads of a manifest only which release it is of: number, root and key. Whether the manifest is whole, [Read] tells.
func ReadHead(name string) (About, error) {
	src, err := file.Open(name)
	if err != nil {
		return About{}, err
	}
	defer src.Close()
	head := make([]byte, headSize)
	if _, err := io.ReadFull(src, head); err != nil || !bytes.HasPrefix(head, []byte(magic)) {
		return About{}, &fs.PathError{Op: "read", Path: name, Err: ErrUnknown}
	}
	return aboutIn(head), nil
}

// IsIn tells whether a file is the manifest that r was read from, by the hash at its end.
func (r *Release) IsIn(name string) bool {
	src, err := file.Open(name)
	if err != nil {
		return false
	}
	defer src.Close()
	info, err := src.Stat()
	if err != nil {
		return false
	}
	var sum Hash
	_, err = src.ReadAt(sum[:], max(0, info.Size()-int64(len(sum))))
	return err == nil && sum == r.sum
}

// aboutIn gives what the head of a manifest says.
func aboutIn(head []byte) About {
	head = head[len(magic):]
	return About{Number: order.Uint64(head), Root: order.Uint64(head[8:]), Key: Sum(head[16:])}
}

// parse takes a manifest of a size apart, with what its files are made of or without. It holds everything that lookups rely
// on, whoever wrote the file.
func parse(from io.Reader, size int64, inputs bool) (*Release, error) {
	sum := sha256.New()
	p := parts{from: io.TeeReader(from, sum)}
	head := p.bytes(uint32(min(size, int64(headSize))))
	if p.err != nil || len(head) < headSize || !bytes.HasPrefix(head, []byte(magic)) {
		return nil, p.failure()
	}
	sizes, ok := sizesOf(head[headSize-sections*4:], size-int64(headSize)-sha256.Size)
	if !ok {
		return nil, ErrUnknown
	}
	r := &Release{About: aboutIn(head)}
	r.files, r.folders = p.bytes(sizes[fileRecords]), p.bytes(sizes[folderRecords])
	if r.treeOnly = !inputs; inputs {
		r.inputs = p.bytes(sizes[inputRecords])
	} else {
		p.skip(sizes[inputRecords])
	}
	r.paths, r.places = p.text(sizes[filePaths]), p.text(sizes[folderPaths])
	names, encodings := p.bytes(sizes[inputNames]), p.bytes(sizes[encodingsTexts])
	r.Note = p.bytes(sizes[note])
	r.sum = Hash(sum.Sum(nil))
	if stated := p.bytes(sha256.Size); p.err != nil || Hash(stated) != r.sum {
		return nil, p.failure()
	}
	if !r.takeTexts(names, encodings) || !r.checkFiles(int(sizes[inputRecords])) || !r.checkFolders() || !r.checkInputs() {
		return nil, ErrUnknown
	}
	return r, nil
}

// takeTexts takes in the names of inputs and the encodings.
func (r *Release) takeTexts(names, encodings []byte) (ok bool) {
	if r.names, ok = readTexts(names); !ok {
		return false
	}
	texts, ok := readTexts(encodings)
	if !ok || len(texts)%2 != 0 || len(texts) > 2*MaxEncodings {
		return false
	}
	for i := 0; i < len(texts); i += 2 {
		r.Encodings = append(r.Encodings, Encoding{Suffix: texts[i], Version: texts[i+1]})
	}
	return true
}

// sizesOf gives the sizes of the sections, if together they come to a size.
func sizesOf(stated []byte, whole int64) (sizes [sections]uint32, ok bool) {
	for i := range sizes {
		sizes[i] = order.Uint32(stated[4*i:])
		whole -= int64(sizes[i])
	}
	return sizes, whole == 0
}

// parts reads one part of a file after the other, until that fails.
type parts struct {
	from io.Reader
	err  error
}

// failure gives what the system said, or that the file is no manifest: it may also have become shorter.
func (p *parts) failure() error {
	if p.err == nil || errors.Is(p.err, io.EOF) || errors.Is(p.err, io.ErrUnexpectedEOF) {
		return ErrUnknown
	}
	return p.err
}

func (p *parts) bytes(size uint32) []byte {
	b := make([]byte, size)
	if p.err == nil {
		_, p.err = io.ReadFull(p.from, b)
	}
	return b
}

func (p *parts) text(size uint32) string {
	var b strings.Builder
	b.Grow(int(size))
	if p.err == nil {
		_, p.err = io.CopyN(&b, p.from, int64(size))
	}
	return b.String()
}

func (p *parts) skip(size uint32) {
	if p.err == nil {
		_, p.err = io.CopyN(io.Discard, p.from, int64(size))
	}
}

// checkFiles holds that paths are those of a site, in their order, and that records refer to what is there.
func (r *Release) checkFiles(inputsSize int) bool {
	if len(r.files)%fileSize != 0 || inputsSize%inputSize != 0 {
		return false
	}
	inputs, last := inputsSize/inputSize, ""
	for i := range r.Len() {
		from, to := end(r.files, fileSize, i-1, filePath), end(r.files, fileSize, i, filePath)
		if from > to || uint64(to) > uint64(len(r.paths)) || r.inputsEnd(i-1) > r.inputsEnd(i) || r.inputsEnd(i) > inputs {
			return false
		}
		path := r.Path(i)
		if i > 0 && path <= last || !isLocal(path) || path == "." || r.Kind(i) > Mark || r.Stamp(i).Size < 0 {
			return false
		}
		last = path
	}
	return int(end(r.files, fileSize, r.Len()-1, filePath)) == len(r.paths) && r.inputsEnd(r.Len()-1) == inputs
}

// checkFolders is checkFiles for folders.
func (r *Release) checkFolders() bool {
	if len(r.folders)%folderSize != 0 {
		return false
	}
	last := ""
	for i := range r.Folders() {
		from, to := end(r.folders, folderSize, i-1, folderPath), end(r.folders, folderSize, i, folderPath)
		if from > to || uint64(to) > uint64(len(r.places)) {
			return false
		}
		path := r.FolderPath(i)
		if i > 0 && path <= last || !isLocal(path) {
			return false
		}
		last = path
	}
	return int(end(r.folders, folderSize, r.Folders()-1, folderPath)) == len(r.places)
}

func (r *Release) checkInputs() bool {
	for n := range len(r.inputs) / inputSize {
		if uint64(order.Uint32(r.inputs[n*inputSize:])) >= uint64(len(r.names)) {
			return false
		}
	}
	return true
}

// isLocal tells whether a path stays in its folder on this system. Where paths are written with slashes, a valid one does.
func isLocal(path string) bool {
	return fs.ValidPath(path) && (filepath.Separator == '/' || filepath.IsLocal(filepath.FromSlash(path)))
}

// fits tells whether sizes can be stated in the file.
func fits(sizes ...int) bool {
	for _, size := range sizes {
		if uint64(size) > math.MaxUint32 {
			return false
		}
	}
	return true
}
