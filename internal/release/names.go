package release

import (
	"maps"
	"math"
	"slices"
)

// names numbers the names of inputs.
type names struct {
	all     []string
	numbers map[string]uint32
	before  []uint32 // by the numbers of the manifest before; noNumber: not in use any more
}

const noNumber = math.MaxUint32

func newNames() names { return names{numbers: make(map[string]uint32)} }

func (n *names) add(name string) uint32 {
	number, known := n.numbers[name]
	if !known {
		number = uint32(len(n.all))
		n.numbers[name], n.all = number, append(n.all, name)
	}
	return number
}

// appendInputs adds the records of inputs.
func (n *names) appendInputs(b []byte, inputs []Input) []byte {
	for i := range inputs {
		b = append(order.AppendUint32(b, n.add(inputs[i].Name)), inputs[i].Sum[:]...)
	}
	return b
}

// names numbers all names that are in use, first those of the notes, which were written with their numbers.
func (d *Draft) names() names {
	n := newNames()
	if d.Notes != nil {
		n.all, n.numbers = slices.Clone(d.Notes.names.all), maps.Clone(d.Notes.names.numbers)
	}
	if d.Before != nil {
		n.before = slices.Repeat([]uint32{noNumber}, len(d.Before.names))
	}
	for i := d.nextKept(0); i < len(d.Kept); i = d.nextKept(i + 1) {
		for k := d.Before.inputsEnd(i - 1); k < d.Before.inputsEnd(i); k++ {
			if old := order.Uint32(d.Before.inputs[k*inputSize:]); n.before[old] == noNumber {
				n.before[old] = n.add(d.Before.names[old])
			}
		}
	}
	for i := range d.Files {
		for _, input := range d.Files[i].Inputs {
			n.add(input.Name)
		}
	}
	return n
}
