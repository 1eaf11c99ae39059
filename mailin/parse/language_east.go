package parse

// eastern are the languages of central and eastern Europe, and of the peoples around them.
func eastern() []language {
	return []language{
		{ // Polish
			from: "od|nadawca", date: "wysłano|wysłane|data wysłania|data|wysłany|data nadania", to: "do|adresat|odbiorca", cc: "kopia|dw|do wiadomości", subject: "temat", other: "odpowiedz do|załączniki|ważność|odpowiedź do|priorytet|udw",
			wrote: "napisał|napisała|napisał(a)|napisali|napisał/a|pisze|wiadomość napisana przez|pisał|pisała", begins: "dnia |w dniu |pon|wt|śr|czw|pt|sob|niedz|czwartek|piątek|środa", quoting: "cytowanie |cytuję |cytat |cytat z ",
			original: "wiadomość oryginalna|oryginalna wiadomość|oryginalny e-mail|pierwotna wiadomość|treść oryginalnej wiadomości", forwarded: "przekazana wiadomość|wiadomość przesłana dalej|przekazywanej wiadomości|przekazanej wiadomości|przekazywana wiadomość|przesłana wiadomość|początek przekazywanej|przesłane przez|przesłana dalej",
			answers: "odp|re|od|odpowiedź", forwards: "pd|prz|przek|fw|przesłano",
			sent: "wysłano z|wysłane z|wysłano ze|wysłane ze|wysłano za pomocą|wysłane przez|wysłano przy|napisane na", get: "pobierz outlook|pobierz aplikację outlook|pobierz program outlook|uzyskaj|pobierz",
			legal: "ta wiadomość|niniejsza wiadomość|treść tej wiadomości|informacje zawarte|niniejszy e-mail|treść niniejszej|informacja zawarta|ten e-mail|poufność",
		},
		{ // Czech
			from: "od|odesílatel|odesilatel", date: "odesláno|datum|poslané|posláno", to: "komu|příjemce|adresát|pro", cc: "kopie", subject: "předmět|věc", other: "odpověď na|přílohy|důležitost|skrytá kopie|odpovědět komu|priorita",
			wrote: "napsal|napsala|napsal(a)|píše|napsali", begins: "dne |čt |pá |so |ne |po |út |st |v ", quoting: "citování |cituji |citace ",
			original: "původní zpráva|původní e-mail|původní mail|původní email", forwarded: "přeposlaná zpráva|přeposílané zprávy|předaná zpráva|přeposlaný e-mail|přeposlaný mail|začátek přeposílané|předávaná zpráva|přeposlal",
			answers: "odp|re|odpověď", forwards: "předáno|přep|přeposl|fw|pře",
			sent: "odesláno z|odesláno ze|odesláno pomocí|posláno z|odesláno prostřednictvím|napsáno na", get: "získat outlook|získejte outlook|stáhnout outlook|stáhněte si outlook",
			legal: "tato zpráva|tento e-mail|tento email|obsah této zprávy|informace obsažené|tato e-mailová|obsah tohoto|toto sdělení",
		},
		{ // Slovak
			from: "od|odosielateľ", date: "odoslané|dátum|odoslaná|dňa", to: "komu|príjemca|pre", cc: "kópia", subject: "predmet|vec", other: "odpovedať|prílohy|dôležitosť|odpoveď komu|skrytá kópia",
			wrote: "napísal|napísala|napísal(a)|píše|napísali", begins: "dňa |št |pi |ut |po |st |so |ne ", quoting: "citovanie |citát ",
			original: "pôvodná správa|pôvodný e-mail|pôvodný mail", forwarded: "preposlaná správa|preposlanej správy|preposlaný e-mail|začiatok preposlanej|presmerovaná správa|preposielaná správa",
			answers: "odp|re|odpoveď", forwards: "preposl|fw|prepos",
			sent: "odoslané z|odoslané zo|odoslané pomocou|poslané z|odoslané cez", get: "získať outlook|získajte outlook|prevziať outlook",
			legal: "táto správa|tento e-mail|tento email|obsah tejto správy|informácie obsiahnuté|informácie uvedené",
		},
		{ // Hungarian
			from: "feladó|küldő", date: "dátum|küldve|elküldve|küldés dátuma|küldés ideje|időpont", to: "címzett|címzettek", cc: "másolat|másolatot kap|másolatot kapja", subject: "tárgy", other: "válaszcím|mellékletek|fontosság|titkos másolat|titkos",
			wrote: "írta|ezt írta|írja", begins: "", quoting: "idézet |idézés |idézet tőle: ",
			original: "eredeti üzenet|eredeti levél|eredeti e-mail", forwarded: "továbbított levél|továbbított üzenet|továbbított levél kezdete|továbbított e-mail|továbbította|továbbított üzenet eleje",
			answers: "vá|válasz|re|v", forwards: "továbbítás|továbbítva|tovább|fw|tov",
			sent: "elküldve|küldve a|küldve az|iphone-omról küldve|küldve ", sentEnd: "küldve|elküldve", get: "outlook beszerzése|beszerzése|letöltése|az outlook",
			legal: "ez az e-mail|ez az üzenet|ezen üzenet|jelen üzenet|a jelen e-mail|az üzenet tartalma|ezen e-mail",
		},
		{ // Romanian
			from: "de la|expeditorul|expeditor", date: "trimis|dată|dată trimitere|data|trimis la", to: "către|destinatarul|destinatar|prima|catre", cc: "copie", subject: "subiect|subiectul", other: "răspuns către|atașamente|importanță",
			wrote: "a scris|scrie|au scris", begins: "pe |în |la |in data |joi|luni|marți|miercuri|vineri|sâmbătă|duminică|mie.|lun.", quoting: "citat din |citez ",
			original: "mesaj original|mesajul original|mesaj inițial", forwarded: "mesaj redirecționat|mesaj redirecţionat|mesajul redirecționat|mesaj transmis mai departe|mesaj înaintat|începutul mesajului redirecționat|mesaj retransmis|mesajul redirecţionat|email redirecționat|redirecționat de",
			answers: "răsp|re|raspuns|ră", forwards: "redir|fw|red|înaintare",
			sent: "trimis de pe|trimis din|trimis cu|trimis prin|trimis de", get: "obțineți outlook|descărcați outlook|obţineţi outlook|descarcă outlook",
			legal: "acest mesaj|acest e-mail|acest email|informațiile conținute|informatiile continute|informațiile din acest",
		},
		{ // Greek
			from: "από|αποστολέας", date: "στάλθηκε|ημερομηνία|αποστολή|ημ/νία|ημερομηνία αποστολής|εστάλη", to: "προς|παραλήπτης", cc: "κοιν|κοινοποίηση|κοιν.", subject: "θέμα", other: "απάντηση σε|συνημμένα|σπουδαιότητα",
			wrote: "έγραψε|έγραψαν|γράφει|εγραψε", begins: "στις |στη |την |το |δευ|τρι|τετ|πεμ|πέμ|παρ|σαβ|σάβ|κυρ|ημερομηνία ", quoting: "παράθεση από |παράθεση ",
			original: "αρχικό μήνυμα|πρωτότυπο μήνυμα", forwarded: "προωθημένο μήνυμα|προωθημένου μηνύματος|μήνυμα που προωθήθηκε|προωθηθέν μήνυμα|προωθούμενο μήνυμα|έναρξη προωθημένου",
			answers: "απ|σχετ|re|απάντηση", forwards: "πρθ|προώθ|προωθ|προώθηση",
			sent: "στάλθηκε από|εστάλη από|στάλθηκε με|στάλθηκε μέσω|εστάλη με", get: "αποκτήστε το outlook|λήψη του outlook|κατεβάστε το outlook|αποκτήστε|λήψη",
			legal: "αυτό το μήνυμα|το παρόν μήνυμα|το παρόν e-mail|το μήνυμα αυτό|οι πληροφορίες που|αυτό το e-mail",
		},
		{ // Russian
			from: "от|отправитель|от кого", date: "отправлено|дата|дата отправки|отправлен|послано", to: "кому|получатель", cc: "копия|ccо", subject: "тема", other: "обратный адрес|вложения|важность|ответить|скрытая копия|кому ответить",
			wrote: "писал|писала|написал|написала|написал(а)|писал(а)|пишет|пишут|вы писали|написали", begins: "пн|вт|ср|чт|пт|сб|вс|в |во |понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|вы писали ", quoting: "цитата |цитирование |цитирую |цитата от ",
			original: "исходное сообщение|оригинальное сообщение|исходное письмо|исходное письм|первоначальное сообщение|начало исходного", forwarded: "пересланное сообщение|пересылаемое сообщение|перенаправленное сообщение|переадресованного сообщения|пересланное письмо|начало переадресованного|пересылаемое письмо|переадресованное сообщение|начало пересылаемого|завершение переадресованного|переслано",
			answers: "отв|на|ответ|re|нa|ha|на:", forwards: "пересл|пер|hа|переслано|fw|пересылка",
			sent: "отправлено с|отправлено из|отправлено со|отправлено через|отправлено при помощи|отправлено мобильной|отправлено от|послано с|написано с", get: "скачать outlook|скачайте outlook|получить outlook|загрузить outlook|получите outlook",
			legal: "это сообщение|данное сообщение|настоящее сообщение|это электронное|данное письмо|настоящее электронное|информация, содержащаяся|это письмо|содержание данного|уведомление о конфиденциальности|внимание! данное",
		},
		{ // Ukrainian
			from: "від|відправник|від кого", date: "надіслано|дата|відправлено|дата надсилання", to: "кому|отримувач|одержувач", cc: "копія", subject: "тема", other: "відповідь на|вкладення|важливість",
			wrote: "пише|писав|писала|написав|написала|написав(ла)|написав/ла|пишуть", begins: "пн|вт|ср|чт|пт|сб|нд|у |в |понеділок|вівторок|середа|четвер|п'ятниця|п’ятниця|субота|неділя|дня ", quoting: "цитую |цитата ",
			original: "оригінальне повідомлення|початкове повідомлення|вихідне повідомлення|оригінал повідомлення", forwarded: "переслане повідомлення|лист, що пересилається|листа, що пересилається|перенаправлене повідомлення|пересланий лист|переадресоване повідомлення|початок листа, що|початок переадресованого|пересилане повідомлення|переслано",
			answers: "відп|re|на|відповідь|вд", forwards: "пересл|пер|переслано|fw",
			sent: "надіслано з|надіслано зі|надіслано за допомогою|відправлено з|надіслано через|надіслано від", get: "завантажити outlook|отримати outlook|завантажте outlook|отримайте outlook",
			legal: "це повідомлення|цей лист|дане повідомлення|інформація, що міститься|цей електронний лист",
		},
		{ // Bulgarian
			from: "от", date: "изпратено|дата", to: "до", subject: "относно|тема", wrote: "написа", begins: "на ", original: "оригинално съобщение", forwarded: "препратено съобщение", answers: "отн|отг", sent: "изпратено от", get: "изтегляне на outlook|вземете outlook",
		},
		{ // Croatian, Serbian, Slovenian
			from: "šalje|pošiljatelj|од|шаље", date: "poslano|datum|послато|poslato", to: "prima|primatelj|za|kome|primaoci|прима", cc: "kp|za znanje", subject: "naslov|tema|предмет|zadeva", wrote: "napisao|napisala|je napisao|je napisala|je napisal|je napisala/o|написао|написао/ла|piše|je napisao/la", begins: "dana |u |pon|uto|sri|čet|pet|sub|ned|дана ",
			original: "izvorna poruka|originalna poruka|оригинална порука|izvirno sporočilo|prvotno sporočilo", forwarded: "proslijeđena poruka|proslijeđenu poruku|prosleđena poruka|прослеђена порука|posredovano sporočilo|započni proslijeđenu|posredovano sporočilo", answers: "odg", forwards: "proslijeđeno|pros|posr|prosl",
			sent: "poslano s|poslano sa|poslano z|poslano iz|poslato sa", get: "preuzmite outlook|nabavite outlook|pridobi outlook",
		},
		{ // Turkish
			from: "kimden|gönderen|kimden:", date: "gönderildi|gönderme tarihi|gönderilme tarihi|tarih|gönderim tarihi", to: "kime|alıcı", cc: "bilgi", subject: "konu", other: "yanıt adresi|ekler|önem|gizli",
			wrote: "yazdı|yazmış|şunu yazdı|şunları yazdı", begins: "", quoting: "alıntı |alıntılanan ",
			original: "özgün ileti|orijinal ileti|orijinal mesaj|özgün mesaj|asıl ileti|orjinal mesaj|orijinal e-posta", forwarded: "iletilen ileti|iletilmiş mesaj|yönlendirilen ileti|ileti başlangıcı|yönlendirilmiş ileti|iletilen mesaj|iletilen e-posta|iletilmiş ileti|yönlendirilen mesaj|iletilmiş iletinin başlangıcı",
			answers: "ynt|re|yan|cvp|yanıt", forwards: "ilt|ynt-ilt|fw|ilet",
			sentEnd: "gönderildi|gönderilmiştir|gönderdim", get: "edinin|indirin|alın|outlook'u edinin",
			legal: "bu e-posta|bu mesaj|bu elektronik|işbu e-posta|bu ileti|yasal uyarı|gizlilik bildirimi",
		},
		{ // Arabic and Persian
			from: "من|المرسل|از|فرستنده|مرسل", date: "التاريخ|تاريخ|تاريخ الإرسال|تم الإرسال|أرسلت|مرسل في|تاریخ|ارسال|أُرسل", to: "إلى|الى|المستلم|به|گیرنده", cc: "نسخة|نسخة إلى|نسخه|رونوشت", subject: "الموضوع|موضوع",
			wrote: "كتب|كتبت|كتب/كتبت|تمت كتابة|نوشت|كَتب", begins: "في |بتاريخ |يوم |در |في يوم |فى ", quoting: "اقتباس |اقتباس من ",
			original: "الرسالة الأصلية|رسالة أصلية|پیام اصلی|الرسالة الاصلية", forwarded: "رسالة محولة|الرسالة المحولة|رسالة معاد توجيهها|بداية الرسالة|رسالة مُعاد|الرسالة المعاد توجيهها|رسالة معاد|پیام فوروارد|رسالة تمت إعادة توجيهها",
			answers: "رد|ردّ|re|پاسخ", forwards: "إعادة توجيه|توجيه|تحويل|fw",
			sent: "أرسلت من|أُرسلت من|تم الإرسال من|مرسل من|أرسل من|أُرسل من|ارسال از|مُرسل من|تم إرساله من", get: "الحصول على outlook|احصل على outlook|تنزيل outlook|تحميل outlook",
			legal: "هذه الرسالة|هذا البريد|إن هذه الرسالة|تحتوي هذه الرسالة|المعلومات الواردة|إخلاء مسؤولية",
		},
		{ // Hebrew
			from: "מאת|מ|מן|מ-", date: "נשלח|תאריך|תאריך שליחה|נשלח בתאריך", to: "אל|לכבוד|נמען", cc: "עותק|העתק", subject: "נושא|הנדון", other: "השב אל|השב ל|קבצים מצורפים",
			wrote: "כתב|כתבה|כתב/ה|כתבו|מאת", begins: "ב-|ב־|ב|בתאריך|ביום|\u200fב", quoting: "ציטוט |ציטוט מאת |מצטט ",
			original: "הודעה מקורית|ההודעה המקורית", forwarded: "הודעה שהועברה|הודעה מועברת|תחילת ההודעה שהועברה|הודעה מועברה|התחלת הודעה שהועברה",
			answers: "תשובה|השב|re|תגובה|הש", forwards: "הועבר|fw|העברה|הע",
			sent: "נשלח מ|נשלח באמצעות|נשלחה מ|נשלח ב", get: "קבל את outlook|הורד את outlook|השג את outlook|קבלת outlook|להורדת outlook",
			legal: "הודעה זו|דואר אלקטרוני זה|מסר זה|הודעת דואר",
		},
	}
}
