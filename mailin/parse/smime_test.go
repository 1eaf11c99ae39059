package parse

import (
	"bytes"
	"encoding/base64"
	"slices"
	"testing"

	"tierdesk/tickets"
)

// signedMail is an S/MIME message; its content is a multipart with the text "It burns." and the file a.csv.
func signedMail(container string) []byte {
	return []byte("From: a@b.example\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n" + lines76(container) + "\r\n")
}

// containers are made by OpenSSL: with known lengths, with open ones ("-stream"), and encrypted.
func containers() (signed, streamed, encrypted string) {
	signed = "MIIBPgYJKoZIhvcNAQcCoIIBLzCCASsCAQExDTALBglghkgBZQMEAgEwgYUGCSqGSIb3DQEHAaB4BHZDb250ZW50LVR5cGU6IG11bHRpcGFydC9taXhlZDsgYm91bmRhcn" +
		"k9Yg0KDQotLWINCg0KSXQgYnVybnMuDQotLWINCkNvbnRlbnQtVHlwZTogdGV4dC9jc3Y7IG5hbWU9YS5jc3YNCg0KMSwyDQotLWItLQ0KMYGOMIGLAgEBMCQwDDEKMAgG" +
		"A1UEAwwBeAIURudGHrVdzyv9Zo86mysrvQsLlJcwCwYJYIZIAWUDBAIBMAoGCCqGSM49BAMCBEcwRQIhAKmgKvUPer+Mxl0KejdSSNNQbXsA5v73mgjsewt1QoTKAiBIAe" +
		"kFs0cIuRMgoHyYBcYq6aOOn9Hu7QXx1J8O3S/6xg=="
	streamed = "MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEwgAYJKoZIhvcNAQcBoIAkgAR2Q29udGVudC1UeXBlOiBtdWx0aXBhcnQvbWl4ZWQ7IGJvdW5kYXJ5PWINCg" +
		"0KLS1iDQoNCkl0IGJ1cm5zLg0KLS1iDQpDb250ZW50LVR5cGU6IHRleHQvY3N2OyBuYW1lPWEuY3N2DQoNCjEsMg0KLS1iLS0NCgAAAAAAADGBjzCBjAIBATAkMAwxCjAI" +
		"BgNVBAMMAXgCFEbnRh61Xc8r/WaPOpsrK70LC5SXMAsGCWCGSAFlAwQCATAKBggqhkjOPQQDAgRIMEYCIQCtctF5zbop3/KeatqRC7R1Z/U5Xr9H/OmL5fPMvWYiBgIhAI" +
		"8azuptgPt8OcwjCXm6j8C3aOPAG5CzMPb76qhjjsOCAAAAAAAA"
	encrypted = "MIIBdQYJKoZIhvcNAQcDoIIBZjCCAWICAQAxgb4wgbsCAQAwJDAMMQowCAYDVQQDDAF4AhR+FteiESBVK/LrdTyUc/ER/sOM3zANBgkqhkiG9w0BAQEFAASBgH9DQsAODS" +
		"RH2n8bKAVP+s68fvMYDa2pslVNRRLgnBRJsX/R4HHH1OeBZKgmA13M1rQsvGkDeu3JJ3+bJcA/5FpbmmAzOTB+rNl7jdt7Ert14PSMJrfAznzDgYoyDVauBjngT2cZ6fnM" +
		"VY2G6jJ2MGlWdntx1I+wQSb+XrVGDaeOMIGbBgkqhkiG9w0BBwEwFAYIKoZIhvcNAwcECAcMk4ozXEPIgHgo7eriq6oDvWmIQnsXsZLTpUGS1G3XLEWfmE8mZwKVyx8PsX" +
		"82+A1HSnr1KMUY7UJhDLTxmyrf+XsWrKIiQ7qmWegOOh1fgkiqVeaL3R2kdYwe4osSxDWB7hOIR41jiHxx0KWafGk2yHU0ZrH9xvkdjKrYErLO+ec="
	return signed, streamed, encrypted
}

func TestOpaqueSignedMailIsRead(t *testing.T) {
	signed, streamed, _ := containers()
	for _, c := range []string{signed, streamed} {
		m := Bytes(signedMail(c))
		if m.Text != "It burns." || len(m.Attachments) != 2 || m.Attachments[0].Name != "a.csv" || m.Attachments[1].Name != "smime.p7m" {
			t.Fatalf("%q %+v", m.Text, m.Attachments)
		}
		var out bytes.Buffer
		if err := Leaf(bytes.NewReader(signedMail(c)), m.Attachments[0].Part, &out); err != nil || out.String() != "1,2" {
			t.Errorf("%q %v", out.String(), err)
		}
	}
}

func TestEncryptedMailStaysAnAttachment(t *testing.T) {
	_, _, encrypted := containers()
	m := Bytes(signedMail(encrypted))
	if m.Text != "" || len(m.Attachments) != 1 || m.Attachments[0].Name != "smime.p7m" {
		t.Errorf("%q %+v", m.Text, m.Attachments)
	}
}

func TestPGPAndCalendarPartsAreKeptAndNamed(t *testing.T) {
	m := Bytes([]byte("Content-Type: multipart/encrypted; boundary=b; protocol=\"application/pgp-encrypted\"\n\n--b\nContent-Type: application/pgp-encrypted\n\nVersion: 1\n--b\n" +
		"Content-Type: application/octet-stream; name=encrypted.asc\n\n-----BEGIN PGP MESSAGE-----\n--b\nContent-Type: application/pgp-signature\n\nx\n--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n--b--\n"))
	var names []string
	for _, a := range m.Attachments {
		names = append(names, a.Name)
	}
	if !slices.Equal(names, []string{"version.asc", "encrypted.asc", "signature.asc", "invite.ics"}) {
		t.Errorf("%q", names)
	}
	if !slices.ContainsFunc(m.Report, func(r tickets.ReportPart) bool { return r.Type == "text/calendar" }) {
		t.Errorf("classify gets no calendar: %+v", m.Report)
	}
}

func TestTheSealOfASignedMailIsKeptAndNamedAndIsNoFileOfIt(t *testing.T) {
	for _, c := range [...]struct{ media, name string }{{"application/pgp-signature", "signature.asc"}, {"application/pkcs7-signature", "smime.p7s"}} {
		raw := mail("Content-Type: multipart/signed; boundary=s; protocol=\""+c.media+"\"", "", "--s", "Content-Type: multipart/mixed; boundary=m", "", "--m", "", "It burns.", "--m",
			"Content-Type: image/png; name=a.png", "", "x", "--m--", "", "--s", "Content-Type: "+c.media, "", "seal", "--s--")
		m := Bytes(raw)
		if len(m.Attachments) != 1 || m.Attachments[0].Name != "a.png" || len(m.Seals) != 1 || m.Seals[0].Name != c.name || m.Text != "It burns." {
			t.Fatalf("%q, %+v, %+v", m.Text, m.Attachments, m.Seals)
		}
		var out bytes.Buffer
		if err := Leaf(bytes.NewReader(raw), m.Seals[0].Part, &out); err != nil || out.String() != "seal" {
			t.Errorf("%q %v", out.String(), err)
		}
		list := bytes.Replace(raw, []byte("multipart/signed"), []byte("multipart/mixed"), 1) // a list added its footer: the seal is broken
		if m := Bytes(list); len(m.Attachments) != 2 || len(m.Seals) != 0 {
			t.Errorf("%+v, %+v", m.Attachments, m.Seals)
		}
	}
}

func FuzzSMIME(f *testing.F) {
	for _, c := range [...]string{"MAA=", "MIAGCSqGSIb3DQEHAqCAMIACAQExADCABgkqhkiG9w0BBwGggCSABAFhBAFiAAAAAAAAAAAAAAAA"} {
		b, _ := base64.StdEncoding.DecodeString(c)
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		if content, ok := signedContent(b); ok && len(content) > len(b) {
			t.Fatalf("%d bytes of %d", len(content), len(b))
		}
	})
}
