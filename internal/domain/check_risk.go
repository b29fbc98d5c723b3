package domain

// CheckRisk is how much there is to doubt in a claim: a draw takes some of each.
type CheckRisk string

// The risks.
const (
	RiskLower  CheckRisk = "lower"
	RiskHigher CheckRisk = "higher"
)

// RiskOf is the risk of a claim: lower once a reviewer confirmed it and the
// confirmation stands.
func RiskOf(f DutyFacts, on Day) CheckRisk {
	if f.Confirmed(on) {
		return RiskLower
	}
	return RiskHigher
}
