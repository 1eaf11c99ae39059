package classify

import (
	"strings"

	"tierdesk/tickets"
)

// Acknowledges reports whether a program wrote a mail only to say that another one arrived, or that somebody is away: what
// trackers send for every mail that opens a case. What a person wrote into a tracker comes through a program, too, and is
// none: Jira and ServiceNow mark everything that they send. There only the words tell, so they have to stand at the top.
func Acknowledges(m *tickets.Mail) bool {
	switch m.Kind {
	case tickets.KindAutoReply, tickets.KindOutOfOffice, tickets.KindDelivered, tickets.KindChallenge, tickets.KindCalendar, tickets.KindReport, tickets.KindFeedback:
		return true
	}
	if !m.Auto {
		return false
	}
	text := m.NewText
	if strings.TrimSpace(text) == "" {
		text = m.Text
	}
	top := strings.ToLower(strings.Join(strings.Fields(text[:min(len(text), maxTop)]), " "))
	return containsAny(top, receivedWords()) || containsAny(strings.ToLower(m.Subject), receivedSubjects())
}

// maxTop is how many bytes of a text tell that it is an acknowledgement: the greeting and a sentence.
const maxTop = 240

// receivedWords say at the top of a text that a mail arrived and a case was opened.
func receivedWords() []string {
	return []string{
		"has been received", "have received your", "we received your", "received your request", "received your email", "thank you for contacting", "thanks for contacting", "ticket has been created", "case has been created", "request has been created", "has been opened", "has been logged", "has been registered", "has been assigned the", "has been assigned to", "automatically generated", "automated response", "automatic reply", "is being reviewed", // en
		"ist bei uns eingegangen", "haben ihre anfrage erhalten", "haben ihre nachricht erhalten", "haben ihre e-mail erhalten", "wurde angelegt", "wurde eröffnet", "wurde erstellt", "wurde registriert", "automatisch generiert", "automatisch erstellt", "eingangsbestätigung", // de
		"avons bien reçu", "a bien été reçu", "a été enregistrée", "a été créé", "accusé de réception", "hemos recibido", "ha sido creado", "ha sido registrad", // fr es
		"abbiamo ricevuto", "è stata ricevuta", "è stato creato", "recebemos", "foi criado", "foi registad", "hebben uw", "is ontvangen", "is aangemaakt", // it pt nl
		"otrzymaliśmy", "zostało zarejestrowane", "har mottagit", "har modtaget", "har mottatt", "olemme vastaanottaneet", "получили ваш", "受け付けました", "已收到", // pl sv da nb fi ru ja zh
	}
}

// receivedSubjects say the same in a subject.
func receivedSubjects() []string {
	return []string{"request received", "ticket received", "ticket created", "case created", "case opened", "new case", "eingangsbestätigung", "ticket eröffnet", "acknowledgement", "accusé de réception", "confirmation of receipt"}
}
