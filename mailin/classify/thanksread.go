package classify

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// word is one word of a mail, folded: without case, accents and apostrophes. Signs of Chinese and Japanese, and emoji,
// are words of their own.
type word struct {
	text    string
	capital bool // written as names are
	gap     gap  // what stands before it
}

// gap is what separates a word from the one before.
type gap int

const (
	blank gap = iota
	stop      // a punctuation mark
	line      // the end of a line
)

// wordsOf reads the words of a text. plain is false when the text has something that no thanks has: a digit, a question
// mark, a sad face, an unknown sign.
func wordsOf(text string) (words []word, plain bool) { return readWords(text, false) }

// plainWords are the words of a plain text; most mails are none by their first line, and are read no further.
func plainWords(text string) (words []word, plain bool) { return readWords(text, true) }

func readWords(text string, onlyPlain bool) (words []word, plain bool) {
	for _, sad := range [...]string{":(", ":-(", ";(", ":'(", ":/", ":-/", "(("} {
		if strings.Contains(text, sad) {
			return nil, false
		}
	}
	text = norm.NFC.String(smileys.Replace(text))
	if strings.Count(text, "(") > strings.Count(text, ")") {
		return nil, false // half a sad face, as Russians write it
	}
	s := scanner{gap: line, plain: true}
	for _, r := range text {
		if s.rune(r); onlyPlain && !s.plain {
			return nil, false
		}
	}
	s.end()
	return s.words, s.plain && !(s.greek && strings.Contains(text, ";"))
}

// smileys become one emoji. Nothing changes it.
var smileys = strings.NewReplacer(":-)", " 😊 ", ":)", " 😊 ", ";-)", " 😊 ", ";)", " 😊 ", ":-D", " 😊 ", ":D", " 😊 ", "<3", " ❤ ", "^^", " 😊 ", "^_^", " 😊 ", "=)", " 😊 ")

// goodFaces are the emoji of happy people.
const goodFaces = "👍👌🙏❤💙💚💛💜🧡♥😊😀😃😄😁😉🙂☺😍🥰👏🎉✅✔💯🤗🙌💪😎🥳🤩🌟⭐🌹🌻💐☀🍀😅🤝🫶😇🙇"

// scanner gathers words from runes.
type scanner struct {
	words []word
	raw   []rune // of the word under way
	gap   gap
	greek bool
	plain bool
}

func (s *scanner) rune(r rune) {
	switch {
	case r == '\'' || r == '’' || r == 'ʼ' || r == '׳' || r == '\u0640' || unicode.Is(unicode.Mn, r) && len(s.raw) > 0: // inside words
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || r == 'ー':
		s.end()
		s.add(string(r), false)
	case unicode.IsLetter(r):
		s.greek = s.greek || unicode.Is(unicode.Greek, r)
		s.raw = append(s.raw, r)
	case strings.ContainsRune(goodFaces, r):
		s.end()
		s.add(string(r), false)
	case r >= 0x1F3FB && r <= 0x1F3FF || r == 0xFE0F || r == 0x200D || r == 0x200B || r == '♂' || r == '♀': // how an emoji is drawn
	case r == '\n' || r == '\r':
		s.pause(line)
	case unicode.IsSpace(r) || strings.ContainsRune("*_~\"“”„«»", r):
		s.pause(blank)
	case strings.ContainsRune(".,!;:…-–—()。！，、；：～・·¡׃،؛।‐‑", r):
		s.pause(stop)
	default:
		s.plain = false
	}
}

// pause ends a word and notes the widest gap before the next.
func (s *scanner) pause(g gap) {
	s.end()
	s.gap = max(s.gap, g)
}

func (s *scanner) end() {
	if len(s.raw) == 0 {
		return
	}
	shouted := len(s.raw) > 1 && unicode.IsUpper(s.raw[1])
	s.add(fold(string(s.raw)), unicode.IsUpper(s.raw[0]) && !shouted)
	s.raw = s.raw[:0]
}

func (s *scanner) add(text string, capital bool) {
	s.words = append(s.words, word{text, capital, s.gap})
	s.gap = blank
}

// fold takes case and accents away, so that people who write without them are understood.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(foreignLetters.Replace(b.String()))
}

// foreignLetters are those that Unicode does not take apart. Nothing changes it.
var foreignLetters = strings.NewReplacer("ß", "ss", "ł", "l", "đ", "d", "ø", "o", "æ", "ae", "ı", "i", "œ", "oe")
