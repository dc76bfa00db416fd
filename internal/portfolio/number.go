package portfolio

import (
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// organisationNumber reads a Swedish organisationsnummer and gives it as NNNNNN-NNNN. A number whose
// third digit is below 2 is a personal identity number (a sole trader's): it is an error, and
// neither the message nor the quoted line shows it.
func (d *decoder) organisationNumber(n *syntax.Node) string {
	digits := strings.Map(dropSpace, strings.Replace(d.word(n), "-", "", 1))
	if len(digits) == 12 && digits[:2] >= "16" && digits[:2] <= "20" {
		digits = digits[2:] // the century that registers put before it
	}
	if len(digits) != 10 || strings.Trim(digits, "0123456789") != "" {
		d.secret(n, diag.Number, "this is not an organisation number", "write ten digits, such as 202100-5489")
		return ""
	}
	if digits[2] < '2' {
		d.secret(n, diag.PersonalNumber, "this is a personal identity number, not an organisation number; it is never published",
			"take it out; a sole trader has no number that may be shown")
		return ""
	}
	if !luhn(digits) {
		d.secret(n, diag.Number, "the organisation number's last digit does not fit the others", "look the number up again; two digits may have changed places")
		return ""
	}
	return digits[:6] + "-" + digits[6:]
}

// secret reports an error about a line that is not to be quoted.
func (d *decoder) secret(n *syntax.Node, code diag.Code, message, hint string) {
	d.problems = append(d.problems, diag.Problem{Severity: diag.Error, Code: code, Pos: n.Pos, Message: message, Hint: hint, Secret: true})
}

// luhn checks digits by the algorithm of ISO/IEC 7812-1, annex B.
func luhn(digits string) bool {
	sum := 0
	for i := range digits {
		digit := int(digits[len(digits)-1-i] - '0')
		if i%2 == 1 {
			digit *= 2
		}
		sum += digit/10 + digit%10
	}
	return sum%10 == 0
}
