package release

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
)

// ErrUnknown says that a file is no manifest, not a whole one, or one of another version.
var ErrUnknown = errors.New("it is not a whole manifest of this version")

// Read reads a manifest. The error is [ErrUnknown] or what the system said.
func Read(name string) (*Release, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	r, ok := parse(data)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: ErrUnknown}
	}
	return r, nil
}

// ReadRoot reads of a manifest only to which folder it belongs. Whether the manifest is whole, [Read] tells.
func ReadRoot(name string) (root uint64, err error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	head := make([]byte, headSize)
	if _, err := io.ReadFull(file, head); err != nil || !bytes.HasPrefix(head, []byte(magic)) {
		return 0, &fs.PathError{Op: "read", Path: name, Err: ErrUnknown}
	}
	return order.Uint64(head[len(magic)+8:]), nil
}

// parse takes a manifest apart. It holds everything that lookups rely on, whoever wrote the file.
func parse(data []byte) (*Release, bool) {
	if len(data) < headSize+sha256.Size || !bytes.HasPrefix(data, []byte(magic)) {
		return nil, false
	}
	body, sum := data[:len(data)-sha256.Size], data[len(data)-sha256.Size:]
	if Hash(sum) != Hash(sha256.Sum256(body)) {
		return nil, false
	}
	head := body[len(magic):headSize]
	parts, ok := divide(body[headSize:], head[16+len(Sum{}):])
	if !ok {
		return nil, false
	}
	r := &Release{
		About: About{Number: order.Uint64(head), Root: order.Uint64(head[8:]), Key: Sum(head[16:]), Note: parts[note]},
		files: parts[fileRecords], folders: parts[folderRecords], inputs: parts[inputRecords],
		paths: string(parts[filePaths]), places: string(parts[folderPaths]),
	}
	if r.names, ok = readTexts(parts[inputNames]); !ok {
		return nil, false
	}
	texts, ok := readTexts(parts[encodingsTexts])
	if !ok || len(texts)%2 != 0 || len(texts) > 2*MaxEncodings {
		return nil, false
	}
	for i := 0; i < len(texts); i += 2 {
		r.Encodings = append(r.Encodings, Encoding{Suffix: texts[i], Version: texts[i+1]})
	}
	return r, r.checkFiles() && r.checkFolders() && r.checkInputs()
}

// divide cuts the sections out of what follows the head.
func divide(rest, sizes []byte) (parts [sections][]byte, ok bool) {
	for i := range parts {
		size := uint64(order.Uint32(sizes[4*i:]))
		if size > uint64(len(rest)) {
			return parts, false
		}
		parts[i], rest = rest[:size:size], rest[size:]
	}
	return parts, len(rest) == 0
}

// checkFiles holds that paths are those of a site, in their order, and that records refer to what is there.
func (r *Release) checkFiles() bool {
	if len(r.files)%fileSize != 0 || len(r.inputs)%inputSize != 0 {
		return false
	}
	inputs, last := len(r.inputs)/inputSize, ""
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

// isLocal tells whether a path stays in its folder on this system.
func isLocal(path string) bool {
	return fs.ValidPath(path) && filepath.IsLocal(filepath.FromSlash(path))
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
