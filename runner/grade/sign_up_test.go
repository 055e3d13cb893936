package grade

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	"github.com/cookiespec/cookiespec/runner/serve"
)

// TestSignUp: the form is found, filled in and sent once; a login form is never taken for one.
func TestSignUp(t *testing.T) {
	t.Parallel()
	const login = `<form method="post" action="/login"><input name="username"><input type="password" name="password"><button>Log in</button></form>`
	for name, c := range map[string]struct{ home, path, form, want, login string }{
		"behind a link": {`<a href="/welcome">Join us</a>`, "/welcome", `<form method=post><input name=username><input type=password name=p1><input type=password name=p2></form>`,
			"p1=secret&p2=secret&username=student", "student"},
		"at a usual address": {login, "/register", `<h1>Register</h1><form method="post"><input type="hidden" name="csrf" value="x"><input name="username"><input type="password" name="password"><button name="go" value="1">OK</button></form>`,
			"csrf=x&go=1&password=secret&username=student", "student"},
		"with further fields": {`<a href="/signup">Sign up</a>`, "/signup", `<form method="post"><input name="login"><input type="email" name="e"><input type="number" name="age" min="18"><input type="checkbox" name="terms" value="yes">` +
			`<select name="c"><option value="">-</option><option value="de">DE</option></select><input type="password" name="a"><input type="password" name="b"></form>`,
			"a=secret&age=18&b=secret&c=de&e=student%40example.org&login=student&terms=yes", "student"},
		"in another language": {`<a href="/registrieren">Registrieren</a>`, "/registrieren", `<form method=post><label for=v>Vorname</label><input id=v name=x1><label>Benutzername<input name=x2></label><label for=m>Mail</label><input id=m name=x3>` +
			`<input type=password name=k1><input type=password name=k2><label><input type=checkbox name=z> Ich stimme den Nutzungsbedingungen zu</label><button>Konto anlegen</button></form>`,
			"k1=secret&k2=secret&x1=Example&x2=student&x3=student%40example.org&z=on", "student"},
		"with the name of a person": {`<a href="/signup">Sign up</a>`, "/signup", `<form method="post"><input name="first_name"><input name="fullName"><input name="email"><input type="password" name="a"><input type="password" name="b"></form>`,
			"a=secret&b=secret&email=student%40example.org&first_name=Example&fullName=Example", "student@example.org"},
		"by an e-mail address": {`<a href="/signup">Sign up</a>`, "/signup", `<form method="post"><input name="email"><input type="password" name="a"><input type="password" name="b"></form>`,
			"a=secret&b=secret&email=student%40example.org", "student@example.org"},
		"none": {login, "/nowhere", "", "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent, times := "", 0
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				switch {
				case r.Method == http.MethodPost && r.ParseForm() == nil:
					sent, times = r.PostForm.Encode(), times+1
					if r.URL.Path == "/login" {
						t.Error("the login form was sent")
					}
					http.Redirect(w, r, "/", http.StatusSeeOther)
				case r.URL.Path == "/":
					fmt.Fprint(w, c.home)
				case r.URL.Path == "/login":
					fmt.Fprint(w, login)
				case r.URL.Path == c.path && c.form != "":
					fmt.Fprint(w, c.form)
				default:
					http.NotFound(w, r)
				}
			}))
			defer server.Close()
			_, port, err := net.SplitHostPort(server.Listener.Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			app := &serve.App{}
			if app.Port, err = strconv.Atoi(port); err != nil {
				t.Fatal(err)
			}
			got, err := signUp(t.Context(), app, "student", "secret")
			if got != c.login || (err == nil) != (c.login != "") || sent != c.want || times > 1 {
				t.Errorf("%q, %v, %d times %q", got, err, times, sent)
			}
		})
	}
}
