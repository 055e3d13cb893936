package account

import "strings"

const (
	plainForm = `<form method=post action=in><input name=user><input name=pass type=password><button>Log in</button></form>`
	plainOut  = `<form method=post action=out><button>Log out</button></form>`
)

// way is one application of the playground: what a stranger is shown at its address and at login, and what the user is at me.
type way struct {
	home, login, me string
	confirm         string // what the GET of out shows; empty: it logs nobody out
	code            string // the page that asks for a one-time code after the password, if any does
	between         string // the page after the login, which is answered at on; empty: the login leads to me
	mailed          bool   // the code comes by mail, a moment after the password
	unusable        string // the reason why it cannot be used, if that is right
}

// ways are the playground: how applications let their users in and out.
var ways = map[string]way{
	"a link":                           {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut},
	"a form on the front page":         {home: plainForm, me: plainOut},
	"a button that leads there":        {home: `<button onclick="location = 'login'">Sign in</button>`, login: plainForm, me: plainOut},
	"a dialog":                         {home: `<button onclick="d.showModal()">Anmelden</button><dialog id=d>` + plainForm + `</dialog>`, me: plainOut},
	"details":                          {home: `<details><summary>Log in</summary>` + plainForm + `</details>`, me: plainOut},
	"an address that nothing links":    {home: `<p>Welcome`, login: plainForm, me: plainOut},
	"a newsletter and a sign-up first": {home: `<form action=news><input type=email name=mail><button>Subscribe</button></form><form action=join><h2>Create an account</h2><input name=u><input type=password name=p><button>Sign up</button></form><a href=login>Log in</a>`, login: plainForm, me: plainOut},
	"an open shadow root": {home: `<a href=login>Log in</a>`, login: `<my-form></my-form><script>customElements.define("my-form", class extends HTMLElement {
		connectedCallback() { this.attachShadow({mode: "open"}).innerHTML = '` + plainForm + `' } })</script>`, me: plainOut},
	"a frame":    {home: `<a href=login>Log in</a>`, login: `<iframe srcdoc='` + strings.ReplaceAll(plainForm, "<form", "<form target=_top") + `'></iframe>`, me: plainOut},
	"shown late": {home: `<p>Notebooks<div id=d hidden>` + plainForm + `</div><script>setTimeout(() => d.hidden = false, 400)</script>`, me: plainOut},
	"drawn after all that it asks for": {home: `<p>Shop<div id=app></div><script>(async () => { for (let i = 0; i < 5; i++) await fetch('slow'); app.innerHTML = '` + plainForm + `' })()</script>`,
		me: `<p>Shop<div id=app></div><script>(async () => { for (let i = 0; i < 2; i++) await fetch('slow'); app.innerHTML = '` + plainOut + `' })()</script>`},
	"a menu behind an icon that says nothing": {home: `<a href=login>Log in</a>`, login: plainForm, me: `<button class=bell onclick="fetch('trap')"><svg width=24 height=24></svg></button>
		<button id=header--button-account onclick="m.hidden = false"><svg width=24 height=24></svg></button><ul id=m hidden><li role=menuitem tabindex=0 onclick="fetch('out', {method: 'POST'})">Logout</li></ul>`},
	"drawn late":                            {home: `<div id=app></div><script>setTimeout(() => app.innerHTML = '` + plainForm + `', 500)</script>`, me: `<div id=app></div><script>setTimeout(() => app.innerHTML = 'Hello ada` + plainOut + `', 500)</script>`},
	"another form is hidden":                {home: `<div style="visibility:hidden">` + strings.ReplaceAll(plainForm, "action=in", "action=trap") + `</div><a href=login>Log in</a>`, login: plainForm, me: plainOut},
	"new-password and a toggle":             {home: `<a href=login>Log in</a>`, login: `<form method=post action=in><input name=user><input name=pass type=password autocomplete=new-password><button id=login-toggle type=button aria-label="Show password">o</button><button>Sign in</button></form>`, me: plainOut},
	"the user name first":                   {home: `<a href=login>Log in</a>`, login: `<h1>Sign in</h1><form onsubmit="event.preventDefault(); n.value = u.value; this.hidden = true; f.hidden = false"><input id=u name=email autocomplete=username><button>Next</button></form><form id=f hidden method=post action=in><input id=n type=hidden name=user><input name=pass type=password><button>Log in</button></form>`, me: plainOut},
	"a banner that covers it":               {home: `<a href=login>Log in</a>`, login: plainForm + `<div style="position:fixed;inset:0;background:#fff" id=b>We use cookies.<button onclick="b.remove()">Accept all</button><button onclick="b.remove()">Reject</button></div>`, me: plainOut},
	"a banner that disables it":             {home: `<a href=login>Log in</a>`, login: strings.ReplaceAll(plainForm, "<button", "<button id=s disabled") + `<div style="position:fixed;bottom:0" id=b>Cookies?<button onclick="b.remove(); s.disabled = false">Reject</button></div>`, me: plainOut},
	"a menu that is built":                  {home: `<a href=login>Log in</a>`, login: plainForm, me: `<button aria-haspopup=menu aria-label="User menu" onclick="m.innerHTML = '<div role=menuitem tabindex=0>Sign out</div>'; m.firstChild.onclick = () => fetch('out', {method: 'POST'}).then(() => location = '.')">A</button><div id=m></div>`},
	"a menu that asks":                      {home: `<a href=login>Log in</a>`, login: plainForm, me: `<button aria-haspopup=menu onclick="fetch('trap')">Delete account</button><details><summary>Konto</summary>` + strings.ReplaceAll(plainOut, "Log out", "Abmelden") + `</details>`},
	"a page that asks once more":            {home: `<a href=login>Log in</a>`, login: plainForm, me: `<a href=out>Sign out</a>`, confirm: `<nav><a href=out>Sign out</a></nav><p>Sure?<form method=post action=out><button>Sign out</button></form>`},
	"a page whose script does it":           {home: `<a href=login>Log in</a>`, login: plainForm, me: `<a href=out>Log out</a>`, confirm: `<script>setTimeout(() => fetch("out", {method: "POST"}).then(() => location = "."), 400)</script>`},
	"a link in a menu behind an icon":       {home: `<button aria-label=Account aria-haspopup=true aria-expanded=false onclick="m.innerHTML = '<a href=login>Sign in</a>'"><svg width=24 height=24></svg></button><div id=m></div>`, login: plainForm, me: plainOut},
	"a dialog behind a menu":                {home: `<button aria-label=Account aria-haspopup=true aria-expanded=false onclick="m.hidden = false"><svg width=24 height=24></svg></button><div id=m hidden><button onclick="d.showModal()">Sign in</button></div><dialog id=d>` + plainForm + `</dialog>`, me: plainOut},
	"pages that are passed through":         {home: `<a href=login>Log in</a>`, login: `<meta http-equiv=refresh content="1; url=login2">Please wait`, me: plainOut},
	"a one-time code":                       {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, code: `<form method=post action=code><input name=code autocomplete=one-time-code inputmode=numeric><button>Verify</button></form>`},
	"a one-time code by mail":               {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, mailed: true, code: `<form method=post action=code><input name=code autocomplete=one-time-code><button>Verify</button></form>`},
	"a code of which only the label speaks": {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, code: `<form method=post action=code><label>Bestätigungscode <input name=code></label><button>Weiter</button></form>`},
	"a field for each digit": {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, code: `<form method=post action=code onsubmit="h.value = [...document.querySelectorAll('[maxlength]')].map(e => e.value).join('')"><input type=hidden id=h name=code>` +
		strings.Repeat(`<input maxlength=1 autocomplete=one-time-code>`, 6) + `<button>Verify</button></form>`},
	"a script that asks once more":                     {home: `<a href=login>Log in</a>`, login: plainForm, me: `<button onclick="if (confirm('Really?')) fetch('out', {method: 'POST'}).then(() => location = '.')">Log out</button>`},
	"a page that offers to trust the browser":          {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, between: `<h1>Trust this browser?</h1><form method=post action=on><button formaction=trap>Yes</button><button>Not now</button></form>`},
	"a page that says that one is logged in elsewhere": {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, between: `<p>You are already logged in on another device.<form method=post action=on><button>Continue here</button><a href=logout>Cancel</a></form>`},
	"a code in a password field":                       {home: `<a href=login>Log in</a>`, login: plainForm, me: plainOut, code: `<form method=post action=code><input type=password name=code placeholder="Security code"><button>Verify</button></form>`},
	"in Korean":                                        {home: `<form action=trap method=post><h1>회원가입</h1><input name=u><input type=password name=p><button>회원가입</button></form><a href=login>로그인</a>`, login: strings.ReplaceAll(plainForm, "Log in", "로그인하기"), me: strings.ReplaceAll(plainOut, "Log out", "로그아웃")},
	"in Arabic":                                        {home: `<a href=login>تسجيل الدخول</a>`, login: strings.ReplaceAll(plainForm, "Log in", "تسجيل الدخول"), me: strings.ReplaceAll(plainOut, "Log out", "تسجيل الخروج")},
	"in Swedish":                                       {home: `<a href=login>Logga in</a>`, login: strings.ReplaceAll(plainForm, "Log in", "Logga in"), me: strings.ReplaceAll(plainOut, "Log out", "Logga ut")},
	"a company before the user":                        {home: `<a href=login>Log in</a>`, login: `<form method=post action=in><label>Company name <input name=org value=acme></label><label>User name <input name=user></label><input name=pass type=password><button>Log in</button></form>`, me: plainOut},
	"fields for programs only":                         {home: `<a href=login>Log in</a>`, login: `<form method=post action=in onsubmit="if (username.value || email.value) action = 'trap'"><div style="opacity:0"><input name=username></div><div style="height:0;overflow:hidden"><input name=email></div><input type=password style="opacity:0;height:0" tabindex=-1><input name=user><input name=pass type=password><button>Log in</button></form>`, me: plainOut},
	"components that hold one field each": {home: `<a href=login>Log in</a>`, login: `<my-form></my-form><script>
		const draw = (e, markup) => { e.attachShadow({mode: "open"}).innerHTML = markup; return e.shadowRoot }
		customElements.define("my-field", class extends HTMLElement { connectedCallback() { draw(this, "<input type=" + this.getAttribute("type") + ">") } get value() { return this.shadowRoot.firstChild.value } })
		customElements.define("my-form", class extends HTMLElement { connectedCallback() { const s = draw(this, "<my-field type=text></my-field><my-field type=password></my-field><button>Log in</button>")
			s.lastChild.onclick = () => fetch("in", {method: "POST", body: new URLSearchParams({user: s.children[0].value, pass: s.children[1].value})}) } })</script>`, me: plainOut},
	"a toggle beside the field, without a form": {home: `<a href=login>Log in</a>`, login: `<div><div><input id=u></div><div><input id=p type=password><button aria-label=Show>o</button></div><div><button onclick="fetch('in', {method: 'POST', body: new URLSearchParams({user: u.value, pass: p.value})})">Log in</button></div></div>`, me: plainOut},
	"a page that asks in its own words":         {home: `<a href=login>Log in</a>`, login: plainForm, me: `<a href=out>Sign out</a>`, confirm: `<h1>Sign out?</h1><form method=post action=out><button>Yes, end it</button> <a href=me>Cancel</a></form><button onclick="fetch('trap')">Accept</button>`},
	"a dialog that asks once more":              {home: `<a href=login>Log in</a>`, login: plainForm, me: `<button onclick="d.showModal()">Log out</button><dialog id=d>Log out now?<button onclick="d.close()">Cancel</button><button onclick="fetch('out', {method: 'POST'}).then(() => location = '.')">OK</button></dialog>`},
	"a passkey first":                           {home: `<a href=login>Sign in</a>`, login: `<h1>Sign in</h1><div id=k><button onclick="fetch('trap')">Sign in with a passkey</button><button onclick="k.hidden = true; f.hidden = false">Use password instead</button></div><div id=f hidden>` + plainForm + `</div>`, me: plainOut},
	"a page that draws very late":               {home: `<a href=login>Log in</a>`, login: `<header>Shop</header><div id=app></div><script>setTimeout(() => app.innerHTML = '` + plainForm + `', 3500)</script>`, me: plainOut},
	"in Japanese":                               {home: `<a href=login>ログイン</a>`, login: strings.ReplaceAll(plainForm, "Log in", "ログイン"), me: strings.ReplaceAll(plainOut, "Log out", "ログアウト")},
	"a button that is disabled":                 {home: `<a href=login>Log in</a>`, login: strings.ReplaceAll(plainForm, "<button", "<button disabled"), unusable: "is disabled"},
	"a one-time code without a secret":          {home: `<a href=login>Log in</a>`, login: plainForm, code: `<form method=post action=code><input name=code autocomplete=one-time-code><button>Verify</button></form>`, unusable: "asks for a one-time code"},
	"a closed shadow root": {home: `<a href=login>Log in</a>`, login: `<my-form></my-form><script>customElements.define("my-form", class extends HTMLElement {
		connectedCallback() { this.attachShadow({mode: "closed"}).innerHTML = '` + plainForm + `' } })</script>`, unusable: "no page with a login form"},
	"a sign-up alone": {home: `<form method=post action=trap><h1>Register</h1><input name=user><input name=pass type=password><button>Create account</button></form>`, unusable: "no page with a login form"},
}
