package money

import "strings"

// minorDigits says how many decimals the minor unit of each currency has: those of ISO 4217, list one
// (current currencies, without funds, metals and test codes), and the national ones that gave way to the euro.
var minorDigits = digitsByCode([]string{
	0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF",
	2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC
		CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD
		KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO
		NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
		THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
		ATS BEF BGN CYP DEM EEK ESP FIM FRF GRD HRK IEP ITL LTL LUF LVL MTL NLG PTE SIT SKK`,
	3: "BHD IQD JOD KWD LYD OMR TND",
	4: "CLF UYW",
})

func digitsByCode(codes []string) map[string]int {
	table := map[string]int{}
	for digits, list := range codes {
		for code := range strings.FieldsSeq(list) {
			table[code] = digits
		}
	}
	return table
}

// Known tells whether a code is a currency of ISO 4217, in capital letters.
func Known(code string) bool {
	_, known := minorDigits[code]
	return known
}

// Digits gives how many decimals the currency's minor unit has: 2 for SEK, 0 for JPY, and 2 for a code that is
// not [Known].
func Digits(code string) int {
	if digits, known := minorDigits[code]; known {
		return digits
	}
	return 2
}

// unit gives how many minor units make one major unit.
func unit(code string) int64 {
	n := int64(1)
	for range Digits(code) {
		n *= 10
	}
	return n
}
