package parse

// northern are the languages around the Baltic and in Scandinavia.
func northern() []language {
	return []language{
		{ // Swedish
			from: "från|avsändare", date: "skickat|skickat den|datum|skickades", to: "till|mottagare", cc: "kopia", subject: "ämne|rubrik", other: "svar till|svara till|bilagor|prioritet|hemlig kopia",
			wrote: "skrev|skriver", begins: "den |mån|tis|ons|tors|fre|lör|sön", quoting: "citerar |citat från ",
			original: "ursprungligt meddelande|originalmeddelande|ursprungligt mail|ursprungligt mejl|ursprungligt e-post", forwarded: "vidarebefordrat meddelande|vidarebefordrat brev|vidarebefordrat mejl|vidarebefordrat mail|börja på vidarebefordrat|början på vidarebefordrat|vidarebefordrat av|början av vidarebefordrat|vidarebefordrad",
			answers: "sv|re", forwards: "vb|vidarebefordrat|vidare|vid",
			sent: "skickat från|skickades från|skickat med|skickat via|skickat av|sänt från|skickat ifrån", get: "hämta outlook|skaffa outlook|ladda ned outlook|ladda ner outlook",
			legal: "detta meddelande|det här meddelandet|detta e-post|detta mejl|denna e-post|informationen i detta|informationen i denna",
		},
		{ // Danish
			from: "fra|afsender", date: "sendt|dato", to: "til|modtager", cc: "kopi", subject: "emne", other: "svar til|vedhæftede filer|prioritet",
			wrote: "skrev|skriver", begins: "den |man|tir|ons|tor|fre|lør|søn|d. ", quoting: "citat |citat fra |citerer ",
			original: "oprindelig meddelelse|original besked|oprindelig besked|oprindelig mail|original meddelelse|oprindelige meddelelse", forwarded: "videresendt meddelelse|start på videresendt besked|videresendt besked|videresendt af|videresendt e-mail|start på videresendt meddelelse|videresendt mail|begyndelse af videresendt",
			answers: "sv|re|vedr", forwards: "vs|videresend|videres|vid|fw",
			sent: "sendt fra|sendt med|sendt via|sendt af", get: "hent outlook|få outlook|download outlook",
			legal: "denne e-mail|denne meddelelse|denne mail|denne besked|oplysningerne i denne|indholdet af denne|fortrolighed",
		},
		{ // Norwegian
			from: "fra|frå|avsender", date: "sendt|dato", to: "til|mottaker", cc: "kopi", subject: "emne", other: "svar til|vedlegg|prioritet",
			wrote: "skrev|skreiv|skriver", begins: "den |på |man|tir|ons|tor|fre|lør|søn|tys|laur|sun", quoting: "siterer |sitat ",
			original: "opprinnelig melding|original melding|opphavleg melding|opprinnelig e-post|opprinnelig avtale", forwarded: "videresendt melding|begynnelse på videresendt melding|start på videresendt melding|videresendt e-post|videresend|vidaresend|begynnelsen på videresendt|videresendt av",
			answers: "sv|re", forwards: "vs|videres|vid|fw",
			sent: "sendt fra|sendt med|sendt via", get: "hent outlook|få outlook|skaff deg outlook|last ned outlook",
			legal: "denne e-posten|denne meldingen|denne e-post|informasjonen i denne|innholdet i denne",
		},
		{ // Finnish
			from: "lähettäjä", date: "lähetetty|päivämäärä|päiväys|pvm", to: "vastaanottaja|vastaanottajat|saaja", cc: "kopio|kopiot", subject: "aihe|otsikko", other: "vastausosoite|liitteet|tärkeys|piilokopio",
			wrote: "kirjoitti|kirjoittaa", begins: "ke |to |ti |pe |la |su |ma |maanantai|tiistai|keskiviikko|torstai|perjantai|lauantai|sunnuntai", quoting: "lainaus |lainaan ",
			original: "alkuperäinen viesti|alkuperäinen sähköposti|alkuperäinen viestisi", forwarded: "välitetty viesti|edelleenlähetetty viesti|välitetty viesti alkaa|edelleen lähetetty|edelleenlähetetty|välittänyt",
			answers: "vs|vastaus|re", forwards: "vl|vie|välitetty|edelleen",
			sent: "lähetetty", get: "hanki outlook|lataa outlook",
			legal: "tämä viesti|tämä sähköposti|tämän viestin|tämän sähköpostin|tässä viestissä",
		},
		{ // Icelandic
			from: "frá", date: "sent|dagsetning", to: "til", subject: "efni", wrote: "skrifaði", begins: "þann |þri|mið|fim|fös|lau", original: "upprunaleg skilaboð", forwarded: "áframsend skilaboð", answers: "sv", sent: "sent úr",
		},
		{ // Estonian
			from: "saatja|kellelt", date: "kuupäev|saatmisaeg|saadetud", to: "kellele|saaja", cc: "koopia", subject: "teema", wrote: "kirjutas", begins: "kuupäeval ", original: "algne kiri|algne sõnum|originaalsõnum", forwarded: "edastatud kiri|edastatud sõnum", answers: "vs", forwards: "edasi", sent: "saadetud minu",
		},
		{ // Latvian
			from: "no|sūtītājs", date: "datums|nosūtīts", to: "kam|adresāts", subject: "temats|tēma", wrote: "rakstīja", original: "sākotnējais ziņojums", forwarded: "pārsūtīts ziņojums|pārsūtītā vēstule", sent: "nosūtīts no",
		},
		{ // Lithuanian
			from: "nuo|siuntėjas", date: "išsiųsta|data", to: "kam|gavėjas", subject: "tema", wrote: "rašė|parašė", original: "originalus laiškas|pradinis laiškas", forwarded: "persiųstas laiškas|persiunčiamas laiškas", sent: "išsiųsta iš",
		},
	}
}
