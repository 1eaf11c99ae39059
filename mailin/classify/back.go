package classify

import (
	"strings"
	"time"

	"tierdesk/tickets"
)

const maxAway = 4 << 10 // bytes of an out-of-office answer that are searched for dates

// back finds when the author of an out-of-office answer is there again: the beginning of that day in the zone of the
// mail, zero when the text does not say it. The latest of the dates counts that a word of returning or of ending stands
// beside; without such words the last day of a span. A day "until" which somebody is away is a day of absence, but in
// English and Dutch, where it is the day of return.
func back(m *tickets.Mail) time.Time {
	if m.Date.IsZero() {
		return time.Time{}
	}
	text := firstOf(m.NewText, m.Text)
	text = strings.ToLower(m.Subject + "\n" + strings.ToValidUTF8(text[:min(len(text), maxAway)], ""))
	var best, plain time.Time
	from, n := 0, 0
	for _, d := range days(text) {
		at, ok := d.resolve(m.Date)
		before, after := text[max(from, d.at-80):d.at], text[d.end:min(len(text), d.end+24)]
		from = d.end
		if !ok {
			continue
		}
		n++
		switch cue := cueOf(before, after); {
		case cue == cueEnds:
			at = at.AddDate(0, 0, 1)
			fallthrough
		case cue == cueReturns:
			if at.After(best) {
				best = at
			}
		case at.After(plain):
			plain = at
		}
	}
	if best.IsZero() && n > 1 {
		return plain.AddDate(0, 0, 1)
	}
	return best
}

// cue is what the words beside a date say of it.
type cue int

const (
	cueNone cue = iota
	cueReturns
	cueEnds
)

// cueOf looks at the words in front of a date, the nearest first, and at those behind it in languages that put them there.
func cueOf(before, after string) cue {
	if at := strings.LastIndexAny(before, "!?\n"); at >= 0 && len(strings.TrimSpace(before[at:])) > 8 {
		before = before[at:]
	}
	ends, returns := lastOf(before, endWords()), lastOf(before, returnWords())
	if at := lastOf(before, []string{"to ", "au ", "al ", "ao ", "do ", "по ", "до "}); at >= 0 && len(strings.Fields(before[at:])) <= 2 { // directly, or with the day of the week
		ends = max(ends, at)
	}
	switch {
	case firstIn(after, "まで", "까지", "kadar", "asti", "saakka", "-ig"):
		return cueEnds
	case firstIn(after, "から", "より", "부터", "itibaren", "alkaen", "-én", "-án", "-tól", "-től", "에 복귀", "に戻", "回来", "返回",
		"wieder", "zurück", "terug ", "tillbaka", "tilbage", "tilbake", "dönece", "tarihinde"):
		return cueReturns
	case returns > ends: // "tot en met" begins as "tot" does, and is the end
		return cueReturns
	case ends >= 0:
		return cueEnds
	}
	return cueNone
}

// lastOf is where the last of the words begins, as a word, or as its beginning; -1 when there is none.
func lastOf(s string, words []string) int {
	best := -1
	for _, w := range words {
		for end := len(s); end > best; {
			at := strings.LastIndex(s[:end], w)
			if at < 0 {
				break
			}
			if at == 0 || w[0] >= 0xd6 || strings.ContainsRune(" \n\t(,.;:-–'’", rune(s[at-1])) || s[at-1] >= 0x80 && s[at-1] < 0xc0 && w[0] < 0x80 {
				best = max(best, at)
				break
			}
			end = at
		}
	}
	return best
}

func firstIn(s string, words ...string) bool {
	s = strings.TrimLeft(s, " .,'’")
	for _, w := range words {
		if strings.HasPrefix(s, w) || len(w) > 4 && strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// returnWords say that somebody is there again on a date.
func returnWords() []string {
	return []string{
		"back", "return", "available again", "again on", "again from", "resume", "until", "till ", "until:", // en, where until is the day of return
		"ab dem", "ab ", "wieder", "zurück", "zurueck", // de
		"de retour", "retour le", "retour :", "mon retour", "reviens", "serai de nouveau", "à partir d", // fr
		"regreso", "vuelvo", "vuelta", "retorno", "reincorpor", "a partir del", // es
		"rientr", "torner", "ritorn", "di nuovo", // it
		"volto", "regress", "de volta", "voltarei", "retornar", "a partir de", // pt
		"terug", "weer ", "vanaf", "tot ", // nl
		"tillbaka", "åter", "tilbage", "tilbake", "igen", // sv da nb
		"takaisin", "palaan", "palaa", "jälleen", // fi
		"wrac", "wróc", "powr", "ponownie", // pl
		"zpět", "vrát", "opět", "späť", "opäť", // cs sk
		"vissza", "újra", "ismét", // hu
		"revin", "revenit", "întorc", "din nou", // ro
		"επιστρ", "ξανά", // el
		"верн", "возвращ", "снова", "выйду", "выхожу", "повер", "знову", // ru uk
		"döne", "tekrar", "سأعود", "أعود", "العودة", "אחזור", "חוזר", "אשוב", // tr ar he
		"返回", "回来", "回來", "回到", "恢复", "戻", "復帰", "出社", "복귀", "돌아", "trở lại", "quay lại", // zh ja ko vi
	}
}

// endWords say that a date is the last day of an absence.
func endWords() []string {
	return []string{
		"through", "thru", "up to and including", "ending", // en
		"bis", "jusqu", "hasta", "fino al", "sino al", "até", "t/m", "tot en met", // de fr es it pt nl
		"till och med", "t.o.m", "till den", "til og med", "t.o.m.", "indtil", "frem til", "til den", // sv da nb
		"până", "pana", "έως", "μέχρι", "включно", // pl cs sk ro el ru uk
		"حتى", "إلى", "עד", "至", "到", "～", "~", "đến", "tới", // ar he zh ja vi
	}
}
