package classify

import (
	"slices"
	"strings"
	"sync"

	"tierdesk/tickets"
)

// Limits of a thanks. Who writes more has more to say.
const (
	maxThanksText  = 600 // bytes
	maxThanksWords = 15  // beside greeting and names; of Chinese and Japanese three signs count as one word
)

// Thanks reports whether a mail says nothing but thanks, or that it works now: SPEC section 5. It reads only NewText.
//
// It would rather miss a thanks than swallow a question: it does not look for signs of a wish, which can be put in any
// words, but asks whether every single word of the mail belongs to a phrase of thanks of one language. One word that no
// such phrase has (but, not, again, tomorrow), one digit, question mark, sad face, address or file, and the mail is for
// a person to read. Beside the phrases may stand a greeting, a closing, and names: those in the fields of the mail, and
// what is written with a capital where names stand.
func Thanks(m *tickets.Mail) bool {
	if len(m.NewText) > maxThanksText || m.Forwarded != nil || hasFiles(m) {
		return false
	}
	words, plain := plainWords(m.NewText)
	if !plain || len(words) == 0 {
		return false
	}
	names := namesIn(m)
	for _, t := range thanksTongues() {
		r := reading{tongue: t, words: words, names: names, seen: map[place]bool{}}
		if r.from(place{}) {
			return true
		}
	}
	return false
}

// thanksTongues reads the phrases once. Nothing changes them.
var thanksTongues = sync.OnceValue(func() []tongue {
	var all []tongue
	for _, p := range slices.Concat(thanksWest(), thanksNorth(), thanksEast()) {
		all = append(all, p.compile())
	}
	return all
})

// hasFiles reports whether the mail brings anything to look at: not the signatures of S/MIME and PGP, and not the logo
// below a name, which the new text does not show.
func hasFiles(m *tickets.Mail) bool {
	for _, a := range m.Attachments {
		signature := a.Type == "application/pkcs7-signature" || a.Type == "application/x-pkcs7-signature" || a.Type == "application/pgp-signature"
		logo := a.Inline && strings.HasPrefix(a.Type, "image/") && a.ContentID != "" &&
			!strings.Contains(m.NewMarkdown, a.ContentID) && !strings.Contains(m.NewText, a.ContentID)
		if !signature && !logo {
			return true
		}
	}
	return false
}

// namesIn are the words of the names and local parts in the fields of a mail: whom people greet, and how they sign.
func namesIn(m *tickets.Mail) map[string]bool {
	names := map[string]bool{}
	for _, list := range [][]tickets.Address{m.From, m.To, m.Cc, m.ReplyTo} {
		for _, a := range list {
			local, _, _ := strings.Cut(a.Address, "@")
			words, _ := wordsOf(a.Name + " " + wordMarks.Replace(local) + " " + strings.NewReplacer(".", " ", "_", " ", "-", " ").Replace(local))
			for _, w := range words {
				if !noName(w.text) {
					names[w.text] = true
				}
			}
		}
	}
	return names
}

// noName reports whether a word that stands where a name may is none: it would turn the thanks into something else.
func noName(word string) bool { return noNames()[word] }

var noNames = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	words, _ := wordsOf(`
		no not none never but however still again yet nope yes please help broken error problem fail failed nothing wrong bad other only half first second rest old new sometimes barely hardly slowly badly partly almost nearly last next
		today tomorrow monday tuesday wednesday thursday friday saturday sunday later soon now wait stop why what when where who how which cancel refund call urgent
		nein nicht kein keine aber leider trotzdem immer noch wieder nur ja bitte hilfe fehler kaputt defekt morgen heute montag dienstag mittwoch donnerstag freitag samstag sonntag andere alte wann wie was wo warum
		non pas mais encore toujours oui aide erreur panne demain lundi mardi mercredi jeudi vendredi samedi dimanche quand pourquoi autre
		pero todavia aun si ayuda error roto manana lunes martes miercoles jueves viernes sabado domingo otro cuando
		ma ancora si aiuto errore domani lunedi martedi mercoledi giovedi venerdi sabato domenica mas ainda sim nao ajuda erro amanha segunda terca quarta quinta sexta
		nee niet maar nog help fout kapot morgen maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
		nej inte men fortfarande ikke men stadig fortsatt fejl feil imorgon mandag tirsdag onsdag torsdag fredag lordag sondag ei mutta vielakaan kylla
		nie ale nadal wciaz tak blad jutro ne ano chyba zitra zajtra nem de igen hiba holnap nu dar da eroare maine
		нет не но еще опять да ошибка завтра ні але так помилка hayir ama evet hata yarin khong nhung`)
	for _, w := range words {
		all[w.text] = true
	}
	return all
})
