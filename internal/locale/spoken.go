package locale

import (
	"fmt"
	"strconv"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/syntax"
)

// spoken reads the words with which people write dates: the number of a month or season to its words.
func (r *reader) spoken(n *node) {
	words := edtf.Words{Months: map[string]int{}, Seasons: map[string]int{}}
	r.l.dates.spoken = words
	for _, f := range r.fields(n) {
		list, number := words.Months, 0
		switch number, _ = strconv.Atoi(f.Key); {
		case number >= edtf.Spring && number <= edtf.Winter:
			list = words.Seasons
		case number < 1 || number > 12:
			r.problems.Error(f.KeyPos, diag.Value, fmt.Sprintf("%q is neither a month nor a season", f.Key), "months are 1 to 12, seasons 21 (spring) to 24 (winter)")
			continue
		}
		for word := range strings.FieldsSeq(strings.ToLower(r.text(f.Value))) {
			if words.Months[word] != 0 || words.Seasons[word] != 0 {
				r.problems.Error(f.Value.Pos, diag.Value, fmt.Sprintf("%q stands for two months or seasons", word), "keep it with one of them")
			}
			list[word] = number
		}
	}
	for number := 1; number <= edtf.Winter; number++ {
		isOne := number <= 12 || number >= edtf.Spring
		if isOne && n.Kind == syntax.Mapping && n.Get(strconv.Itoa(number)) == nil {
			r.problems.Error(n.Pos, diag.MissingKey, fmt.Sprintf("the words of the month or season %d are missing", number), "write all the words that people use for it, with spaces between them")
		}
	}
}
