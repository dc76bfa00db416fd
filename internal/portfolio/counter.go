package portfolio

import "slices"

// counter counts by small numbers. It is used again and again, so that to count few things among many numbers costs
// no more than those few.
type counter struct {
	counts []int32
	seen   []int32 // the numbers that were counted
}

// counter gives an empty counter for numbers below one of them, to be put back.
func (p *Portfolio) counter(numbers int) *counter {
	c, _ := p.counters.Get().(*counter)
	if c == nil {
		c = &counter{}
	}
	for _, n := range c.seen {
		c.counts[n] = 0
	}
	c.seen = c.seen[:0]
	if len(c.counts) < numbers {
		c.counts = make([]int32, numbers)
	}
	return c
}

// addAll counts numbers once more, with a weight that is positive. Processors would often guess wrongly whether a number
// is new, so each is put behind the seen ones, and stays there if it is.
func (c *counter) addAll(numbers []int32, weight int32) {
	counts, end := c.counts, len(c.seen)
	seen := slices.Grow(c.seen, len(numbers))[:end+len(numbers)]
	for _, n := range numbers {
		seen[end] = n
		before := counts[n]
		if before == 0 {
			end++
		}
		counts[n] = before + weight
	}
	c.seen = seen[:end]
}

// addSeen is addAll for those among the numbers that were counted before.
func (c *counter) addSeen(numbers []int32, weight int32) {
	counts := c.counts
	for _, n := range numbers {
		before := counts[n]
		after := before + weight
		if before == 0 {
			after = 0
		}
		counts[n] = after
	}
}
