package main

import (
	"fmt"
	"slices"
	"strings"
)

// ourSettings is how the names begin that belong to heed alone.
const ourSettings = "HEED_"

// knownSettings are the names that begin so: the product's own, and the two
// with which docker-compose.yml makes the database's roles.
func knownSettings() []string {
	return []string{
		envAddress, envFiles, envMaxFile, envBaseURL, envContact, envProxies, "HEED_APP_PASSWORD", "HEED_OWNER_PASSWORD",
	}
}

// isOfOrchestrator says that a name is one that Docker and Kubernetes put beside a
// service that is called heed, to tell others where it is: HEED_PORT,
// HEED_PORT_8080_TCP, HEED_SERVICE_HOST. Whoever runs heed did not choose it.
func isOfOrchestrator(name string) bool {
	return name == "HEED_PORT" || strings.HasPrefix(name, "HEED_PORT_") || strings.HasPrefix(name, "HEED_SERVICE_")
}

// settings are those of the machine. A name that nobody reads is refused: what
// it was meant to set would silently stay as it is by default.
func (w world) settings() (settings, error) {
	var bad badSettings
	if w.environ != nil {
		bad = unknownSettings(w.environ())
	}
	if len(bad) > 0 {
		return settings{}, bad
	}
	return readSettings(w.getenv)
}

// unknownSettings are the names of an environment, given as NAME=value, that
// begin like ours and are none, each with the nearest one that is.
func unknownSettings(environ []string) badSettings {
	var bad badSettings
	for _, pair := range environ {
		name, _, _ := strings.Cut(pair, "=")
		if !strings.HasPrefix(name, ourSettings) || slices.Contains(knownSettings(), name) || isOfOrchestrator(name) {
			continue
		}
		nearest := slices.MinFunc(knownSettings(), func(a, b string) int { return apart(name, a) - apart(name, b) })
		last := name[len(ourSettings)-1:]
		if i := slices.IndexFunc(knownSettings(), func(known string) bool { return strings.HasSuffix(known, last) }); i >= 0 {
			nearest = knownSettings()[i] // HEED_PROXIES: the end of it is right
		}
		bad = append(bad, fmt.Sprintf("%s is no setting of heed; is %s meant?", name, nearest))
	}
	slices.Sort(bad)
	return bad
}

// apart is how many letters have to be put in, taken out or changed to make one
// name of another.
func apart(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
