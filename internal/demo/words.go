package demo

import (
	_ "embed" // the sentences
	"fmt"
	"strings"

	"heed/internal/domain"
)

//go:embed sentences.txt
var sentencesFile string

// mark begins every text that the author invents.
const mark = "Generated text: "

// readSentences reads the file: a heading in brackets, then one line each.
func readSentences() map[string][]string {
	lines := map[string][]string{}
	heading := ""
	for line := range strings.Lines(sentencesFile) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			heading = strings.Trim(line, "[]")
		default:
			lines[heading] = append(lines[heading], line)
		}
	}
	return lines
}

// phrase is one line of an occasion, without the mark.
func (a *Author) phrase(c chance, occasion string) string {
	lines := a.sentences[occasion]
	if len(lines) == 0 {
		return ""
	}
	return pick(c, lines)
}

// say is a marked text of an occasion.
func (s *scene) say(occasion string) string { return mark + s.phrase(s.chance, occasion) }

// narrative tells, in three sentences or so, what the return says in ticks.
func (s *scene) narrative(c domain.Content) string {
	subject := s.phrase(s.chance, "subject "+s.rec.Key())
	opening := s.phrase(s.chance, string(c.Status))
	percent := min(90, max(10, int(s.progress/claimAt*10)*10))
	opening = strings.NewReplacer(
		"{what}", subject, "{What}", strings.ToUpper(subject[:1])+subject[1:], "{percent}", fmt.Sprint(percent),
	).Replace(opening)
	text := mark + opening
	for _, how := range some(s.chance, s.sentences["how "+string(c.Status)], s.between(1, 2)) {
		text += " " + how
	}
	if c.Status != domain.Implemented {
		text += " " + s.phrase(s.chance, "next")
	}
	return s.inOwnWords(text)
}

// inOwnWords is a narrative as the body itself tells it, with its name in it. Now
// and then somebody boastful leaves the name away: it takes the words from a
// letter that goes round.
func (s *scene) inOwnWords(text string) string {
	if s.temper == boastful && s.claims() && s.in(60) {
		return mark + s.sentences["going round"][0]
	}
	return text + " " + strings.ReplaceAll(s.phrase(s.chance, "by"), "{body}", s.body.Name)
}

// summary is the sentence that the public reads.
func (s *scene) summary(c domain.Content) string { return s.say("summary " + string(c.Status)) }

// paper is the content of a file that stands for a real paper.
func (s *scene) paper(keys []string, title string) string {
	return fmt.Sprintf("%s\n\n%sThis file was made for a demonstration and shows nothing about %s.\nIt stands for a paper behind %s.\n",
		title, mark, s.body.Name, strings.Join(keys, ", "))
}
