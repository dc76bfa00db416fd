package money

import (
	"cmp"
	"math"
	"slices"
)

// Sum adds up what records state, currency by currency, and counts those that state nothing. The zero
// Sum is of no records. A sum is exact as far as 64 bits of minor units go, see [MaxMajor]; what would be
// more stays there and is marked as approximate, so it never turns over.
type Sum struct {
	Of      int // records
	Missing int // those among them that state no amount

	amounts []Amount // one for each currency, by code
}

// Add counts one record with the amounts that it states, which may be none.
func (s *Sum) Add(record []Amount) {
	s.Of++
	if len(record) == 0 {
		s.Missing++
	}
	for _, a := range record {
		s.add(a)
	}
}

func (s *Sum) add(a Amount) {
	i, found := 0, len(s.amounts) == 1 && s.amounts[0].Currency == a.Currency // mostly there is one
	if !found {
		i, found = slices.BinarySearchFunc(s.amounts, a.Currency, func(have Amount, code string) int { return cmp.Compare(have.Currency, code) })
	}
	if !found {
		s.amounts = slices.Insert(s.amounts, i, a)
		return
	}
	s.amounts[i] = s.amounts[i].Plus(a)
}

// Plus adds an amount in the same currency, as far as a [Sum] goes.
func (a Amount) Plus(more Amount) Amount {
	a.About = a.About || more.About
	if a.Minor > math.MaxInt64-more.Minor {
		a.Minor = math.MaxInt64 // beyond what 64 bits hold; MaxMajor keeps real sums far below
		a.About = true
		return a
	}
	a.Minor += more.Minor
	return a
}

// Amounts gives the sum in each currency, that of the given code first and the others by code. It is
// empty where no record states an amount.
func (s Sum) Amounts(home string) []Amount {
	amounts := slices.Clone(s.amounts)
	slices.SortStableFunc(amounts, func(a, b Amount) int {
		switch home {
		case a.Currency:
			return -1
		case b.Currency:
			return 1
		}
		return cmp.Compare(a.Currency, b.Currency)
	})
	return amounts
}
