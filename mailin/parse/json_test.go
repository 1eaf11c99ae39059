package parse

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestJSONHasEveryFieldAndNoNullList(t *testing.T) {
	m := Bytes(nil)
	b, err := JSON("some file", &m)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"file":"some file","message_id":"","in_reply_to":[],"references":[],"subject":"","from":[],"reply_to":[],"to":[],"cc":[],"kind":"","auto":false,"bounces":[],` +
		`"text":"","new_text":"","quoted":"","signature":"","html":"","forwarded":null,"attachments":[],"parts":1,"repairs":[],"date":""}`
	if string(b) != want {
		t.Errorf("%s", b)
	}
}

func TestJSONHoldsTheMailOnOneLine(t *testing.T) {
	m := Bytes(alternative())
	m.Forwarded, _ = forwardIn(&m, textLines(nil, "---- Forwarded message ----\nFrom: a@b\nDate: 1.1.2024\nSubject: x\n\ny"), &gathered{}, known)
	b, err := JSON("f", &m)
	if err != nil {
		t.Fatal(err)
	}
	var got map[string]any
	if err := json.Unmarshal(b, &got); err != nil || strings.Contains(string(b), "\n") {
		t.Fatalf("%v in %s", err, b)
	}
	if !strings.Contains(got["html"].(string), "<b>half</b>") || got["forwarded"].(map[string]any)["cc"] == nil || m.HTML != "" {
		t.Errorf("%s", b)
	}
}
