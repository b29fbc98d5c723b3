package estimate

// counts is what is kept of all runs: how often a duty, a cell or a group was
// done in a month, and how many of a group were done at the end of a quarter.
type counts struct {
	duty []uint16 // by number of the duty and month
	all  []uint16 // by cell or group and month: when the last of it is claimed
	most []uint16 // likewise: when three in four are
	bars []uint16 // by cell or group, quarter and how many are claimed
	from []int    // where the bars of a cell or group begin
	size []int    // how many duties it has
}

func newCounts(p *plan) *counts {
	c := &counts{
		duty: make([]uint16, len(p.Duties)*months), all: make([]uint16, len(p.size)*months), most: make([]uint16, len(p.size)*months),
		from: make([]int, len(p.size)), size: p.size,
	}
	bars := 0
	for i, n := range p.size {
		c.from[i] = bars
		bars += (quarters + 1) * (n + 1)
	}
	c.bars = make([]uint16, bars)
	return c
}

// add counts one run of a cell or group: come is how many are claimed by the
// end of each month.
func (c *counts) add(i int, come *[months]uint16, size, most int) {
	last, early := 0, -1
	for m := range months {
		if early < 0 && int(come[m]) >= most {
			early = m
		}
		if last = m; int(come[m]) >= size {
			break
		}
	}
	c.all[i*months+last]++
	c.most[i*months+early]++
	for q := range quarters + 1 {
		c.bars[c.from[i]+q*(size+1)+int(come[q*quarter])]++
	}
}

func (c *counts) merge(more *counts) {
	for _, pair := range [][2][]uint16{{c.duty, more.duty}, {c.all, more.all}, {c.most, more.most}, {c.bars, more.bars}} {
		for i, n := range pair[1] {
			pair[0][i] += n
		}
	}
}
