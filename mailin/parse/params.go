package parse

import (
	"sort"
	"strconv"
	"strings"
)

// mediaField reads a Content-Type or Content-Disposition: its value in lower case and its parameters (RFC 2045, section
// 5.1), also with blanks in unquoted values, missing quotes and semicolons, and comments. Parameters of RFC 2231
// (continued, with a charset) and RFC 2047 words in values are decoded.
func mediaField(v string) (value string, params map[string]string) {
	value, rest, _ := strings.Cut(v, ";")
	value = strings.ToLower(strings.Trim(dropComment(value), " \t\""))
	if name, _, found := strings.Cut(value, "="); found && !strings.ContainsAny(strings.TrimSpace(name), " \t,/") { // parameters and no value
		value, rest = "", v
	}
	if at := strings.IndexAny(value, " \t,"); at >= 0 { // a missing semicolon: text/plain charset=x
		rest = value[at:] + ";" + rest
		value = value[:at]
	}
	if strings.TrimSpace(rest) == "" {
		return value, nil
	}
	return value, joinParams(splitParams(rest))
}

func dropComment(v string) string {
	before, _, _ := strings.Cut(v, "(")
	return before
}

// splitParams takes name=value pairs apart; the first of two equal names counts.
func splitParams(v string) map[string]string {
	out := map[string]string{}
	for v != "" && len(out) < 100 {
		v = strings.TrimLeft(v, ";, \t\r\n")
		at := strings.IndexAny(v, "=;")
		if at < 0 {
			break
		}
		if v[at] == ';' {
			v = v[at:]
			continue
		}
		name := strings.ToLower(strings.TrimSpace(v[:at]))
		var value string
		value, v = paramValue(strings.TrimLeft(v[at+1:], " \t"))
		if _, twice := out[name]; !twice && name != "" {
			out[name] = value
		}
	}
	return out
}

// paramValue takes a value off the front: a quoted string, or everything up to the semicolon.
func paramValue(v string) (value, rest string) {
	if !strings.HasPrefix(v, `"`) {
		value, rest = bareValue(v)
		if before, _, found := strings.Cut(value, " ("); found && strings.HasSuffix(value, ")") { // a comment behind it
			value = strings.TrimSpace(before)
		}
		if len(value) > 2 && value[0] == '\'' && value[len(value)-1] == '\'' {
			value = value[1 : len(value)-1]
		}
		return strings.Trim(value, `"`), rest
	}
	var out strings.Builder
	for i := 1; i < len(v); i++ {
		switch {
		case v[i] == '\\' && i+1 < len(v): // a quoted pair (RFC 5322, section 3.2.1), also where a Windows path was meant
			i++
			out.WriteByte(v[i])
		case v[i] == '"':
			_, rest, _ = strings.Cut(v[i+1:], ";")
			return out.String(), rest
		default:
			out.WriteByte(v[i])
		}
	}
	value, rest, _ = strings.Cut(v[1:], ";") // a quote that is never closed
	return strings.TrimSpace(value), rest
}

// bareValue takes an unquoted value off the front: up to the semicolon that stands in no encoded word, or up to the next
// of the usual parameters where the semicolon is missing.
func bareValue(v string) (value, rest string) {
	from := 0
	for strings.HasPrefix(v[from:], "=?") {
		_, _, after, ok := cutWord(v[from:])
		if !ok {
			break
		}
		from = len(v) - len(after)
	}
	value, rest, _ = strings.Cut(v[from:], ";")
	value = v[:from] + value
	lower := strings.ToLower(value)
	for _, next := range [...]string{" name=", " filename=", " charset=", " boundary=", " format=", " size="} {
		if at := strings.Index(lower, next); at >= 0 && len(lower) == len(value) {
			value, lower, rest = value[:at], lower[:at], value[at:]+";"+rest
		}
	}
	return strings.TrimSpace(value), rest
}

// joinParams puts the pieces of RFC 2231 together: name*0*, name*1, name*.
func joinParams(raw map[string]string) map[string]string {
	plain := true
	for name, value := range raw {
		if strings.IndexByte(name, '*') >= 0 || strings.Contains(value, "=?") || strings.Contains(value, "''") {
			plain = false
		}
	}
	if plain {
		return raw
	}
	out := make(map[string]string, len(raw))
	pieces := map[string][]paramPiece{}
	for name, value := range raw {
		base, suffix, starred := strings.Cut(name, "*")
		if !starred {
			if _, done := out[base]; !done && base != "boundary" { // which is compared byte by byte
				value = misplaced(decodeWords(value))
			}
			if _, done := out[base]; !done {
				out[base] = value
			}
			continue
		}
		number, _ := strconv.Atoi(strings.TrimSuffix(suffix, "*"))
		pieces[base] = append(pieces[base], paramPiece{number, value, suffix == "" || strings.HasSuffix(suffix, "*")})
	}
	for base, list := range pieces {
		out[base] = joinPieces(list)
	}
	return out
}

// misplaced decodes a value with a charset in front (RFC 2231, section 4) under a name without the star that says so.
func misplaced(value string) string {
	charset, rest, found := strings.Cut(value, "''")
	if !found || !strings.Contains(rest, "%") || findEncoding(cleanLabel(charset)) == nil {
		return value
	}
	text, _ := decodeCharset(unpercent(rest), charset)
	return text
}

type paramPiece struct {
	number  int
	value   string
	encoded bool
}

func joinPieces(list []paramPiece) string {
	sort.Slice(list, func(i, j int) bool { return list[i].number < list[j].number })
	charset, encoded := "", false
	var b []byte
	for i, p := range list {
		if !p.encoded {
			b = append(b, p.value...)
			continue
		}
		if i == 0 {
			if parts := strings.SplitN(p.value, "'", 3); len(parts) == 3 {
				charset, p.value = parts[0], strings.Trim(parts[2], `"`)
			}
		}
		encoded = true
		b = append(b, unpercent(p.value)...)
	}
	if !encoded {
		return decodeWords(string(b))
	}
	text, _ := decodeCharset(b, charset)
	return decodeWords(text)
}

func unpercent(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	return out
}
