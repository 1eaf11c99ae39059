package thread

import (
	"encoding/base32"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tierdesk/tickets"
)

func testKey(t testing.TB, secret string) Key {
	t.Helper()
	k, err := NewKey([]byte(secret))
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func testKeys(t testing.TB) *Keys { return NewKeys(testKey(t, "a secret of the desk, long enough")) }

func anyDoor() *rapid.Generator[tickets.Door] {
	return rapid.Custom(func(t *rapid.T) tickets.Door {
		leg := rapid.OneOf(rapid.Just("customer"), rapid.Just("internal"), rapid.StringMatching(`kept:q[0-9]{1,6}`),
			rapid.StringMatching(`vendor:[a-z0-9]{0,12}`), rapid.StringMatching(`vendor:[a-z]{128,140}`)).Draw(t, "leg")
		return tickets.Door{
			Ticket:    tickets.ID(rapid.Uint64().Draw(t, "ticket")),
			Leg:       tickets.Leg(leg),
			Recipient: rapid.StringMatching(`[a-zA-Z.]{1,10}@[a-z]{1,10}\.example`).Draw(t, "recipient"),
		}
	})
}

func TestATokenComesBackAsItWasMade(t *testing.T) {
	keys := testKeys(t)
	form := regexp.MustCompile(`^t[a-z0-9]+$`)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDoor().Draw(t, "door")
		text := keys.Token(d)
		if !form.MatchString(text) {
			t.Fatalf("token %q has other characters than letters and digits", text)
		}
		if rapid.Bool().Draw(t, "shouted") {
			text = strings.ToUpper(text)
		}
		got, ok := ReadToken(text)
		if !ok || got.Ticket != d.Ticket || got.Leg != d.Leg {
			t.Fatalf("read %+v %v of the token of %+v", got, ok, d)
		}
		if i, ok := keys.Verify(got, "nobody@else.example", strings.ToUpper(d.Recipient)); !ok || i != 1 {
			t.Fatalf("verify says %d %v", i, ok)
		}
	})
}

func TestATokenIsGoodForOneDoorOnly(t *testing.T) {
	keys := testKeys(t)
	rapid.Check(t, func(t *rapid.T) {
		d := anyDoor().Draw(t, "door")
		token, _ := ReadToken(keys.Token(d))
		other := anyDoor().Draw(t, "other door")
		if !strings.EqualFold(other.Recipient, d.Recipient) {
			if _, ok := keys.Verify(token, other.Recipient); ok {
				t.Fatal("good for another person")
			}
		}
		moved := token
		moved.Ticket = other.Ticket
		if _, ok := keys.Verify(moved, d.Recipient); ok && other.Ticket != d.Ticket {
			t.Fatal("good for another ticket")
		}
		moved = token
		moved.Leg = other.Leg
		if _, ok := keys.Verify(moved, d.Recipient); ok && other.Leg != d.Leg {
			t.Fatal("good for another leg")
		}
	})
}

func TestATokenOfAnotherKeyIsWrong(t *testing.T) {
	d := tickets.Door{Ticket: 7, Leg: tickets.CustomerLeg, Recipient: "ann@acme.example"}
	ours, theirs := testKey(t, "a secret of the desk, long enough"), testKey(t, "another secret, long enough too")
	text := NewKeys(theirs).Token(d)
	token, ok := ReadToken(text)
	if !ok {
		t.Fatal("not read")
	}
	if _, ok := NewKeys(ours).Verify(token, d.Recipient); ok {
		t.Error("another desk's token verifies")
	}
	if _, ok := NewKeys(ours, theirs).Verify(token, d.Recipient); !ok {
		t.Error("a token of the older key does not verify")
	}
	token.key = ours.ID
	if _, ok := NewKeys(ours, theirs).Verify(token, d.Recipient); ok {
		t.Error("a token verifies under the id of another key")
	}
}

func TestAShortSecretIsRefused(t *testing.T) {
	if _, err := NewKey([]byte("secret")); err == nil {
		t.Error("a secret of 6 bytes was taken")
	}
}

func TestTenThousandGuessedTokensFail(t *testing.T) {
	keys := testKeys(t)
	random := rand.New(rand.NewPCG(1, 2))
	genuine := keys.Token(tickets.Door{Ticket: 1024, Leg: tickets.CustomerLeg, Recipient: "ann@acme.example"})
	read, passed := 0, 0
	for range 10_000 {
		b, _ := encoding.DecodeString(genuine)
		for i := range signatureSize {
			b[len(b)-1-i] = byte(random.Uint32())
		}
		token, ok := ReadToken(encoding.EncodeToString(b))
		if !ok {
			continue
		}
		read++
		if _, ok := keys.Verify(token, "ann@acme.example", "bob@acme.example", "mia@customer.example"); ok {
			passed++
		}
	}
	if read != 10_000 || passed != 0 {
		t.Errorf("%d of 10000 guesses were tried, %d passed", read, passed)
	}
}

func TestEveryDamagedCharacterBreaksTheToken(t *testing.T) {
	keys := testKeys(t)
	d := tickets.Door{Ticket: 1024, Leg: tickets.CustomerLeg, Recipient: "ann@acme.example"}
	text := keys.Token(d)
	for i := range text {
		for _, c := range "abcdefghijklmnopqrstuvwxyz234567" {
			if text[i] == byte(c) {
				continue
			}
			damaged := text[:i] + string(c) + text[i+1:]
			if token, ok := ReadToken(damaged); ok {
				if _, ok := keys.Verify(token, d.Recipient); ok {
					t.Errorf("%s verifies", damaged)
				}
			}
		}
	}
}

func TestOrdinarySubAddressesAreNoTokens(t *testing.T) {
	for _, s := range []string{"", "billing", "t", "tech", "technicalsupportdepartment", "thedepartmentofinformationtechnology",
		"2024", "newsletter2026springedition", "tdtdtdtdtdtdtdtdtdtdtdtd", "töken", "a.b", strings.Repeat("t", 1000),
		strings.ToLower(base32.StdEncoding.EncodeToString([]byte("some other program's id")))} {
		if token, ok := ReadToken(s); ok {
			t.Errorf("%q was read as %+v", s, token)
		}
	}
}

func TestReplyAddressesFitIntoALocalPart(t *testing.T) {
	keys := testKeys(t)
	d := tickets.Door{Ticket: 1 << 40, Leg: "vendor:printco", Recipient: "help@printco.example"}
	got := keys.ReplyAddress("support@acme.example", "+", d)
	if local, _, _ := strings.Cut(got, "@"); len(local) > 64 || !strings.HasPrefix(got, "support+t") || !strings.HasSuffix(got, "@acme.example") {
		t.Errorf("reply address %s", got)
	}
	if got := keys.ReplyAddress("support@acme.example", "", d); got != "support@acme.example" {
		t.Errorf("without sub-addresses: %s", got)
	}
	d.Leg = tickets.Leg("vendor:" + strings.Repeat("x", 40))
	if got := keys.ReplyAddress("support@acme.example", "+", d); got != "support@acme.example" {
		t.Errorf("too long: %s", got)
	}
	id := keys.MessageID("support@acme.example", d, 12)
	if token, ok := readMessageID(id); !ok || token.Leg != d.Leg || !strings.HasSuffix(id, ".12@acme.example") {
		t.Errorf("identifier %s", id)
	}
}

func FuzzReadToken(f *testing.F) {
	keys := testKeys(f)
	f.Add(keys.Token(tickets.Door{Ticket: 7, Leg: "customer", Recipient: "a@b"}))
	f.Add(keys.Token(tickets.Door{Ticket: 0, Leg: "vendor:x", Recipient: "a@b"}))
	f.Add("tdgg")
	f.Fuzz(func(t *testing.T, s string) {
		token, ok := ReadToken(s)
		if !ok {
			return
		}
		if token.Leg == "" {
			t.Error("a token without a leg")
		}
		if _, ok := keys.Verify(token, "stranger@nowhere.example"); ok {
			t.Error("a token for a stranger was guessed")
		}
	})
}

func ExampleKeys_ReplyAddress() {
	key, err := NewKey([]byte("a secret that nobody else knows"))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(NewKeys(key).ReplyAddress("support@acme.example", "+",
		tickets.Door{Ticket: 1024, Leg: tickets.CustomerLeg, Recipient: "ann@acme.example"}))
	// Output: support+tcowhaai6pahbdea6pbjdu54@acme.example
}
