package portfolio

import (
	"vitrin/internal/edtf"
	"vitrin/internal/money"
)

// Status is where a project stands. The empty Status is not stated.
type Status string

// The statuses of the contract.
const (
	Planned   Status = "planned"
	Ongoing   Status = "ongoing"
	Completed Status = "completed"
	Cancelled Status = "cancelled"
)

// Statuses lists the statuses in the order in which they are shown.
func Statuses() []Status { return []Status{Ongoing, Planned, Completed, Cancelled} }

// Project is one project, tied to everything that it refers to.
type Project struct {
	Entry

	References  []string // the funder's reference numbers
	Status      Status
	Kind        *Term // nil: not stated
	Start, End  edtf.Date
	Clusters    []Affiliation[*Cluster]
	Programmes  []Affiliation[*Programme] // as stated, and those that only a row of Funding names
	Coordinator *Party
	Partners    []Party
	Funding     []Funding
	*ProjectDetails

	Previous *Project // the project that began before this one, nil at the ends and without a start
	Next     *Project

	place            int32 // among all projects in time, the latest first
	programmesStated int32 // also those that are withheld for now
	statusAt         spot  // zero where none is stated
}

// Number gives the project's place among [Portfolio.Projects], which are the first of [Portfolio.Entries].
func (p *Project) Number() int { return int(p.number) }

// Affiliation is a reference to a cluster or a programme, with what was said of it.
type Affiliation[T any] struct {
	To   T
	Role string // id of a role, may be empty
	Note Text
}

// Party is an organisation in a role.
type Party struct {
	Organisation *Organisation
	Role         string // id of the role
	Note         Text
}

// Funding is one row of a project's money. A nil amount is one that is not stated.
type Funding struct {
	Funder                 *Organisation
	Programme              *Programme // stated, or the project's only one
	Applied, Granted, Paid *money.Amount
	Decided                edtf.Date
	Note                   Text

	programmeStated bool // also of a programme that is withheld for now
	grantedAt       spot
}

// Goal is a goal of a strategy that a project serves.
type Goal struct {
	Strategy, Goal Text
}

// Quantity is an exact decimal number, as a share or as a count. The empty Quantity is not stated.
type Quantity struct {
	Number  string // "12.5": digits, a point, no grouping; empty: not stated
	Percent bool
}

// Indicator is something that a project measures.
type Indicator struct {
	Name                     Text
	Unit                     Text
	Baseline, Target, Actual Quantity
	About                    bool // the numbers are approximate
	Partner                  *Organisation
	Date                     edtf.Date
	Note                     Text

	place
}

// Phase is a part of a project's time.
type Phase struct {
	Title      Text
	Start, End edtf.Date
	Text       Text

	startAt, endAt spot
}

// Milestone is a day that matters.
type Milestone struct {
	Date  edtf.Date
	Title Text
	Text  Text

	dateAt spot
}

// Relation is a tie between two projects.
type Relation struct {
	Project *Project
	Date    edtf.Date
	Note    Text
}
