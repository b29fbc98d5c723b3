// Package seed is the material an installation starts from: the first report
// as a pack (ctr.yaml) and the register of responsible bodies (bodies.csv),
// compiled into the program. Both are in the format of any other pack and
// register; package exchange reads them.
//
// The pack is in heed's own words and cites the section of the report behind
// every statement. The register is facts alone: names, codes, places, types
// and dates, as they stood in July 2026 for English Trusts and in October 2026
// at the latest for the rest. Contains public sector information licensed
// under the Open Government Licence v3.0. Doubts about a body stand in its
// note column, so that pages show them with the facts; a merger of Trusts after
// 8 July 2026 is not in it.
//
// The package owns those two files and imports the standard library alone.
package seed

import _ "embed" // the two files below

// Licence is the acknowledgement that pages and exports of the register carry.
const Licence = "Contains public sector information licensed under the Open Government Licence v3.0"

//go:embed ctr.yaml
var pack string

//go:embed bodies.csv
var register string

// Pack is the report "Creating Time for Research" as a YAML pack.
func Pack() []byte { return []byte(pack) }

// Register is the register of responsible bodies as CSV with a header row.
func Register() []byte { return []byte(register) }
