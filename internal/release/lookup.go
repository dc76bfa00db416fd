package release

import (
	"sort"
)

// Find gives the index of the file with a path.
func (r *Release) Find(path string) (int, bool) {
	return sort.Find(r.Len(), func(i int) int { return compare(path, r.Path(i)) })
}

// From gives the index of the first file whose path does not come before another one.
func (r *Release) From(path string) int {
	return sort.Search(r.Len(), func(i int) bool { return r.Path(i) >= path })
}

// FindFolder gives the index of the folder with a path.
func (r *Release) FindFolder(path string) (int, bool) {
	return sort.Find(r.Folders(), func(i int) int { return compare(path, r.FolderPath(i)) })
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Path gives the path of the i-th file.
func (r *Release) Path(i int) string {
	return r.paths[end(r.files, fileSize, i-1, filePath):end(r.files, fileSize, i, filePath)]
}

// FolderPath gives the path of the i-th folder.
func (r *Release) FolderPath(i int) string {
	return r.places[end(r.folders, folderSize, i-1, folderPath):end(r.folders, folderSize, i, folderPath)]
}

// end gives where the variable part of a record ends; before the first one nothing has begun.
func end(records []byte, size, i, at int) uint32 {
	if i < 0 {
		return 0
	}
	return order.Uint32(records[i*size+at:])
}

func (r *Release) record(i int) []byte { return r.files[i*fileSize : (i+1)*fileSize] }

// Kind gives the kind of the i-th file.
func (r *Release) Kind(i int) Kind { return Kind(r.record(i)[fileKind]) }

// Hash gives the hash of the i-th file.
func (r *Release) Hash(i int) Hash { return Hash(r.record(i)[:fileStamp]) }

// Stamp gives the stamp of the i-th file.
func (r *Release) Stamp(i int) Stamp { return readStamp(r.record(i)[fileStamp:]) }

// Encoded gives the encodings in which the i-th file lies beside itself, and those that were left out.
func (r *Release) Encoded(i int) (made, omitted uint8) {
	return r.record(i)[fileMade], r.record(i)[fileOmitted]
}

// Folder gives the i-th folder.
func (r *Release) Folder(i int) Folder {
	return Folder{Path: r.FolderPath(i), Stamp: readStamp(r.folders[i*folderSize:])}
}

// File gives the i-th file.
func (r *Release) File(i int) File {
	f := File{Path: r.Path(i), Kind: r.Kind(i), Hash: r.Hash(i), Stamp: r.Stamp(i)}
	f.Made, f.Omitted = r.Encoded(i)
	if r.knows(i) {
		f.Inputs = make([]Input, 0, r.inputsEnd(i)-r.inputsEnd(i-1))
		for n := r.inputsEnd(i - 1); n < r.inputsEnd(i); n++ {
			f.Inputs = append(f.Inputs, r.input(n))
		}
	}
	return f
}

// knows tells whether it is known what the i-th file is made of.
func (r *Release) knows(i int) bool { return !r.treeOnly && r.record(i)[fileKnown] != 0 }

func (r *Release) inputsEnd(i int) int { return int(end(r.files, fileSize, i, fileInputs)) }

func (r *Release) input(n int) Input {
	record := r.inputs[n*inputSize:]
	return Input{Name: r.names[order.Uint32(record)], Sum: Sum(record[inputSum:inputSize])}
}

// Differing compares inputs with those of the i-th file, where these are known: it gives the names of those
// that came, went or have another sum, sorted, each once. Among inputs of one name their order counts.
func (r *Release) Differing(i int, inputs []Input) (names []string, known bool) {
	if !r.knows(i) || inputs == nil {
		return nil, false
	}
	from, to := r.inputsEnd(i-1), r.inputsEnd(i)
	if same := to-from == len(inputs) && r.areAt(from, inputs); same {
		return nil, true
	}
	left := make(map[string][]Sum, to-from) // of each name, what is still to come
	for n := from; n < to; n++ {
		input := r.input(n)
		left[input.Name] = append(left[input.Name], input.Sum)
	}
	for _, input := range inputs {
		if sums := left[input.Name]; len(sums) > 0 && sums[0] == input.Sum {
			left[input.Name] = sums[1:]
		} else {
			names = append(names, input.Name)
		}
	}
	for name, sums := range left {
		if len(sums) > 0 {
			names = append(names, name)
		}
	}
	return sortedOnce(names), true
}

// areAt tells whether inputs are those that are recorded from n on, in the same order.
func (r *Release) areAt(n int, inputs []Input) bool {
	for k, input := range inputs {
		if r.input(n+k) != input {
			return false
		}
	}
	return true
}
