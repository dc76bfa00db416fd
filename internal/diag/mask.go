package diag

import (
	"bytes"

	"vitrin/internal/cells"
)

// Mask replaces the digits of what looks like a Swedish personal identity number by x, for whoever
// prints a message by other means than [Style.Print].
func Mask(s string) string { return string(mask([]byte(s))) }

// Safe makes a text on one line safe for a terminal as [Style.Print] does: control characters, those of line ends too, and
// invalid UTF-8 are replaced, and personal identity numbers masked.
func Safe(s string) string { return cells.Visible(Mask(s)) }

// maskPart gives the part of a line from one offset to another with personal identity numbers masked,
// those too that the part cuts in two.
func maskPart(line []byte, from, to int) []byte {
	const reach = 16 // longer than a number, 13 bytes, and the digit that would make it another
	left, right := max(0, from-reach), min(len(line), to+reach)
	return mask(line[left:right])[from-left : to-left]
}

// mask replaces the digits of what looks like a Swedish personal identity number, YYMMDD-NNNN or
// YYYYMMDD-NNNN with - or +, or YYYYMMDDNNNN, by as many x. Organisation numbers, whose third digit is at least
// 2, stay.
func mask(s []byte) []byte {
	masked := bytes.Clone(s)
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			continue
		}
		start, end := i, digitsEnd(s, i)
		i = end
		switch n := end - start; {
		case n == 12:
			if !birthday(string(s[start : start+8])) {
				continue
			}
		case (n == 6 || n == 8) && end < len(s) && (s[end] == '-' || s[end] == '+') && s[end-4] <= '1' && digitsEnd(s, end+1) == end+5:
			copy(masked[end+1:], "xxxx")
		default:
			continue
		}
		copy(masked[start:end], "xxxxxxxxxxxx")
	}
	return masked
}

// birthday tells whether eight digits are the day of a birth, or of a coordination number, which adds 60 to it.
func birthday(digits string) bool {
	century, month, day := digits[:2], digits[4:6], digits[6:]
	return "18" <= century && century <= "20" && "01" <= month && month <= "12" && ("01" <= day && day <= "31" || "61" <= day && day <= "91")
}

// digitsEnd gives where the digits end that begin at an offset.
func digitsEnd(s []byte, from int) int {
	for from < len(s) && digit(s[from]) {
		from++
	}
	return from
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
