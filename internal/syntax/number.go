package syntax

// isNumber tells whether a text is what an editor would call a number: decimal, with or without sign, fraction and
// exponent.
func isNumber(s string) bool {
	s = s[signs(s):]
	whole := digits(s)
	s = s[whole:]
	if s != "" && s[0] == '.' {
		fraction := digits(s[1:])
		if whole+fraction == 0 {
			return false
		}
		s = s[1+fraction:]
	} else if whole == 0 {
		return false
	}
	if s == "" {
		return true
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	s = s[1:]
	s = s[signs(s):]
	return s != "" && digits(s) == len(s)
}

// signs gives the length of the sign that a text begins with.
func signs(s string) int {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		return 1
	}
	return 0
}

// digits counts the digits that a text begins with.
func digits(s string) int {
	n := 0
	for n < len(s) && s[n]-'0' <= 9 {
		n++
	}
	return n
}
