package tickets

import "strings"

// Canned is an answer that was written beforehand.
type Canned struct {
	Name  string // short, for people to type: reset
	Title string
	Text  string // Markdown
}

// CannedByName finds a canned answer by an unambiguous beginning of its name.
func (r *Rules) CannedByName(word string) (Canned, error) {
	return byName(word, r.Canned, func(c Canned) string { return c.Name }, "canned answer")
}

// runCanned puts a canned answer in front of what the agent wrote to the customer.
func runCanned(s *step, _, arg string) (string, error) {
	c, err := s.r.CannedByName(strings.TrimSpace(arg))
	if err != nil {
		return "", err
	}
	s.canned = append(s.canned, c.Text)
	return "the canned answer " + c.Name + " went to the customer", nil
}

// withCanned is the words of an agent behind the canned answers that they ordered.
func (s *step) withCanned(b Body) Body {
	if len(s.canned) == 0 {
		return b
	}
	canned := strings.Join(s.canned, "\n\n")
	formatted := b.Markdown
	if formatted == "" {
		formatted = plainWords.Replace(b.Text)
	}
	return Body{Text: strings.TrimSpace(canned + "\n\n" + b.Text), Markdown: strings.TrimSpace(canned + "\n\n" + formatted)}
}

// plainWords writes plain text so that it reads the same as Markdown.
var plainWords = strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "`", "\\`", "<", "\\<", "[", "\\[", "#", "\\#", "\n\n", "\n\n", "\n", "\\\n")
