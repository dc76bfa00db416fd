package site

// AccessibilityView is the view of accessibility.html, the statement of how accessible the site is. Its parts
// are those of the model statement of Commission Implementing Decision (EU) 2018/1523.
type AccessibilityView struct {
	*Frame
	Words      Words      // of the page that an editor wrote for the statement; may be empty
	Intro      string     // who answers for the site, and what the statement tells
	Conformity string     // how far the site meets what is asked of it, a sentence
	Gaps       []GapGroup // what not everybody can use, by reason; empty where nothing is known
	Facts      []Fact     // when and how the site was examined, and the day of the statement
	Report     *Report    // where to tell of obstacles; nil where nobody is named
	Authority  string     // who supervises the site, a sentence; empty where nobody does
	Complaint  Link       // where that authority takes complaints
}

// GapGroup holds what is not accessible for one reason.
type GapGroup struct {
	Heading string // the reason
	Gaps    []Gap  // at least one
}

// Gap is something on the site that not everybody can use.
type Gap struct {
	Text    string // what it is
	Instead string // how to get at the same otherwise; may be empty
	Until   string // when it will be mended at the latest; may be empty
	Time    string // Until for the time element; may be empty
}

// Report is where people tell of what they cannot use.
type Report struct {
	Email string // may be empty
	Phone string // as written; may be empty
	Tel   string // the same as tel: wants it; empty where Phone is no number
	Form  Link   // to a form; Href may be empty
}
