package tickets

import (
	"slices"
	"strings"
)

// IsFreemail reports whether a domain gives mailboxes to anybody, so that sharing it says nothing about belonging together.
func IsFreemail(domain string) bool {
	brand, _, _ := strings.Cut(domain, ".")
	if slices.Contains([]string{"gmx", "yahoo", "hotmail", "outlook", "live", "yandex"}, brand) {
		return true // in many countries
	}
	return slices.Contains([]string{"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "hotmail.fr",
		"live.com", "msn.com", "yahoo.com", "yahoo.co.uk", "yahoo.de", "yahoo.fr", "yahoo.co.jp", "ymail.com", "icloud.com", "me.com",
		"mac.com", "aol.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "web.de", "t-online.de", "freenet.de", "mail.ru", "yandex.ru",
		"qq.com", "163.com", "126.com", "proton.me", "protonmail.com", "pm.me", "tutanota.com", "orange.fr", "wanadoo.fr", "free.fr",
		"laposte.net", "libero.it", "virgilio.it", "naver.com", "hanmail.net", "seznam.cz", "wp.pl", "o2.pl", "onet.pl", "uol.com.br",
		"bol.com.br", "rediffmail.com", "fastmail.com", "hey.com", "zoho.com", "mailbox.org", "posteo.de", "bluewin.ch", "telenet.be",
		"btinternet.com", "comcast.net", "verizon.net", "att.net", "sbcglobal.net", "cox.net"}, domain)
}
