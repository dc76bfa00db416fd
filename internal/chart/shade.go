package chart

// Levels is how many steps of shade there are, apart from 0, which is that of nothing.
const Levels = 4

// Shades divides counts up to a greatest one into steps of equal width.
type Shades struct {
	greatest int
}

// NewShades gives the steps for counts up to the greatest of them.
func NewShades(counts ...int) Shades {
	var s Shades
	for _, n := range counts {
		s.greatest = max(s.greatest, n)
	}
	return s
}

// Step is a step of shade, and the counts that it stands for, both included.
type Step struct {
	Shade    int // 1 to Levels
	From, To int
}

// Of gives the shade of a count, from 1 to [Levels]; 0 is that of a count of nothing. The greatest count has the
// last shade.
func (s Shades) Of(count int) int {
	for _, step := range s.Steps() {
		if count >= step.From && count <= step.To {
			return step.Shade
		}
	}
	return 0
}

// Steps lists the steps from the lowest. There are fewer of them than [Levels] where the greatest count is below
// that, and none where it is zero.
func (s Shades) Steps() []Step {
	levels := min(Levels, s.greatest)
	steps := make([]Step, 0, Levels)
	for k := 1; k <= levels; k++ {
		steps = append(steps, Step{
			Shade: (k*Levels + levels - 1) / levels,
			From:  s.upTo(k-1, levels) + 1,
			To:    s.upTo(k, levels),
		})
	}
	return steps
}

// upTo gives the greatest count of a step.
func (s Shades) upTo(k, levels int) int {
	return s.greatest/levels*k + s.greatest%levels*k/levels
}
