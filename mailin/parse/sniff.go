package parse

import (
	"bytes"
	"path"
	"strings"
)

// trueType corrects a media type that says nothing or lies: the content decides where it can be recognised by its first
// bytes, then the name. repaired tells whether the declared type was wrong.
func trueType(media, name string, head []byte) (corrected string, repaired bool) {
	vague := media == "application/octet-stream" || media == "" || media == "application/x-download" || media == "application/force-download" || !strings.Contains(media, "/")
	seen := sniff(head)
	switch {
	case seen != "" && (vague || strings.HasPrefix(media, "image/") && strings.HasPrefix(seen, "image/") && seen != media && media != "image/jpg"):
		if seen == "application/zip" {
			if byName := typeByName(name); byName != "" {
				return byName, true // office files are zip archives
			}
		}
		return seen, true
	case vague && typeByName(name) != "":
		return typeByName(name), true
	case media == "image/jpg" || media == "image/pjpeg":
		return "image/jpeg", false
	case media == "":
		return "application/octet-stream", false
	}
	return media, false
}

// sniff knows the first bytes of the files that come by mail.
func sniff(b []byte) string {
	for _, m := range [...][2]string{
		{"\x89PNG\r\n\x1a\n", "image/png"}, {"\xff\xd8\xff", "image/jpeg"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
		{"%PDF-", "application/pdf"}, {"PK\x03\x04", "application/zip"}, {"\x1f\x8b", "application/gzip"}, {"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
		{"Rar!\x1a\x07", "application/vnd.rar"}, {"BM", "image/bmp"}, {"II*\x00", "image/tiff"}, {"MM\x00*", "image/tiff"},
	} {
		if bytes.HasPrefix(b, []byte(m[0])) && (m[1] != "image/bmp" || len(b) > 14 && bytes.Equal(b[6:10], []byte{0, 0, 0, 0})) {
			return m[1]
		}
	}
	if len(b) > 12 && string(b[:4]) == "RIFF" && string(b[8:12]) == "WEBP" {
		return "image/webp"
	}
	return ""
}

// typeByName knows the endings of the files that come by mail.
func typeByName(name string) string {
	return map[string]string{
		".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
		".txt": "text/plain", ".log": "text/plain", ".csv": "text/csv", ".htm": "text/html", ".html": "text/html", ".ics": "text/calendar", ".vcf": "text/vcard",
		".zip": "application/zip", ".gz": "application/gzip", ".json": "application/json", ".xml": "application/xml", ".eml": "message/rfc822",
		".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
		".mp4": "video/mp4", ".mov": "video/quicktime", ".mp3": "audio/mpeg", ".wav": "audio/wav", ".7z": "application/x-7z-compressed", ".rar": "application/vnd.rar",
	}[strings.ToLower(path.Ext(name))]
}

// nameFor makes a name for a file that has none.
func nameFor(p *part, inner *gathered) string {
	switch {
	case inner != nil:
		subject := strings.Map(func(r rune) rune {
			if strings.ContainsRune(`/\:*?"<>|`, r) {
				return '_'
			}
			return r
		}, oneLine(first(inner.header, "Subject")))
		return fileName(firstOf(subject, "message") + ".eml")
	case p.media == "text/calendar":
		return "invite.ics"
	case p.media == "application/pgp-signature":
		return "signature.asc"
	case p.media == "application/pgp-encrypted":
		return "version.asc"
	case p.media == "application/pkcs7-signature" || p.media == "application/x-pkcs7-signature":
		return "smime.p7s"
	case p.media == "application/pkcs7-mime" || p.media == "application/x-pkcs7-mime":
		return "smime.p7m"
	}
	return ""
}
