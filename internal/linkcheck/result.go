package linkcheck

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Outcome is what became of an address.
type Outcome string

// The outcomes.
const (
	Well    Outcome = "well"    // it answers
	Moved   Outcome = "moved"   // it answers at another address, and for good
	Gone    Outcome = "gone"    // its site says that there is no such page
	Failing Outcome = "failing" // its site cannot be reached, or has trouble of its own
	Closed  Outcome = "closed"  // its site answers, though not to a program like this one: nothing is known
	Private Outcome = "private" // it leads to this machine or into a private network, and was not asked
	Unasked Outcome = ""        // the context ended before it was known
)

// Reason is why an address has no answer, or none that counts.
type Reason string

// The reasons.
const (
	NoAddress            Reason = "no-address"     // it is no address of http or https
	PrivateNetwork       Reason = "private"        // it names this machine or a place in a private network
	PrivateHere          Reason = "private-here"   // the name of its site leads there, looked up on this machine
	UnknownHost          Reason = "unknown-host"   // the name of its site is not known
	NoLookup             Reason = "no-lookup"      // the name could not be looked up
	Unreachable          Reason = "unreachable"    // no connection was made
	Timeout              Reason = "timeout"        // nothing came in time
	BrokenOff            Reason = "broken-off"     // the connection ended early, or what came is not HTTP
	NoEncryption         Reason = "no-encryption"  // the connection could not be encrypted
	CertificateExpired   Reason = "expired"        // the certificate holds no more, or not yet
	CertificateName      Reason = "other-name"     // the certificate is for another name
	CertificateUntrusted Reason = "untrusted"      // the certificate is from nobody whom this machine trusts
	Circle               Reason = "circle"         // redirects lead in a circle
	ManyRedirects        Reason = "many-redirects" // redirects lead on and on
	BadRedirect          Reason = "bad-redirect"   // a redirect leads to no address of http or https
	Stopped              Reason = "stopped"        // the context ended
)

// Result is what became of one address.
type Result struct {
	Address string // as it was given
	Outcome Outcome
	Status  int    // of the last answer (RFC 9110, section 15); 0 where there was none
	Reason  Reason // empty where the status says it
	To      string // of a Moved one the new address; of others that do not answer well where redirects led, or ""
	Kept    bool   // it was asked in an earlier check, and not in this one
}

// conclude tells what became of an address by the last answer, which came from another place where it redirects.
// Moved is as far as redirects led that hold for good.
func conclude(from, at, moved *url.URL, a answer) Result {
	r := Result{Outcome: outcomeOf(a), Status: a.status, Reason: a.reason}
	switch {
	case r.Outcome == Unasked:
		return Result{}
	case r.Outcome == Well && moved.String() != from.String():
		r.Outcome, r.To = Moved, moved.String()
	case r.Outcome != Well && at.String() != from.String():
		r.To = at.String()
	}
	return r
}

func outcomeOf(a answer) Outcome {
	switch a.reason {
	case "":
		return byStatus(a.status)
	case Stopped:
		return Unasked
	case PrivateNetwork, PrivateHere:
		return Private
	}
	return Failing
}

// notForPrograms are the statuses of sites that answer people only, or only some people. 999 is no status of HTTP;
// a large network of professionals sends it to programs.
func notForPrograms() []int {
	return []int{
		http.StatusUnauthorized, http.StatusPaymentRequired, http.StatusForbidden, http.StatusProxyAuthRequired,
		http.StatusTooManyRequests, http.StatusUnavailableForLegalReasons, 999,
	}
}

func byStatus(status int) Outcome {
	switch {
	case status >= 200 && status < 400, status == http.StatusRequestedRangeNotSatisfiable: // there, but shorter than was asked for
		return Well
	case status == http.StatusNotFound, status == http.StatusGone:
		return Gone
	case slices.Contains(notForPrograms(), status):
		return Closed
	}
	return Failing
}

// Problem tells in plain words what is wrong with the address, without saying how to mend it; "" where nothing is, or
// nothing is known.
func (r Result) Problem() string {
	subject := quoted(r.Address)
	if r.Outcome == Moved {
		return subject + " has moved to " + quoted(r.To)
	}
	host := hostName(r.Address)
	if r.To != "" {
		subject += " leads to " + quoted(r.To) + ", which"
		host = hostName(r.To)
	}
	switch r.Outcome {
	case Gone, Failing, Private:
		return subject + " " + r.trouble(host)
	}
	return ""
}

// trouble gives what is said of an address that leads nowhere.
func (r Result) trouble(host string) string {
	switch r.Reason {
	case NoAddress:
		return "is not a web address"
	case PrivateNetwork:
		return "lies on this machine or in a private network, where visitors do not reach it"
	case PrivateHere:
		return "was not asked: from this machine, " + host + " lies in a private network"
	case UnknownHost:
		return "is on a site that does not exist: the name " + host + " is not known"
	case NoLookup:
		return "could not be asked: the name " + host + " could not be looked up"
	case Unreachable:
		return "cannot be reached: " + host + " takes no connection"
	case Timeout:
		return "cannot be reached: " + host + " did not answer in time"
	case BrokenOff:
		return "does not work: " + host + " broke off in the middle of its answer"
	case NoEncryption:
		return "cannot be reached securely: no encrypted connection to " + host + " could be made"
	case CertificateExpired:
		return "cannot be reached securely: the certificate of " + host + " is out of date"
	case CertificateName:
		return "cannot be reached securely: the certificate of " + host + " is for another name"
	case CertificateUntrusted:
		return "cannot be reached securely: the certificate of " + host + " comes from nobody whom this machine trusts"
	case Circle:
		return "sends visitors round in a circle"
	case ManyRedirects:
		return "sends visitors on and on, from one address to the next"
	case BadRedirect:
		return "sends visitors on to what is not a web address"
	}
	return r.statusTrouble(host)
}

func (r Result) statusTrouble(host string) string {
	said := fmt.Sprintf("%s answers %d", host, r.Status)
	if text := http.StatusText(r.Status); text != "" {
		said += " (" + strings.ToLower(text) + ")"
	}
	switch {
	case r.Status == http.StatusGone:
		return "was taken away for good: " + said
	case r.Status == http.StatusNotFound:
		return "is not there: " + said
	case r.Status >= 500:
		return "does not work at present: " + said
	default:
		return "does not work: " + said
	}
}

// maxQuoted is how many characters of an address are told.
const maxQuoted = 200

func quoted(address string) string {
	if runes := []rune(address); len(runes) > maxQuoted {
		address = string(runes[:maxQuoted]) + "…"
	}
	return fmt.Sprintf("%q", address)
}

// hostName gives the name of an address's site, as it is written.
func hostName(address string) string {
	if u, err := url.Parse(address); err == nil && u.Hostname() != "" {
		return u.Hostname()
	}
	return "its site"
}

// Offline tells whether sites were asked and not one could be reached, so that the trouble is this machine's rather than
// theirs. Where earlier answers are known, only the addresses that were bad may have been asked again, and they may well
// be bad still: then no more than names that cannot be looked up is taken for a sign.
func Offline(results []Result) bool {
	lost, lookups, known := map[string]bool{}, true, false
	for _, r := range results {
		switch {
		case r.Kept:
			known = known || r.Outcome != Failing
		case r.Outcome == Unasked, r.Reason == NoAddress, r.Reason == PrivateNetwork:
		case r.To == "" && (r.Reason == UnknownHost || r.Reason == NoLookup || r.Reason == Unreachable || r.Reason == Timeout):
			lost[hostName(r.Address)] = true
			lookups = lookups && r.Reason == NoLookup
		default:
			return false
		}
	}
	if lookups {
		return len(lost) >= 2
	}
	return len(lost) >= 3 && !known
}
