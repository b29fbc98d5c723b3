package access

import (
	"testing"

	"heed/internal/domain"
)

// BenchmarkCan asks as somebody with two memberships: once granted by the
// second, once refused by both.
func BenchmarkCan(b *testing.B) {
	a, err := New()
	if err != nil {
		b.Fatal(err)
	}
	lead := domain.Actor{Person: domain.Person{ID: "p"}, Memberships: []domain.Membership{
		{Role: domain.Observer, Area: "uk", Path: "uk"},
		{Role: domain.OversightLead, Area: "uk/england", Path: "uk/england"},
	}}
	target := Target{Path: "uk/england/london/RJ1", Rec: 14, Duty: "d"}
	b.Run("yes", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if !a.Can(lead, Review, target) {
				b.Fatal("refused")
			}
		}
	})
	b.Run("no", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if a.Can(lead, Draft, target) {
				b.Fatal("granted")
			}
		}
	})
	b.Run("scope", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			a.ScopeOf(lead, View)
		}
	})
}
