package graph

import "heed/internal/domain"

// settle works out, once for all downstream duties, how the upstream duties of
// a junction bear on them (R6).
func (g *Graph) settle(j *junction) {
	var sure int
	for _, up := range j.ups {
		link := domain.Link{Dependency: j.dep, Upstream: g.facts.Duties[up].Duty.ID}
		switch g.fates[up] {
		case open:
			j.missing = append(j.missing, link)
			j.waitsFor = append(j.waitsFor, up)
		case undone:
			j.stranded = append(j.stranded, link)
		case claimed:
			link.OnClaim = true
			j.onClaim = append(j.onClaim, link)
		case confirmed:
			sure++
		}
	}
	if j.mode == anyOf {
		settleAny(j, sure)
	}
	j.bearing = bearingOf(j, sure)
}

// settleAny lets one upstream that is there release the rest, and strands only
// when none of them can come any more.
func settleAny(j *junction, sure int) {
	if sure > 0 {
		j.onClaim = nil
	}
	if sure > 0 || len(j.onClaim) > 0 {
		j.missing, j.waitsFor = nil, nil
	}
	if sure > 0 || len(j.onClaim) > 0 || len(j.missing) > 0 {
		j.stranded = nil
	}
}

func bearingOf(j *junction, sure int) Bearing {
	switch {
	case len(j.stranded) > 0:
		return Stranded
	case len(j.missing) > 0:
		return Missing
	case len(j.onClaim) > 0:
		return OnClaim
	case sure > 0:
		return Confirmed
	}
	return Released
}

// settleShare counts the local duties behind a share. One that does not apply
// any more is not counted; one that was superseded counts as what took its place.
func (g *Graph) settleShare(j *junction, ups []int32) {
	share := &domain.Share{Threshold: j.dep.Share}
	if share.Threshold == 0 {
		share.Threshold = defaultShare
	}
	lost := 0
	for _, up := range ups {
		standIns := g.standIns(up)
		switch g.worst(standIns) {
		case gone:
			continue
		case undone:
			lost++
		case claimed:
			share.Claimed++
		case confirmed:
			share.Claimed++
			share.Confirmed++
		}
		share.Of++
		for _, s := range standIns {
			j.ups = append(j.ups, s)
			if g.fates[s] == open {
				j.waitsFor = append(j.waitsFor, s)
			}
		}
	}
	j.share = share
	j.settleByShare(lost)
}

func (j *junction) settleByShare(lost int) {
	link := domain.Link{Dependency: j.dep, Share: j.share}
	switch {
	case j.share.Of == 0:
		j.bearing = Released
	case j.share.Reached(true):
		j.bearing = Confirmed
	case j.share.Reached(false):
		link.OnClaim = true
		j.bearing, j.onClaim = OnClaim, []domain.Link{link}
	case (j.share.Of-lost)*100 < j.share.Threshold*j.share.Of:
		j.bearing, j.stranded = Stranded, []domain.Link{link}
	default:
		j.bearing, j.missing = Missing, []domain.Link{link}
	}
	if j.bearing != Missing {
		j.waitsFor = nil
	}
}

// worst is the fate of several duties that only count together.
func (g *Graph) worst(duties []int32) fate {
	worst := gone
	for _, i := range duties {
		switch f := g.fates[i]; {
		case f == undone:
			return undone
		case f != gone && (worst == gone || f < worst):
			worst = f
		}
	}
	return worst
}
