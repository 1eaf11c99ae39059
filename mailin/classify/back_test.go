package classify

import (
	"testing"
	"time"

	"tierdesk/tickets"
)

func TestTheDateOfReturnIsFoundInManyLanguages(t *testing.T) {
	sent := time.Date(2024, 6, 6, 10, 0, 0, 0, time.FixedZone("", 2*3600))
	for text, want := range map[string]string{
		"I am out of the office and will be back on June 17th, 2024.":                        "2024-06-17",
		"I'm away from 6 June until 17 June 2024 with limited access.":                       "2024-06-17",
		"Out of office 3 June through 14 June.":                                              "2024-06-15",
		"I will return on Monday, 6/17/2024.":                                                "2024-06-17",
		"I am out until 7/8/2024.":                                                           "2024-07-08",
		"Away till 2024-06-20, in urgent cases call 555-2024.":                               "2024-06-20",
		"Ich bin vom 03.06. bis 14.06.2024 im Urlaub.":                                       "2024-06-15",
		"Ich bin bis zum 14. Juni nicht im Büro. Ab dem 17. Juni bin ich wieder erreichbar.": "2024-06-17",
		"Ich bin am 17.06.24 wieder da. Vertretung: Frau Lee, Tel. 040/1234-56.":             "2024-06-17",
		"Je suis absent jusqu'au 14 juin inclus. De retour le 17 juin 2024.":                 "2024-06-17",
		"Estaré de vacaciones hasta el 14 de junio de 2024.":                                 "2024-06-15",
		"Sono in ferie, rientro il 17 giugno.":                                               "2024-06-17",
		"Estou de férias, de volta em 17 de junho de 2024.":                                  "2024-06-17",
		"Ik ben afwezig t/m 14 juni. Vanaf 17 juni ben ik weer bereikbaar.":                  "2024-06-17",
		"Jag är på semester och är tillbaka den 1 augusti.":                                  "2024-08-01",
		"Jeg er på ferie og er tilbage den 17. juni 2024.":                                   "2024-06-17",
		"Jeg er tilbake 17. juni.":                                                           "2024-06-17",
		"Olen lomalla ja palaan 17.6.2024.":                                                  "2024-06-17",
		"Jestem na urlopie do 14 czerwca 2024.":                                              "2024-06-15",
		"Jsem mimo kancelář, vrátím se 17. června 2024.":                                     "2024-06-17",
		"Som mimo kancelárie, vrátim sa 17. júna.":                                           "2024-06-17",
		"Szabadságon vagyok, vissza: 2024. június 17.":                                       "2024-06-17",
		"Sunt în concediu, revin pe 17 iunie 2024.":                                          "2024-06-17",
		"Είμαι εκτός γραφείου, επιστρέφω στις 17 Ιουνίου.":                                   "2024-06-17",
		"Я в отпуске до 14 июня, вернусь 17 июня 2024 г.":                                    "2024-06-17",
		"Я у відпустці, повернуся 17 червня.":                                                "2024-06-17",
		"İzindeyim, 17 Haziran 2024 tarihinde döneceğim. 14 haziran 2024'e kadar yokum.":     "2024-06-17",
		"أنا خارج المكتب وسأعود 17 يونيو 2024":                                               "2024-06-17",
		"אני בחופשה, אחזור ב-17 ביוני 2024":                                                  "2024-06-17",
		"我在休假，6月17日回来。":                                                                      "2024-06-17",
		"2024年6月14日まで休暇をいただいております。":                                                          "2024-06-15",
		"6월 14일까지 휴가입니다.":                                                                    "2024-06-15",
		"Tôi sẽ trở lại vào ngày 17 tháng 6 năm 2024":                                        "2024-06-17",
		"I am out of the office. Our anniversary was on 1 May 2019.":                         "",
		"I am out of the office, call Bob on 030 12345.":                                     "",
		"I will return to the office on 17 June.":                                            "2024-06-17",
		"I am on leave from 3 to Friday 14 June, back to work on 17 June.":                   "2024-06-17",
		"Out from 3 June to 14 June.":                                                        "2024-06-15",
		"Back on 5 January, merry Christmas":                                                 "2025-01-05",
	} {
		m := mail("From: a@b.example\nAuto-Submitted: auto-replied (vacation)\nSubject: Out of office", text)
		m.Date = sent
		Classify(m)
		got := ""
		if !m.Back.IsZero() {
			got = m.Back.Format(time.DateOnly)
		}
		if m.Kind != tickets.KindOutOfOffice || got != want || !m.Back.IsZero() && m.Back.Location() != sent.Location() {
			t.Errorf("%s: %s, back %q, want %q", text, m.Kind, got, want)
		}
	}
}

func TestOnlyAnswersOfPeopleWhoAreAwayHaveADateOfReturn(t *testing.T) {
	m := mail("From: a@b.example\nSubject: I will be back on 17 June 2024", "Back on 17 June 2024.")
	m.Date = time.Date(2024, 6, 6, 10, 0, 0, 0, time.UTC)
	if Classify(m); !m.Back.IsZero() {
		t.Errorf("%s, back %v", m.Kind, m.Back)
	}
}

func FuzzDateOfReturn(f *testing.F) {
	f.Add("Back on June 17th, 2024. Ab dem 17.06.24 wieder da, 6月17日, 2024. június 17., 17 tháng 6")
	f.Add("until 31/02, 30 February, 0.0., 99/99/9999, 12/11/10")
	f.Fuzz(func(t *testing.T, text string) {
		m := mail("From: a@b.example\nSubject: Out of office", text)
		m.Date = time.Date(2024, 2, 28, 23, 0, 0, 0, time.UTC)
		if Classify(m); !m.Back.IsZero() && (m.Back.Before(m.Date.AddDate(0, 0, -2)) || m.Back.After(m.Date.AddDate(2, 0, 0))) {
			t.Fatalf("%v", m.Back)
		}
	})
}
