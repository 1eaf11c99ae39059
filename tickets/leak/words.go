package leak

import (
	"hash/maphash"
	"strings"
	"unicode"
)

// token is one word: its hash, the line it stands on, how many letters it has, and whether everybody uses it.
type token struct {
	hash    uint64
	line    int
	letters int
	common  bool
}

// reader takes texts apart with one seed.
type reader struct {
	seed   maphash.Seed
	common map[uint64]bool
}

func newReader() *reader {
	r := &reader{seed: maphash.MakeSeed(), common: map[uint64]bool{}}
	for w := range strings.FieldsSeq(commonWords) {
		r.common[maphash.String(r.seed, w)] = true
	}
	return r
}

// words lists the words of a text. Apostrophes do not part them.
func (r *reader) words(text string) []token {
	var all []token
	var word strings.Builder
	line, letters := 0, 0
	end := func() {
		if letters > 0 {
			h := maphash.String(r.seed, word.String())
			all = append(all, token{h, line, letters, r.common[h]})
			word.Reset()
			letters = 0
		}
	}
	for _, c := range text {
		switch {
		case unbroken(c):
			end()
			word.WriteRune(c)
			letters = 3 // as much as a word
			end()
		case unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c):
			word.WriteRune(unicode.ToLower(c))
			letters++
		case c == '\'' || c == '’' || c == '\u00ad' || c == '\u200b':
		default:
			end()
			if c == '\n' {
				line++
			}
		}
	}
	end()
	return all
}

// unbroken are the writings that put no blanks between words.
func unbroken(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai)
}

// run is the number of some words in a row.
func run(words []token) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = (h ^ w.hash) * 0x9e3779b97f4a7c15
		h ^= h >> 29
	}
	return h
}

// telling reports whether words in a row say something that not everybody says.
func telling(words []token, letters int) bool {
	own, n := 0, 0
	for _, w := range words {
		n += w.letters
		if !w.common {
			own++
		}
	}
	return own >= 2 && n >= letters
}

// lines are the words of each line that has any.
func lines(words []token) [][]token {
	var all [][]token
	for from := 0; from < len(words); {
		to := from
		for to < len(words) && words[to].line == words[from].line {
			to++
		}
		all = append(all, words[from:to])
		from = to
	}
	return all
}

// commonWords are what polite sentences are made of, in the languages that the desk reads.
const commonWords = `
a about again all also always am an and any anything are as ask at attached back be because been before below best but by
call can come could day days dear did do does dont email even every feel few find first following for forward free from get
give glad go good great had happy has have hear hello help helped hi how however i if im in information into is issue it
its just kind kindly know last later let like look looking mail make many may me more most much my need new next nice no not now
of on once one only open or other our out please possible problem question questions ready regards reply right same see
send sent should since sincerely so solved some soon sorry still support take team than thank thanks that thats the their them then
there these they thing this those through ticket time to today together tomorrow too try two under until up us use very want
was way we week well were what when where which while who will wish with within work works would write yes yet you your yours
aber alle alles als am an auch auf aus bei beim bin bis bitte danke dank das dass dem den der des die dies diese dir doch du durch
ein eine einem einen einer er es etwas falls freundlichen für gern gerne gruß grüße grüßen guten haben hat hatte ich ihnen ihr
ihre ihrem ihren im in ist ja kann können kein keine mal mehr mein meine melden mich mir mit mfg morgen nach nachricht
nicht noch nun nur ob oder schon sehr sein sich sie sind so sobald tag uns unser unsere um und viel viele vielen vom von vor war
was weiter wenn wie wieder wir wird wünsche wünschen zu zum zur über rückfragen fragen verfügung stehen
à au aux avec avez avoir bien bonjour bonne car ce cela cette comme cordialement dans de des du elle en est et être fait il ils
je journée la le les leur lui ma mais me merci mes moi mon nous notre ou où par pas plus pour pouvez que qui sa salutations sans se
ses si son sont sur tout très un une vos votre vous beaucoup
al buenas buenos como con cordial de del dia días el ella en es esta estamos este gracias ha hay hola la las le lo los más me mi
muchas muy no nos o para pero por puede que quedamos saludo saludos se si sí sin su sus un una usted y ya
aan als bedankt ben bij dan dank dat de die dit een en er goed groet groeten heb hebben heeft het hij hoi ik in is je kan kunnen
met mijn naar niet nog of om ons onze ook op te tot u uit uw van veel voor vriendelijke wat we wel wij zijn zo
al anche buon buona buongiorno che ci con cordiali da dei del della di e ed grazie ha ho i il in la le lei lo ma mi mille non
per più quando questo saluti se si sono suo un una vi
`
