package page

import (
	"heed/internal/domain"
	"heed/web/ui"
)

// PeersPage is a body beside others like it.
type PeersPage struct {
	Name    string
	Day     domain.Day
	Rule    string // by what they are alike, and how many they are
	Unseen  string // why nothing is counted, and what would open it
	Counted bool   // the visitor has figures of them
	Table   ui.Table
	Named   []HomeLink
}
