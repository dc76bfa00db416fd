package portfolio

import (
	"slices"
	"strings"

	"vitrin/internal/diag"
	"vitrin/internal/syntax"
)

// A problem carries a fix where what is meant is beyond doubt. These are all that do, and why:
//
//	written                       becomes         there is no doubt, since
//	a date: 09/2015, 2022-5-7,    2015-09, …      one date alone can be read in it, in a year from 1800 to 2099: not 05/06/2018,
//	20220517, cirka 2013                          not 3/22/18, not 2009/10, which may be two years (edtf/guess.go)
//	an amount: 850 tkr            850000          its words say the currency that applies, or none; not 850.000, not 5 M (money/guess.go)
//	a key: sumary                 summary         one known key is nearest, it is not there yet, and no other unknown key is as near
//	a key or value: slut, klar    end, completed  the word is Swedish, or other usual words, for the one that is known there (synonyms.go); such
//	                                              a word is never taken for a slip, so slut does not become slug
//	a value: onging               ongoing         the key takes a few values, and one of them is nearest
//	true or false: ja, "true"     true            these words mean nothing else
//	a currency: sek               SEK             its letters are those of one currency, but small
//	a slug: En titel              en-titel        the letters are the same; the page gets the address that was meant
//
// Everywhere else another thing may be meant, and a person has to look: an id that is near another (another project
// may be meant), a theme or kind of the settings (it may be a new one), a region, a link, an address without https://.

// renamed writes the one known key that an unknown one of a mapping must mean.
func renamed(n *syntax.Node, f syntax.Field, known []string) diag.Fix {
	meant := solelyMeant(f.Key, known)
	if meant == "" || n.Get(meant) != nil {
		return diag.Fix{}
	}
	for _, other := range n.Fields {
		if other.Key != f.Key && !slices.Contains(known, other.Key) && Meant(other.Key, known) == meant {
			return diag.Fix{}
		}
	}
	return f.Instead(meant)
}

// answered writes true or false for words that mean it.
func answered(n *syntax.Node) diag.Fix {
	switch strings.ToLower(strings.TrimSpace(n.Value)) {
	case "true", "yes", "ja":
		return n.InsteadBool(true)
	case "false", "no", "nej":
		return n.InsteadBool(false)
	}
	return diag.Fix{}
}
