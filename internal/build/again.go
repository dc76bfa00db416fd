package build

import "vitrin/internal/diag"

// kept is a value that is made anew when its key changes, with the problems of its making.
type kept[T any] struct {
	key      string
	made     bool
	value    T
	problems diag.List
}

// get gives the value for a key, made by make where it is not the one of the last time.
func (k *kept[T]) get(key string, make func() (T, diag.List, error)) (T, diag.List, error) {
	if k.made && k.key == key {
		return k.value, k.problems, nil
	}
	value, problems, err := make()
	*k = kept[T]{key: key, made: err == nil, value: value, problems: problems}
	return value, problems, err
}
