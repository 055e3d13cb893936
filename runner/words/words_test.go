package words

import "testing"

func TestSays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, kind string
		want       bool
	}{
		{"Log in", Entering, true},
		{"/user/logIn", Entering, true},
		{"blogindex", Entering, false},
		{"Registrieren", Joining, true},
		{"Créer un compte", Joining, true},
		{"Üye Ol", Joining, true},
		{"アカウントの新規登録", Joining, true},
		{"Zarejestruj się", Joining, true},
		{"benutzername id_benutzername", User, true},
		{"Alter", User, false},
		{"Ich stimme den Nutzungsbedingungen zu", Terms, true},
		{"", User, false},
		{"Log in", "no such kind", false},
	} {
		if got := Says(c.text, c.kind); got != c.want {
			t.Errorf("%q says %s: %v, want %v", c.text, c.kind, got, c.want)
		}
	}
}
