package domain

import "maps"

// LeastNamed is the fewest bodies that a count says to whoever may not see which they
// are; of fewer it says that they are fewer (R27). In a small nation a smaller count
// would name them.
const LeastNamed = 5

// Withhold leaves out the parts of a count that are too small to be said, and, where
// that leaves out one alone, the smallest of the others too: a total and the rest
// would give it away. What is left out is in no part of the answer.
func Withhold(parts map[string]int) map[string]int {
	said := maps.Clone(parts)
	maps.DeleteFunc(said, func(_ string, n int) bool { return n < LeastNamed })
	if len(parts)-len(said) != 1 {
		return said
	}
	smallest := ""
	for of, n := range said {
		if smallest == "" || n < said[smallest] || n == said[smallest] && of < smallest {
			smallest = of
		}
	}
	delete(said, smallest)
	return said
}
