// Package money holds exact amounts in currencies of ISO 4217 and adds them up, never across
// currencies and never in floating point. It reads how people write amounts and writes none in words.
package money

import (
	"fmt"
	"strconv"
)

// Amount is an exact amount. The zero Amount is none of any currency; one that is not stated is no
// Amount at all, since 0 is a stated amount.
type Amount struct {
	Currency string // ISO 4217, capital letters
	Minor    int64  // in the currency's minor unit: öre, cent
	About    bool   // approximate
}

// Decimal gives the amount in the major unit, exactly: digits, and a point with decimals where it is not
// whole: "850000", "1500.50".
func (a Amount) Decimal() string {
	unit := unit(a.Currency)
	if a.Minor%unit == 0 {
		return strconv.FormatInt(a.Minor/unit, 10)
	}
	return fmt.Sprintf("%d.%0*d", a.Minor/unit, Digits(a.Currency), a.Minor%unit)
}
