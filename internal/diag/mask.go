package diag

import "bytes"

// Mask replaces the digits of what looks like a Swedish personal identity number by x, for whoever
// prints a message by other means than [Print].
func Mask(s string) string { return string(mask([]byte(s))) }

// maskPart gives the part of a line from one offset to another with personal identity numbers masked,
// those too that the part cuts in two.
func maskPart(line []byte, from, to int) []byte {
	const reach = 16 // longer than a number, 13 bytes, and the digit that would make it another
	left, right := max(0, from-reach), min(len(line), to+reach)
	return mask(line[left:right])[from-left : to-left]
}

// mask replaces the digits of what looks like a Swedish personal identity number, YYMMDD-NNNN or
// YYYYMMDD-NNNN with - or +, by as many x. Organisation numbers, whose third digit is at least 2, stay.
func mask(s []byte) []byte {
	masked := bytes.Clone(s)
	for i, b := range s {
		if b != '-' && b != '+' {
			continue
		}
		start, end := i, i+1
		for start > 0 && digit(s[start-1]) {
			start--
		}
		for end < len(s) && digit(s[end]) {
			end++
		}
		if n := i - start; end-i-1 != 4 || n != 6 && n != 8 || s[i-4] > '1' {
			continue
		}
		for j := start; j < end; j++ {
			if j != i {
				masked[j] = 'x'
			}
		}
	}
	return masked
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
