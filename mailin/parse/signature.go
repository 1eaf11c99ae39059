package parse

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markSignature marks the signature at the end of the new text: below "-- ", "Sent from my …", disclaimers and the
// footers of lists. A signature stands last; what stands in front of other new text is none.
func (r *room) markSignature(lines []line, fates []fate, c ownContext, t *phrases) {
	ruled := func(lines []line, kept []int) int { return findRuled(lines, kept, c.sender.Name) }
	kept := lastNew(lines, fates, r.tail[:])
	cut := func(finders ...func([]line, []int) int) (found bool) {
		for _, find := range finders {
			if at := find(lines, kept); at >= 0 {
				for _, k := range kept[at:] {
					fates[k] = fateSigned
				}
				kept, found = kept[:at], true
			}
		}
		return found
	}
	if cut(findDelimiter, findFooter, t.findDevice, t.findDisclaimer) { // what is cut off may have stood below another part
		cut(t.findDevice, findDelimiter)
	}
	cut(findName, ruled)
}

const maxTail = 256 // new lines at the end among which a signature is looked for

// lastNew lists the last new lines that are not empty, in order.
func lastNew(lines []line, fates []fate, room []int) []int {
	n := len(room)
	for i := len(lines) - 1; i >= 0 && n > 0; i-- {
		if fates[i] == fateNew && strings.TrimSpace(lines[i].s) != "" {
			n--
			room[n] = i
		}
	}
	return room[n:]
}

const maxSignature = 15 // lines below a delimiter that is not exactly "-- "

// findDelimiter finds "-- " (RFC 3676, section 4.3) and what stands for it: two dashes or underscores, a dash of another
// kind, when what is below looks like a signature. It returns an index into kept, -1 when there is none.
func findDelimiter(lines []line, kept []int) int {
	found := -1
	for n := len(kept) - 1; n >= 0; n-- {
		s := lines[kept[n]].s
		if s == "-- " && len(kept)-n <= 40 {
			return n
		}
		if len(kept)-n <= maxSignature+1 && isDelimiter(s) {
			found = n
		}
	}
	if found >= 0 && !looksSigned(lines, kept[found+1:]) {
		return -1
	}
	return found
}

func isDelimiter(s string) bool {
	if len(s) > 20 {
		return false
	}
	switch trimEnd(s) {
	case "--", "—", "–", "__", "---", "--=20", "- --", "ᐧ":
		return true
	}
	return false
}

// looksSigned reports whether lines can be a signature: nobody asks in it, and it is neither code nor a list of settings.
func looksSigned(lines []line, below []int) bool {
	settings, words := 0, false
	for _, k := range below {
		words = words || strings.Trim(lines[k].s, decoration+"+\t") != ""
	}
	for _, k := range below {
		s := strings.TrimSpace(lines[k].s)
		if !words {
			break // nothing but rules
		}
		if strings.HasSuffix(s, "?") || strings.HasSuffix(s, "{") || strings.HasSuffix(s, ";") || isDelimiter(s) || hasPrefixOf(s, []string{"< ", "> ", "+ ", "@@", "$ ", "# ", "- "}) {
			return false
		}
		name, _, found := strings.Cut(s, ":")
		if found && name != "" && strings.ToLower(name) == name && !strings.ContainsAny(name, " @/") && !hasPrefixOf(name, []string{"http", "tel", "fax", "mail", "mob", "www", "web", "e-mail"}) {
			settings++
		}
	}
	return settings < 2
}

// findFooter finds the footer that mailing lists add below a rule.
func findFooter(lines []line, kept []int) int {
	for n := max(0, len(kept)-12); n < len(kept); n++ {
		if !isRule(lines[kept[n]].s) || len(strings.TrimSpace(lines[kept[n]].s)) < 20 || n+1 >= len(kept) {
			continue
		}
		lower := strings.ToLower(lines[kept[n+1]].s)
		linked := n+2 < len(kept) && strings.ContainsAny(lines[kept[n+2]].s, "@/") || strings.ContainsAny(lower, "@/")
		if strings.Contains(lower, "mailing list") || linked && (strings.Contains(lower, "unsubscribe") || strings.Contains(lower, "list archives")) {
			return n
		}
	}
	return -1
}

// findRuled finds a rule with nothing but short lines below it, one of which is the sender's name.
func findRuled(lines []line, kept []int, name string) int {
	named := false
	for n := len(kept) - 1; n > 0 && n >= len(kept)-maxSignature-1; n-- {
		s := strings.TrimSpace(lines[kept[n]].s)
		switch {
		case isRule(s):
			if named {
				return n
			}
			return -1
		case utf8.RuneCountInString(s) > 70:
			return -1
		case len(name) > 4 && strings.Contains(s, name):
			named = true
		}
	}
	return -1
}

// findDevice finds a line such as "Sent from my iPhone" near the end, with no more than a signature below.
func (t *phrases) findDevice(lines []line, kept []int) int {
	for n := max(0, len(kept)-4); n < len(kept); n++ {
		if s := lines[kept[n]].s; (t.isDeviceLine(s) || isAppLine(s)) && addsNothing(lines, kept[n+1:]) {
			return n
		}
	}
	return -1
}

// addsNothing reports whether none of the lines is a postscript or a question.
func addsNothing(lines []line, below []int) bool {
	for _, k := range below {
		s := strings.ToLower(strings.TrimSpace(lines[k].s))
		if strings.HasSuffix(s, "?") || hasPrefixOf(s, []string{"ps", "p.s", "p. s", "pps", "nb:", "n.b.", "edit:"}) {
			return false
		}
	}
	return true
}

// isDeviceLine recognises what devices and apps write under a mail: "Sent from" in some language and the name of a device or
// app, or the advertisement of Outlook for phones.
func (t *phrases) isDeviceLine(s string) bool {
	s = plain(s)
	if at := strings.Index(s, "<http"); at > 0 { // the link of the app, at the end or after its name
		if end := strings.IndexByte(s[at:], '>'); end > 0 {
			s = s[:at] + s[at+end+1:]
		}
	}
	s = strings.Trim(s, "*_~<>[]()- ")
	if n := utf8.RuneCountInString(s); n < 6 || n > 90 || strings.Contains(s, "?") || strings.HasSuffix(s, "!") {
		return false
	}
	s = strings.ToLower(strings.ReplaceAll(s, "İ", "i"))
	outlook, sent := strings.Contains(s, "outlook"), t.sents.begin(s) || hasSuffixOf(strings.TrimRight(s, "."), t.sentEnd)
	if !outlook && !sent {
		return false
	}
	words := len(strings.Fields(s))
	if words > 14 {
		return false
	}
	if outlook && containsOne(s, []string{"ios", "android"}) && words <= 7 && (hasPrefixOf(s, t.get) || hasSuffixOf(s, t.get)) {
		return true
	}
	if !sent {
		return false
	}
	name, more, told := strings.Cut(s, ",")
	return containsOne(name, devices()) && !hasPrefixOf(more, []string{" is ", " this "}) || strings.HasPrefix(s, "sent from my ") && words <= 8 && !told
}

// devices are the names of what people write mails with; words of some languages for telephones among them.
func devices() []string {
	return []string{
		"iphon", "ipad", "ipod", "ios", "android", "galaxy", "samsung", "huawei", "xiaomi", "redmi", "oneplus", "pixel", "nokia", "motorola", "xperia", "htc", "sony", "oppo", "honor", "blackberry", "windows", "aquos", "lg ", "zte",
		"outlook", "gmail", "yahoo", "proton", "tutanota", "tuta", "mail.ru", "mymail", "яндекс", "yandex", "gmx", "web.de", "zoho", "spark", "airmail", "mailspring", "thunderbird", "k-9", "fairemail", "nine", "bluemail", "typeapp", "sparrow", "mailbird", "em client", "aquamail", "edison", "newton", "superhuman", "spike", "libero", "orange", "t-mobile", "verizon", "at&t", "vodafone", "aol", "icloud", "canary", "polymail", "boxer", "postbox", "roundcube", "squirrelmail", "hey", "front", "fastmail", "mail app", "mail-app", "mailapp", "e-mail-app",
		"phone", "smartphone", "tablet", "mobile", "mobil", "handy", "handheld", "telefon", "téléphone", "teléfono", "móvil", "móviles", "telemóvel", "celular", "cellulare", "cell", "telefoon", "puhelim", "telefoner", "mobilen", "device", "gerät", "appareil", "dispositiv", "urządzen", "zařízení", "zariaden", "készülék", "apparaat", "enhet", "enhed", "laittee", "συσκευή", "κινητό", "телефон", "смартфон", "мобильн", "мобільн", "устройств", "пристро", "cihaz", "هاتف", "جوال", "טלפון", "אייפון", "מכשיר", "手机", "手機", "携帯", "スマートフォン", "スマホ", "휴대폰", "스마트폰", "갤럭시", "아이폰", "điện thoại", "thiết bị",
		"qq邮箱", "网易", "小米", "华为", "荣耀", "邮箱", "메일", "네이버", "メール", "почт", "пошт", "pošty", "posta ", "e-post", "correo", "courrier", "courriel", "sähköposti", "poczta", "email para", "e-mail pentru", "mail for", "mail für", "mail per", "mail til", "mail voor", "αλληλογραφία", "البريد", "דואר", "邮件", "郵件", "thư",
	}
}

func hasSuffixOf(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// isAppLine recognises "Sent from Spark", "Sent from TypeApp<http://…>": the name of an app, which begins with a capital;
// and the advertisement of Outlook for phones in any language by its link.
func isAppLine(s string) bool {
	if len(s) < 120 && strings.Contains(s, "Outlook") && strings.Contains(s, "<https://aka.ms/") {
		return true
	}
	rest, found := strings.CutPrefix(strings.TrimSpace(s), "Sent from ")
	if !found || rest == "" || len(rest) > 120 || rest[0] < 'A' || rest[0] > 'Z' {
		return false
	}
	if name, _, linked := strings.Cut(rest, "<http"); linked {
		return len(strings.Fields(name)) <= 4
	}
	return len(strings.Fields(rest)) <= 4 && !strings.ContainsAny(rest, ".?!,;:")
}

// findName finds a name behind a dash, alone at the end below an empty line, as many sign a letter by hand: "-Ann Lee".
// A list has more than one dash.
func findName(lines []line, kept []int) int {
	n := len(kept) - 1
	if n < 1 || strings.TrimSpace(lines[kept[n]-1].s) != "" {
		return -1
	}
	name := strings.TrimLeft(strings.TrimSpace(lines[kept[n]].s), "-–—~")
	if len(name) == len(strings.TrimSpace(lines[kept[n]].s)) || len(name) > 60 || strings.ContainsAny(name, ".,;:?!@/0123456789") {
		return -1
	}
	words := strings.Fields(name)
	if len(words) == 0 || len(words) > 4 || name[0] == ' ' {
		return -1
	}
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return -1
		}
	}
	if above := strings.TrimSpace(lines[kept[n-1]].s); strings.HasPrefix(above, "-") {
		return -1
	}
	return n
}

// findDisclaimer finds the legal text that companies add at the end: it begins as they do, and speaks of secrets, of
// recipients, or of law soon.
func (t *phrases) findDisclaimer(lines []line, kept []int) int {
	const edges = "*_[]\"'- "
	for n := max(1, len(kept)-25); n < len(kept); n++ {
		s := plain(lines[kept[n]].s)
		for s != "" && strings.IndexByte(edges, s[0]) >= 0 {
			s = s[1:]
		}
		if !t.laws.begin(s) {
			continue
		}
		if s = strings.ToLower(strings.TrimRight(s, edges)); len(s) < 10 || !hasPrefixOf(s, t.lawful) {
			continue
		}
		for _, k := range kept[n+1 : min(len(kept), n+6)] {
			s += " " + strings.ToLower(plain(lines[k].s))
		}
		if len(s) > 80 && containsOne(s, legalWords()) || containsOne(s[:min(len(s), 200)], legalWords()) {
			return n
		}
	}
	return -1
}

// legalWords are the beginnings of the words for confidential, privileged and intended for the recipient only.
func legalWords() []string {
	return []string{
		"confiden", "privileg", "intended recipient", "addressee", "intended solely", "intended only", "legally", "vertraulich", "rechtlich", "bestimmungsgemäß", "adressat", "confidencia", "destinata", "destiné", "destinatár", "destinado", "riservat", "vertrouwelijk", "geadresseerde", "uitsluitend bestemd", "konfiden", "konfidentiell", "fortrolig", "luottamuksel",
		"poufn", "důvěrn", "dôvern", "bizalmas", "confidențial", "confidential", "εμπιστευτικ", "конфиденц", "конфіденц", "gizli", "سري", "חסוי", "保密", "机密", "機密", "기밀", "비밀", "bảo mật", "personal data", "unauthorised", "unauthorized",
	}
}
