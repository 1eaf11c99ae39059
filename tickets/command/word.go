package command

import (
	"regexp"
	"strings"
	"sync"
	"unicode"

	"tierdesk/tickets"
)

// Word reads a subject as an order of a customer (SPEC section 5): exactly one of the words of customersWords, behind the
// prefixes of replies, beside what the desk puts there: its tag, a number, a token in brackets. "" for every other subject.
func Word(subject string) tickets.Word {
	if len(subject) > maxWordSubject {
		return ""
	}
	s := replied.ReplaceAllString(bracketed.ReplaceAllString(tickets.Lower(subject), " "), "")
	s = numbered.ReplaceAllString(s, " ")
	words := strings.FieldsFunc(s, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(".!?,;:\"'“”„«»", r)
	})
	return customersWords()[strings.Join(words, " ")]
}

// maxWordSubject is the length in bytes of the longest subject that may be an order; a token in it has its part.
const maxWordSubject = 300

var (
	bracketed = regexp.MustCompile(`\[[^\[\]]*\]`)
	numbered  = regexp.MustCompile(`#\d{1,20}\b`)
	// replied are the marks of answers that clients write in the languages of their users, not those of forwards.
	replied = regexp.MustCompile(`^\s*((re|aw|antw|antwort|sv|vs|ref|res|rif|r|rép|odp|ynt|yan|vá|atb|ats|отв|на|απ|回复|回覆|答复|返信|답장)(\s*\[\d+\]|\^\d+)?\s*[:：]\s*)+`)
)

// customersWords are the orders that customers may give, with the forms in which people write them. A word that two
// languages use for different orders is in none; one that may head a matter of its own, such as “printer”, is no order.
var customersWords = sync.OnceValue(func() map[string]tickets.Word {
	all := map[string]tickets.Word{}
	for word, forms := range map[tickets.Word]string{
		tickets.WordStatus: "status, state, my status, ticket status, status please, stand, stand der dinge, statut, état, estado, stato, stan, stav, tila, durum, статус, 状态, ステータス",
		tickets.WordList: "list, my tickets, my requests, list tickets, list my tickets, show my tickets, liste, meine tickets, meine anfragen, mes tickets, mes demandes, " +
			"lista, mis tickets, mis solicitudes, i miei ticket, meus pedidos, lijst, mijn tickets, moje zgłoszenia, seznam, lista över ärenden, список, 列表, 一覧",
		tickets.WordClose: "close, close it, close ticket, close this ticket, close the ticket, please close, schließen, schliessen, bitte schließen, bitte schliessen, ticket schließen, " +
			"fermer, clôturer, clore, cerrar, cerrar ticket, chiudi, chiudere, fechar, encerrar, sluiten, zamknij, zamknąć, zavřít, uzavřít, stäng, luk, lukk, sulje, kapat, закрыть, закрити, 关闭, クローズ",
		tickets.WordReopen: "reopen, re-open, reopen it, reopen ticket, please reopen, open again, wieder öffnen, wieder oeffnen, wiedereröffnen, erneut öffnen, rouvrir, réouvrir, reabrir, " +
			"riapri, riaprire, heropenen, otwórz ponownie, znovu otevřít, öppna igen, genåbn, gjenåpne, avaa uudelleen, yeniden aç, открыть снова, відкрити знову, 重新打开, 再開",
		tickets.WordHelp: "help, help please, how does this work, hilfe, aide, ayuda, aiuto, ajuda, hulp, pomoc, nápověda, hjälp, hjælp, hjelp, ohje, yardım, помощь, допомога, 帮助, ヘルプ",
	} {
		for form := range strings.SplitSeq(forms, ",") {
			all[strings.TrimSpace(form)] = word
		}
	}
	return all
})
