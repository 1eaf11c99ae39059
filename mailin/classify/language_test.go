package classify

import (
	"strings"
	"testing"

	"tierdesk/tickets"
)

func TestTheLanguageOfAMailIsRecognised(t *testing.T) {
	for text, want := range map[string]string{
		"Hello, my printer does not print and I have a meeting at ten. Can you help?":            "en",
		"Guten Tag, mein Drucker druckt nicht mehr, und ich habe um zehn eine Besprechung.":      "de",
		"Bonjour, mon imprimante ne fonctionne pas et je dois imprimer un contrat pour demain.":  "fr",
		"Hola, no puedo entrar en mi cuenta y tengo que enviar una factura para el lunes.":       "es",
		"Buongiorno, non riesco ad accedere e ho bisogno di stampare il contratto per domani.":   "it",
		"Olá, não consigo entrar na minha conta e preciso de uma fatura para amanhã.":            "pt",
		"Goedemorgen, mijn printer werkt niet en ik kan het contract niet afdrukken.":            "nl",
		"Hej, min skrivare fungerar inte och jag kan inte skriva ut det som vi behöver.":         "sv",
		"Hej, jeg kan ikke logge ind, og jeg får en fejl af typen 5 når jeg åbner det. Tak":      "da",
		"Hei, jeg får ikke logget inn, og det kommer en feil av typen 5 når jeg åpner den. Takk": "nb",
		"Hei, en pääse kirjautumaan, ja se on minun mielestäni palvelimen vika. Kiitos":          "fi",
		"Dzień dobry, nie mogę się zalogować i nie wiem, czy to jest wina serwera. Proszę":       "pl",
		"Dobrý den, nemohu se přihlásit a myslím, že je to chyba serveru. Děkuji, prosím":        "cs",
		"Dobrý deň, nemôžem sa prihlásiť a myslím, že je to chyba servera. Ďakujem":              "sk",
		"Jó napot, nem tudok belépni, és azt hiszem, hogy a szerver nem működik. Köszönöm":       "hu",
		"Bună ziua, nu pot intra în cont și am nevoie de o factură pentru mâine. Mulțumesc":      "ro",
		"Merhaba, hesabıma giremiyorum ve bu çok önemli bir sorun. Lütfen yardım, teşekkürler":   "tr",
		"Xin chào, tôi không đăng nhập được và tôi có một cuộc họp. Cảm ơn":                      "vi",
		"Здравствуйте, не могу войти в свою учётную запись":                                      "ru",
		"Добрий день, не можу увійти до облікового запису, її заблоковано":                       "uk",
		"Καλημέρα, δεν μπορώ να συνδεθώ":                                                         "el",
		"שלום, אני לא מצליח להתחבר":                                                              "he",
		"مرحبا، لا أستطيع تسجيل الدخول":                                                          "ar",
		"您好，我无法登录我的账户 (error in Outlook)":                                                        "zh",
		"お世話になっております。ログインできません。":                                                                 "ja",
		"안녕하세요, 로그인이 안 됩니다":                                                                      "ko",
		"Invoice 4711": "",
		"":             "",
		"Hello Андрей, the file is on the server and you can take it": "en",
	} {
		if got := language(&tickets.Mail{NewText: text}); got != want {
			t.Errorf("%q is in %q, not %q", text, got, want)
		}
	}
}

func TestALongTextCostsNoMoreThanItsBeginning(t *testing.T) {
	m := &tickets.Mail{NewText: strings.Repeat("der Drucker und ich, wir sind ", 1<<17)}
	if n := testing.AllocsPerRun(3, func() { language(m) }); n > 50 {
		t.Errorf("%v allocations", n)
	}
}
