package classify

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"tierdesk/tickets"
)

// language guesses which language the author's own words are in, as an ISO 639-1 code (nb for Norwegian): by script where a
// script says it, else by the commonest short words. "" when there are too few of them, or two languages have as many. It
// looks at the beginning of the text only, and at the subject.
func language(m *tickets.Mail) string {
	text := m.NewText
	if strings.TrimSpace(text) == "" {
		text = m.Text
	}
	text = clipped(text)
	if isForeign(text) || isForeign(m.Subject) {
		if lang := byScript(m.Subject + " " + text); lang != "" {
			return lang
		}
	}
	return byWords(m.Subject, text)
}

// looked is how many bytes of a text tell its language.
const looked = 600

func clipped(text string) string { return strings.ToValidUTF8(text[:min(len(text), looked)], "") }

// isForeign reports whether a text has letters that are not Latin, with or without marks.
func isForeign(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r >= 0x370 })
}

// byScript tells languages that have a script of their own, and those of the Cyrillic one by letters that the others lack.
// Kana anywhere make Han characters Japanese.
func byScript(text string) string {
	latin, seen := 0, map[string]int{}
	for _, r := range text {
		switch {
		case r < 0x80:
			if unicode.IsLetter(r) {
				latin++
			}
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			seen["ja"] += 100
		case unicode.Is(unicode.Han, r):
			seen["zh"] += 2 // a character is a word
		case unicode.Is(unicode.Hangul, r):
			seen["ko"] += 2
		case unicode.Is(unicode.Greek, r):
			seen["el"]++
		case unicode.Is(unicode.Hebrew, r):
			seen["he"]++
		case unicode.Is(unicode.Arabic, r):
			seen["ar"]++
		case strings.ContainsRune("іїєґІЇЄҐ", r):
			seen["uk"] += 20
		case unicode.Is(unicode.Cyrillic, r):
			seen["ru"]++
			seen["uk"]++
		}
	}
	best, n := "", 0
	for _, lang := range []string{"ja", "zh", "ko", "el", "he", "ar", "ru", "uk"} {
		if seen[lang] > n {
			best, n = lang, seen[lang]
		}
	}
	if n*2 < latin || n == 0 {
		return "" // names and brands in another script
	}
	return best
}

// byWords counts the short words of each language.
func byWords(texts ...string) string {
	var count [len(languages)]int
	for _, text := range texts {
		for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' }) {
			var lower [longestShort]byte
			for _, lang := range shortWords[string(appendLower(lower[:0], word))] {
				count[lang]++
			}
		}
	}
	best, n, second := 0, 0, 0
	for lang, c := range count {
		switch {
		case c > n:
			best, second, n = lang, n, c
		case c > second:
			second = c
		}
	}
	if n < 2 || n == second {
		return ""
	}
	return languages[best]
}

const longestShort = 16 // bytes in a word that is called short, at most

// appendLower writes a word in lower case behind out, "" for a long one.
func appendLower(out []byte, word string) []byte {
	if len(word) > longestShort {
		return out
	}
	for _, r := range word {
		out = utf8.AppendRune(out, unicode.ToLower(r))
	}
	return out
}

// languages are those that short words tell.
var languages = [...]string{"en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "tr", "vi"}

// shortWords leads from a word to the languages that have it among their commonest, by their places.
var shortWords = func() map[string][]uint8 {
	words := map[string][]uint8{}
	for lang, list := range map[string]string{
		"en": "the and to of is are was for with that this have has not you your i my we it in on be can please would when what but from at an do",
		"de": "der die das und ist sind nicht ich wir sie mit für auf den dem ein eine zu von es bitte kann haben habe wie wenn aber auch noch bei mein meine im am",
		"fr": "le la les et est sont je nous vous ne pas que qui dans pour avec sur un une des du au mon ma ce cette mais bonjour merci j'ai n'est",
		"es": "el la los las y es son no que en de por para con un una mi su se lo pero como cuando está gracias hola he tengo puede usted del al",
		"it": "il lo la gli le e è sono non che di per con un una mi ho ha ma come quando grazie della del al nel questo questa possibile posso",
		"pt": "o a os as e é são não que em de por para com um uma meu minha se mas como quando obrigado olá está do da no na você eu",
		"nl": "de het een en is zijn niet ik wij u met voor op van te dat die maar ook mijn kan kunt wordt hebben heb aan er bij naar",
		"sv": "och är inte jag vi det att en ett som med för på av till har den men kan mitt min när om från hej tack så",
		"da": "og er ikke jeg vi det at en et som med for på af til har den men kan mit min når om fra hej tak så kunne jeres",
		"nb": "og er ikke jeg vi det at en et som med for på av til har den men kan mitt min når om fra hei takk så kunne dere",
		"fi": "ja on ei en se että minä olen joka kun mutta myös tämä voi ovat oli kiitos hei miten jos sen ole minun saa",
		"pl": "i w nie jest na się z do to że jak ale po mam czy dla są przez od proszę dziękuję dzień dobry mi mój",
		"cs": "a je v se na že to s z do jsem ale jak pro není jsou při mám prosím děkuji dobrý den také když můj",
		"sk": "a je v sa na že to s z do som ale ako pre nie sú pri mám prosím ďakujem dobrý deň tiež keď môj",
		"hu": "a az és nem hogy is egy van meg de ez ha vagy kérem köszönöm mint csak már lehet volt nekem el",
		"ro": "și si în in nu este sunt cu la pe de un o să sa că ca mai din pentru dar am mulțumesc vă bună",
		"tr": "ve bir bu için değil ile da de ne ama çok var yok nasıl ben merhaba lütfen teşekkürler olarak gibi daha mı mi",
		"vi": "và là của có không tôi cho được này một với các để trong đã khi xin người nhưng cảm ơn chào",
	} {
		place := uint8(slices.Index(languages[:], lang))
		for word := range strings.FieldsSeq(list) {
			words[word] = append(words[word], place)
		}
	}
	return words
}()
