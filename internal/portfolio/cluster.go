package portfolio

import (
	"vitrin/internal/diag"
	"vitrin/internal/edtf"
	"vitrin/internal/money"
)

// Cluster is an organised network of companies and others.
type Cluster struct {
	Entry
	Group *Group

	Organisation *Party // the body that runs it
	Founded      edtf.Date
	Members      []Party
	MemberCount  int // where only a number is stated; 0: not stated
	Owners       []Party
	ValueChain   []Text
	Website      string
	People       []Person
	Recognitions []Recognition
	Related      []Affiliation[*Cluster] // stated here or there

	websitePos diag.Pos
}

// Person is somebody who works for or with a cluster.
type Person struct {
	Name         string
	Role         Text
	Organisation *Organisation
}

// Recognition is a mark that others gave to a cluster.
type Recognition struct {
	By    []Party
	Label Text
	Date  edtf.Date
}

// Programme is a funding programme, a round or a part of one.
type Programme struct {
	Entry
	Group *Group

	Funders     []Party
	Parent      *Programme
	Parts       []*Programme // rounds and parts, in order of their start
	Start, End  edtf.Date
	Budget      *money.Amount
	Calls       []Call
	Strategy    Text
	Instruments []Text
	Declared    []Declared

	parentPos diag.Pos
}

// Line gives the programme and all that it is part of, itself first.
func (p *Programme) Line() []*Programme {
	var line []*Programme
	for ; p != nil; p = p.Parent {
		line = append(line, p)
	}
	return line
}

// Within tells whether the programme is the other one or a part of it, at any depth.
func (p *Programme) Within(other *Programme) bool {
	for ; p != nil; p = p.Parent {
		if p == other {
			return true
		}
	}
	return false
}

// Call is a call for proposals.
type Call struct {
	Title         Text
	Opens, Closes edtf.Date
	URL           string
	Reference     string

	pos diag.Pos // of the address
}

// Declared is what a funder says of the whole programme. It is shown beside what the portfolio
// holds and never mixed with it. A negative number is not stated.
type Declared struct {
	Kind              *Term
	Projects, Regions int
	Note              Text

	projectsPos, regionsPos diag.Pos
}

// OrganisationKind is a kind of organisation from the contract's list.
type OrganisationKind string

// organisationKinds are the kinds that an organisation may state.
var organisationKinds = []OrganisationKind{"company", "university", "institute", "public", "cluster", "funder", "association", "other"}

// Organisation is anybody who takes part: with a file of its own, or known by name alone.
type Organisation struct {
	Entry
	Group *Group

	Kind    OrganisationKind
	Website string
	Number  string // Swedish organisationsnummer, NNNNNN-NNNN
	ROR     string // Research Organization Registry, the address
	Aka     []string
	Logo    *Image

	Coordinates []*Project    // projects that it leads
	TakesPart   []Involvement // projects in which it is a partner, with its roles
	Funds       []*Project    // projects whose funding it stands for
	Runs        []*Cluster
	MemberOf    []*Cluster
	Owns        []*Cluster
	Recognised  []*Cluster // clusters that it gave a mark
	Programmes  []*Programme
	Mentioned   []*Entry // other entries that name it: contacts, people, indicators

	CoordinatedGranted, FundedGranted, FundedPaid money.Sum

	name  Text // without a file
	parts int  // how many parts it has in projects at most, known before they are put there

	websitePos, rorPos diag.Pos
}

// Involvement is a project in which an organisation plays a role.
type Involvement struct {
	Project *Project
	Role    string
}

// Page is an ordinary page. The home page has the empty id.
type Page struct {
	Entry
}
