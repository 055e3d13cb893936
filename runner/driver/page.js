// What is asked of a page. It runs in a world of its own, where the page has replaced nothing.
(() => {
	const shown = e => e.getClientRects().length > 0;
	const own = e => [e.id, e.name, e.getAttribute("autocomplete"), e.placeholder, e.title, e.getAttribute("aria-label"),
		...[...(e.labels ?? [])].map(l => l.textContent)].join(" ").toLowerCase();
	const wording = e => [e.textContent, e.value, e.id, e.name, e.title, e.getAttribute("aria-label"), e.getAttribute("href"),
		e.getAttribute("action"), e.getAttribute("formaction")].join(" ").toLowerCase();
	const leaving = /(?<![a-z])log[-_ ]?(out|off)(?![a-z])|(?<![a-z])sign[-_ ]?(out|off)(?![a-z])|abmelden|ausloggen|d[ée]connexion|d[ée]connecter|cerrar sesi[óo]n|\besci\b|uitloggen/;
	const entering = /log[-_ ]?(in|on)\b|sign[-_ ]?in\b|anmelden|einloggen|connexion|iniciar sesi[óo]n|accedi|inloggen/;
	const account = /account|member|profile|dashboard|admin/;

	// The shortest selector that names one element.
	const selector = e => {
		const unique = s => document.querySelectorAll(s).length === 1;
		if (e.id && unique("#" + CSS.escape(e.id))) return "#" + CSS.escape(e.id);
		const tag = e.localName;
		for (const attribute of ["name", "action", "href", "type"]) {
			const value = e.getAttribute(attribute);
			const s = tag + "[" + attribute + "=" + JSON.stringify(value) + "]";
			if (value && unique(s)) return s;
		}
		if (!e.parentElement) return tag;
		const among = [...e.parentElement.children].filter(c => c.localName === tag);
		return selector(e.parentElement) + " > " + tag + (among.length > 1 ? ":nth-of-type(" + (among.indexOf(e) + 1) + ")" : "");
	};

	const texts = new Set(["", "text", "email", "tel", "search", "number", "url"]);
	const loginForm = () => {
		for (const password of document.querySelectorAll("input[type=password]")) {
			if (!shown(password)) continue;
			const scope = password.form ?? password.closest("form, main, section, div:has(button), body");
			const fields = [...scope.querySelectorAll("input")].filter(shown);
			if (fields.filter(f => f.type === "password").length !== 1 || password.autocomplete === "new-password") continue;
			const before = fields.filter(f => texts.has(f.type === "text" ? "" : f.type) &&
				password.compareDocumentPosition(f) & Node.DOCUMENT_POSITION_PRECEDING);
			const user = before.find(f => /username|email/.test(f.autocomplete)) ?? before.find(f => /user|mail|login|account|name/.test(own(f))) ?? before.at(-1);
			const buttons = [...scope.querySelectorAll("button, input[type=submit], input[type=image]")].filter(b => shown(b) && b.type !== "reset");
			const submit = buttons.find(b => entering.test(wording(b))) ?? buttons.find(b => b.type === "submit") ?? buttons[0];
			const remember = [...scope.querySelectorAll("input[type=checkbox]")].find(b => /remember|keep|stay|persist|angemeldet|souvenir/.test(own(b)));
			return {
				user: user ? selector(user) : "", password: selector(password), submit: submit ? selector(submit) : "",
				remember: remember ? selector(remember) : "",
			};
		}
		return null;
	};

	const logout = () => {
		for (const form of document.querySelectorAll("form")) {
			if (!leaving.test([form.id, form.className, form.getAttribute("action")].join(" ").toLowerCase()) &&
				![...form.querySelectorAll("button, input[type=submit]")].some(b => leaving.test(wording(b)))) continue;
			if (form.querySelector("input[type=password]")) continue;
			const button = [...form.querySelectorAll("button, input[type=submit]")].find(b => leaving.test(wording(b))) ?? form.querySelector("button, input[type=submit]");
			const action = button?.getAttribute("formaction") ? button.formAction : form.getAttribute("action") ? new URL(form.getAttribute("action"), document.baseURI).href : location.href;
			return {way: "form", method: (button?.getAttribute("formmethod") ?? form.method).toUpperCase(), url: action, selector: selector(button ?? form), shown: shown(button ?? form)};
		}
		for (const link of document.querySelectorAll("a[href]"))
			if (leaving.test(wording(link)) && /^https?:/.test(link.href))
				return {way: "link", method: "GET", url: link.href, selector: selector(link), shown: shown(link)};
		for (const button of document.querySelectorAll("button, [role=button], a:not([href])"))
			if (leaving.test(wording(button))) return {way: "button", method: "", url: "", selector: selector(button), shown: shown(button)};
		return null;
	};

	const hidden = () => {
		for (const field of document.querySelectorAll("input[type=hidden][name]"))
			if (/csrf|xsrf|token|nonce|authenticity/i.test(field.name) && field.value.length >= 8) return {name: field.name, value: field.value};
		return null;
	};

	// A word that was cut could be half a secret, which nobody would know.
	const cut = (text, most) => text.length > most ? text.slice(0, most).replace(/\S+$/, "…") : text;

	const storage = (area, of) => {
		try {
			return Object.keys(of).slice(0, 200).map(key => ({area, key, value: String(of.getItem(key)).slice(0, 20000)}));
		} catch {
			return [];
		}
	};

	return {
		look: ({selector, text, read}) => ({
			url: location.href, title: cut(document.title, 300), password: [...document.querySelectorAll("input[type=password]")].some(shown),
			logout: logout(), form: loginForm(), hidden: hidden(),
			lines: [...new Set((document.body?.innerText ?? "").split("\n").map(l => l.trim()).filter(l => l).map(l => cut(l, 200)))].slice(0, 400),
			has: selector ? !!document.querySelector(selector) : false,
			says: text ? (document.body?.innerText ?? "").includes(text) : false,
			read: read ? (e => e ? String(e.value ?? e.textContent).trim() : null)(document.querySelector(read)) : null,
		}),
		entries: () => [...document.querySelectorAll("a[href]")].filter(a => entering.test(wording(a)) || account.test(wording(a)))
			.sort((a, b) => entering.test(wording(b)) - entering.test(wording(a))).map(a => a.href).slice(0, 10),
		text: () => document.documentElement.innerText.slice(0, 2000000),
		kept: async () => {
			const all = [...storage("local", window.localStorage ?? {}), ...storage("session", window.sessionStorage ?? {})];
			try {
				for (const db of await indexedDB.databases()) all.push({area: "indexed", key: db.name, value: ""});
			} catch {}
			return {markup: document.documentElement.outerHTML.slice(0, 2000000), kept: all};
		},
		// The field has the focus, and what is in it is selected, so that what is typed replaces it.
		focus: s => {
			const e = document.querySelector(s);
			if (!e) return "";
			e.scrollIntoView({block: "center"});
			e.focus();
			e.select?.();
			return e.localName + ":" + (e.type ?? "");
		},
		click: s => {
			const e = document.querySelector(s);
			if (!e) return false;
			e.scrollIntoView({block: "center"});
			e.click();
			return true;
		},
		tick: (s, wanted) => {
			const e = document.querySelector(s);
			if (!e) return false;
			if (!!e.checked !== wanted) e.click();
			return !!e.checked;
		},
		submit: s => {
			const e = document.querySelector(s);
			const form = e?.form ?? e?.closest("form") ?? (e?.localName === "form" ? e : null);
			if (!form) return false;
			form.requestSubmit();
			return true;
		},
		choose: (s, option) => {
			const e = document.querySelector(s);
			const found = [...(e?.options ?? [])].find(o => o.value === option || o.label.trim() === option);
			if (!found) return false;
			e.value = found.value;
			e.dispatchEvent(new Event("input", {bubbles: true}));
			e.dispatchEvent(new Event("change", {bubbles: true}));
			return true;
		},
		exists: s => !!document.querySelector(s),
		image: url => new Promise(done => {
			const i = new Image();
			i.onload = i.onerror = () => done(true);
			i.src = url;
			setTimeout(() => done(true), 3000);
		}),
		forget: async () => {
			localStorage.clear();
			sessionStorage.clear();
			for (const db of await indexedDB.databases()) indexedDB.deleteDatabase(db.name);
			return true;
		},
		ask: url => fetch(url, {cache: "no-store", credentials: "include", mode: "no-cors"}).then(() => true, () => true),
		// Asks as often as it is told, each time as nobody, and stops where it is turned away.
		sample: async (url, times) => {
			for (let i = 0; i < times; i++) {
				try {
					const answer = await fetch(url, {
						credentials: "omit", cache: "no-store", redirect: "manual",
						headers: {Accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
					});
					if (answer.status === 429 || answer.status >= 500) return "answered " + answer.status;
					await answer.arrayBuffer();
				} catch (e) {
					return "no answer: " + cut(String(e.message), 100);
				}
			}
			return "";
		},
		put: entries => {
			for (const [key, value] of Object.entries(entries)) localStorage.setItem(key, value);
			return true;
		},
		complaint: () => {
			for (const s of ["[role=alert]", ".errorlist", ".errornote", ".error", ".alert", ".invalid-feedback", "[aria-invalid=true]", ".message", ".messages"])
				for (const e of document.querySelectorAll(s))
					if (shown(e) && e.innerText?.trim()) return cut(e.innerText.trim(), 300);
			return cut((document.body?.innerText ?? "").trim(), 300);
		},
		// What must not be on a picture goes. Tells whether it did: a text in pieces stays.
		blank: all => {
			const secrets = all.filter(s => s.trim());
			const clean = text => secrets.reduce((t, s) => t.split(s).join("[masked]"), text);
			const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
			for (let node; (node = walker.nextNode());) if (clean(node.data) !== node.data) node.data = clean(node.data);
			for (const e of document.querySelectorAll("input, textarea")) {
				if (e.type === "password") e.value = "";
				else if (clean(e.value) !== e.value) e.value = clean(e.value);
			}
			const left = document.documentElement.innerText.replaceAll("[masked]", "");
			return !secrets.some(s => left.includes(s));
		},
	};
})()
