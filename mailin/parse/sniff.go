package parse

import (
	"bytes"
	"path"
	"strings"
)

// trueType corrects a media type that says nothing or lies: the content decides where it can be recognised by its first
// bytes, then the name. repaired tells whether the declared type was wrong.
func trueType(media, name string, head []byte) (corrected string, repaired bool) {
	seen, named := sniff(head), typeByName(name)
	switch {
	case isVague(media) && holdsOthers(seen) && named != "":
		return named, true
	case isVague(media) && seen != "":
		return seen, true
	case isVague(media) && named != "":
		return named, true
	case isVague(media):
		return "application/octet-stream", false
	case media == "image/jpg" || media == "image/pjpeg":
		media = "image/jpeg"
	}
	if seen == "" || seen == media || !isPlainKind(media) || media == "text/plain" && seen == "image/bmp" {
		return media, false
	}
	return seen, true
}

// isVague reports whether a media type says nothing.
func isVague(media string) bool {
	major, minor, found := strings.Cut(media, "/")
	if !found || minor == "*" || minor == "" || major == "binary" {
		return true
	}
	switch media {
	case "application/octet-stream", "application/x-octet-stream", "application/x-download", "application/force-download", "application/download", "application/binary",
		"application/unknown", "application/x-unknown", "application/x-unknown-content-type", "application/x-msdownload", "application/save":
		return true
	}
	return false
}

// isPlainKind reports whether files of a type all begin alike, so that others under its label are recognised: an archive
// labelled as a picture, a program labelled as a document.
func isPlainKind(media string) bool {
	return strings.HasPrefix(media, "image/") || media == "application/pdf" || media == "text/plain"
}

// holdsOthers reports whether a type is a container in which other types come: office files are zip archives or OLE.
func holdsOthers(seen string) bool {
	return seen == "application/zip" || seen == "application/x-ole-storage" || seen == "video/mp4" || seen == "audio/ogg" || seen == "video/x-matroska"
}

// sniff knows the first bytes of the files that come by mail, "" for others.
func sniff(b []byte) string {
	for _, m := range [...][2]string{
		{"\x89PNG\r\n\x1a\n", "image/png"}, {"\xff\xd8\xff", "image/jpeg"}, {"GIF87a", "image/gif"}, {"GIF89a", "image/gif"},
		{"%PDF-", "application/pdf"}, {"PK\x03\x04", "application/zip"}, {"\x1f\x8b", "application/gzip"}, {"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
		{"Rar!\x1a\x07", "application/vnd.rar"}, {"II*\x00", "image/tiff"}, {"MM\x00*", "image/tiff"},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"}, {"{\\rtf1", "application/rtf"}, {"OggS\x00", "audio/ogg"}, {"ID3\x02", "audio/mpeg"}, {"ID3\x03", "audio/mpeg"}, {"ID3\x04", "audio/mpeg"}, {"\x1aE\xdf\xa3", "video/x-matroska"},
	} {
		if strings.HasPrefix(string(b[:min(len(b), 16)]), m[0]) {
			return m[1]
		}
	}
	switch {
	case len(b) > 14 && string(b[:2]) == "BM" && bytes.Equal(b[6:10], []byte{0, 0, 0, 0}):
		return "image/bmp"
	case len(b) > 64 && string(b[:2]) == "MZ" && b[2]|b[3] != 0 && !isText(b[:64]):
		return "application/vnd.microsoft.portable-executable"
	case len(b) > 12 && string(b[:4]) == "RIFF":
		return map[string]string{"WEBP": "image/webp", "WAVE": "audio/wav", "AVI ": "video/x-msvideo"}[string(b[8:12])]
	case len(b) >= 12 && string(b[4:8]) == "ftyp":
		return isoMedia(string(b[8:12]))
	}
	return ""
}

// isoMedia is the type behind the brand of an ISO media file (ISO/IEC 14496-12, section 4.3).
func isoMedia(brand string) string {
	switch brand {
	case "heic", "heix", "mif1":
		return "image/heic" // what telephones of Apple send, also under the label of JPEG
	case "avif":
		return "image/avif"
	case "qt  ":
		return "video/quicktime"
	case "M4A ":
		return "audio/mp4"
	}
	return "video/mp4"
}

// typeByName knows the endings of the files that come by mail.
func typeByName(name string) string { return typesByEnding[strings.ToLower(path.Ext(name))] }

// typesByEnding are the types of files. Nothing changes it.
var typesByEnding = map[string]string{
	".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".svg": "image/svg+xml",
	".txt": "text/plain", ".log": "text/plain", ".csv": "text/csv", ".htm": "text/html", ".html": "text/html", ".ics": "text/calendar", ".vcf": "text/vcard",
	".zip": "application/zip", ".gz": "application/gzip", ".json": "application/json", ".xml": "application/xml", ".eml": "message/rfc822",
	".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
	".msg": "application/vnd.ms-outlook", ".rtf": "application/rtf", ".heic": "image/heic", ".webp": "image/webp", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff",
	".mp4": "video/mp4", ".m4a": "audio/mp4", ".ogg": "audio/ogg", ".opus": "audio/ogg", ".webm": "video/webm", ".mkv": "video/x-matroska", ".mov": "video/quicktime", ".mp3": "audio/mpeg", ".wav": "audio/wav", ".7z": "application/x-7z-compressed", ".rar": "application/vnd.rar",
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
