// What is asked of a page. It runs in a world of its own, where the page has replaced nothing.
(() => {
	// The document, the open shadow roots in it, and the frames of the same origin.
	const within = function* (root) {
		yield root;
		for (const e of root.querySelectorAll("*")) {
			if (e.shadowRoot) yield* within(e.shadowRoot);
			if (e.localName !== "iframe" && e.localName !== "frame") continue;
			let inner = null;
			try { inner = e.contentDocument; } catch {}
			if (inner?.documentElement) yield* within(inner);
		}
	};
	const places = [...within(document)];
	const all = s => places.flatMap(place => [...place.querySelectorAll(s)]);
	const windowOf = e => e.ownerDocument.defaultView;
	// The elements in a part of the page, in the order in which they are drawn, with those in shadow roots and frames.
	const composed = function* (root) {
		for (const e of root.querySelectorAll("*")) {
			yield e;
			let inner = e.shadowRoot;
			try { inner ??= /^i?frame$/.test(e.localName) ? e.contentDocument : null; } catch {}
			if (inner) yield* composed(inner);
		}
	};
	const inside = (scope, s) => [...composed(scope)].filter(e => e.matches(s));

	// Whether a user sees an element: not what has no size, is inert, or stands outside the page.
	const shown = e => {
		if (!e.getClientRects().length || e.checkVisibility?.({visibilityProperty: true}) === false || e.closest("[inert]")) return false;
		const box = e.getBoundingClientRect(), view = windowOf(e);
		if (box.width < 2 || box.height < 2 || box.right + view.scrollX <= 0 || box.bottom + view.scrollY <= 0) return false;
		return !hides(e.getRootNode().host ?? view.frameElement);
	};
	// Whether what holds a shadow root or a frame hides it. It may have no size of its own.
	const hides = holder => !!holder && (holder.checkVisibility?.({visibilityProperty: true}) === false || !!holder.closest("[inert]") ||
		hides(holder.getRootNode().host ?? windowOf(holder).frameElement));

	// Words are compared without case, accents and punctuation. Those of scripts that separate nothing are found anywhere.
	const fold = text => String(text ?? "").replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
		.replace(/ł/g, "l").replace(/ı/g, "i").replace(/ß/g, "ss").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
	const words = Object.fromEntries(Object.entries(WORDS).map(([kind, list]) => [kind, list.map(fold)]));
	const unseparated = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}]/u;
	const has = (text, kind) => {
		const folded = " " + fold(text) + " ";
		return words[kind].some(w => folded.includes(unseparated.test(w) ? w : " " + w + " "));
	};
	const named = e => (e.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(id => id && e.getRootNode().getElementById?.(id)?.textContent).join(" ");
	const own = e => [e.id, e.name, e.getAttribute("autocomplete"), e.placeholder, e.title, e.getAttribute("aria-label"), named(e),
		...[...(e.labels ?? [])].map(l => l.textContent)].join(" ");
	// What an element says to its users, and what its author called it.
	const slotted = e => [...e.querySelectorAll("slot")].flatMap(slot => slot.assignedNodes({flatten: true})).map(n => n.textContent).join(" ");
	const said = e => [e.innerText || e.textContent, e.getRootNode().host ? slotted(e) : "", /^(button|submit|image|reset)$/.test(e.type) ? e.value : "", e.title, e.getAttribute("aria-label"), named(e), e.getAttribute("alt"),
		...[...e.querySelectorAll("[alt], [aria-label], svg title")].map(i => i.getAttribute("alt") ?? i.getAttribute("aria-label") ?? i.textContent)].join(" ");
	const called = e => [e.id, e.getAttribute("name"), e.getAttribute("href"), e.getAttribute("action"), e.getAttribute("formaction"), e.getAttribute("class"), e.getAttribute("data-testid")].join(" ");
	// How clearly an element is about something: 2 by what it says, 1 by what it is called, 0 not at all. A sentence says nothing.
	const longest = 60;
	const about = (e, kind) => said(e).trim().length <= longest && has(said(e), kind) ? 2 : has(called(e), kind) ? 1 : 0;

	// Whether a name may be another one on the next load.
	const drawn = value => /\d/.test(value) && /[0-9a-f]{6,}|\d{4,}|[A-Za-z]\d+[A-Za-z]+\d|:r/.test(value) || /^:/.test(value);
	// A selector that names one element, by what stays the same. " >>> " leads into a shadow root or a frame.
	const selector = e => {
		const root = e.getRootNode(), holder = root.host ?? root.defaultView?.frameElement;
		const prefix = holder ? selector(holder) + " >>> " : "";
		return prefix + inRoot(e, root);
	};
	const inRoot = (e, root) => {
		const unique = s => root.querySelectorAll(s).length === 1;
		if (e.id && !drawn(e.id) && unique("#" + CSS.escape(e.id))) return "#" + CSS.escape(e.id);
		const tag = e.localName;
		for (const attribute of ["name", "autocomplete", "action", "href", "type", "aria-label"]) {
			const value = e.getAttribute(attribute);
			if (!value || drawn(value)) continue;
			const s = tag + "[" + attribute + "=" + JSON.stringify(value) + "]";
			if (unique(s)) return s;
		}
		if (!e.parentElement) return tag;
		const among = [...e.parentElement.children].filter(c => c.localName === tag);
		return inRoot(e.parentElement, root) + " > " + tag + (among.length > 1 ? ":nth-of-type(" + (among.indexOf(e) + 1) + ")" : "");
	};
	// What assistive technology calls an element, and takes it for, as far as a recording needs it (accname 1.2, HTML-AAM 1.0).
	const squeezed = text => String(text ?? "").replace(/\s+/g, " ").trim();
	const namedByContent = /^(a|button|summary|option|li|td|th|h[1-6])$/; // a label names its field, not itself
	const accessibleName = e => [
		named(e), e.getAttribute("aria-label"), [...(e.labels ?? [])].map(l => l.textContent).join(" "),
		/^(submit|button|reset)$/.test(e.type) && e.localName === "input" ? e.value : "", e.getAttribute("alt"),
		namedByContent.test(e.localName) || e.hasAttribute("role") ? e.textContent : "", e.title, e.placeholder,
	].map(squeezed).find(text => text) ?? "";
	const roles = {a: "link", button: "button", select: "combobox", textarea: "textbox", option: "option", summary: "button", img: "img", form: "form", dialog: "dialog"};
	const inputRoles = {checkbox: "checkbox", radio: "radio", submit: "button", button: "button", image: "button", reset: "button", search: "searchbox", range: "slider", number: "spinbutton"};
	const roleOf = e => e.getAttribute("role") ?? (e.localName === "input" ? inputRoles[e.type] ?? "textbox" : /^h[1-6]$/.test(e.localName) ? "heading" : roles[e.localName] ?? "generic");
	// How the Recorder of Chrome's DevTools names elements, beside selectors of CSS.
	const below = root => [...root.querySelectorAll("*")];
	const queries = {
		aria: (root, s) => {
			const [, name, role] = /^([^]*?)(?:\[role="([^"]*)"\])?$/.exec(s);
			return (name.trim() || role) && below(root).find(e => (!role || roleOf(e) === role) && (!name.trim() || accessibleName(e) === squeezed(name)) && shown(e));
		},
		text: (root, s) => {
			const holds = e => (/^(submit|button)$/.test(e.type) && e.localName === "input" ? e.value : e.textContent).includes(s);
			return below(root).find(e => !/^(script|style|template|title|head|html|body)$/.test(e.localName) && holds(e) && ![...e.children].some(holds) && shown(e));
		},
		xpath: (root, s) => {
			try { return (root.ownerDocument ?? root).evaluate(s, root, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue; } catch { return null; }
		},
		pierce: (root, s) => [...within(root)].map(place => place.querySelector(s)).find(e => e),
	};
	const query = (root, s) => {
		const [, kind, rest] = /^(aria|text|xpath|pierce)\/([^]*)$/.exec(s) ?? [];
		const e = kind ? queries[kind](root, rest) : root.querySelector(s);
		return e?.nodeType === Node.ELEMENT_NODE ? e : null;
	};
	const find = s => {
		let root = document, e = null;
		const steps = s.split(" >>> ");
		for (const step of steps) {
			e = root ? query(root, step) : null;
			root = e?.shadowRoot ?? (/^i?frame$/.test(e?.localName) ? e.contentDocument : e);
		}
		if (e || steps.length > 1) return e;
		for (const place of places) if ((e = query(place, s))) return e;
		return null;
	};

	const texts = new Set(["", "text", "email", "tel", "search", "number", "url"]);
	const clickable = "button, input[type=submit], input[type=image], input[type=button], [role=button]";
	// What a field without a form belongs to: a part of the page, or what holds a button that sends it. A component may hold the field alone.
	const scopeOf = e => {
		for (let n = e.form ? null : e; n; n = n.parentNode ?? n.host) {
			if (n !== e && n.matches?.("form, main, section, dialog, [role=dialog], body")) return n;
			if ((n.localName === "div" || n.host) && submitOf(n)) return n;
		}
		return e.form ?? e.getRootNode();
	};
	// Whether a field is there for programs only: nobody who sees the page is meant to fill it in.
	const decoy = e => {
		if (e.tabIndex < 0 || e.closest("[aria-hidden=true]") || e.checkVisibility?.({opacityProperty: true}) === false) return true;
		for (let p = e.parentElement; p; p = p.parentElement) {
			const box = p.getBoundingClientRect();
			if ((box.width < 2 || box.height < 2) && getComputedStyle(p).overflow !== "visible" && getComputedStyle(p).display !== "contents") return true;
		}
		return false;
	};
	const genuine = fields => fields.some(f => !decoy(f)) ? fields.filter(f => !decoy(f)) : fields;
	// The button that sends a form: what it says counts more than what it is called. It is none that shows the password.
	const submitOf = scope => {
		const buttons = inside(scope, clickable).filter(b => shown(b) && b.type !== "reset" && !has(said(b), "changing") && !has(said(b), "joining"));
		const others = buttons.filter(b => !((b.type !== "submit" || !b.form) && (has(said(b), "showing") || has(called(b), "showing"))) && b.getAttribute("aria-haspopup") === null);
		const ours = others.filter(b => !has(said(b), "through"));
		return ours.find(b => about(b, "entering") === 2) ?? ours.find(b => b.type === "submit" && b.form) ?? ours.find(b => about(b, "entering")) ??
			ours.find(b => has(said(b), "next")) ?? ours[0] ?? others[0];
	};
	const headings = scope => inside(scope, "h1, h2, h3, legend").map(h => h.textContent).join(" ");
	// The field for the user's name, of those before the password. One for the company is none.
	const userOf = before => {
		const fields = genuine(before), personal = fields.filter(f => !has(own(f), "organizations"));
		return fields.find(f => /username|email/.test(f.autocomplete)) ?? personal.find(f => has(own(f), "user")) ?? personal.at(-1) ?? fields.at(-1) ?? null;
	};
	const formOf = (scope, user, password, submit) => {
		const remember = inside(scope, "input[type=checkbox]").find(b => has(own(b), "remembering"));
		return {
			user: user ? selector(user) : "", password: password ? selector(password) : "", submit: submit ? selector(submit) : "",
			remember: remember ? selector(remember) : "",
		};
	};
	// How likely a form is one that logs in. A form that makes an account, or changes a password, is none, nor one that let nobody in.
	const loginForms = spent => {
		const found = [];
		for (const password of all("input[type=password]")) {
			if (!shown(password) || password.disabled || password.autocomplete === "one-time-code") continue;
			if (spent.includes(location.origin + location.pathname + " " + selector(password))) continue;
			const scope = scopeOf(password);
			const fields = inside(scope, "input").filter(shown);
			const passwords = genuine(fields.filter(f => f.type === "password"));
			if (passwords.length !== 1 || passwords[0] !== password) continue;
			const before = fields.slice(0, fields.indexOf(password)).filter(f => texts.has(f.type));
			const submit = submitOf(scope);
			const enters = submit ? about(submit, "entering") : 0;
			const joins = inside(scope, clickable).some(b => shown(b) && b.type === "submit" && about(b, "joining") === 2) || has(headings(scope), "joining") ||
				!enters && (has(scope.getAttribute?.("action"), "joining") || has(headings(document), "joining") || has(location.pathname, "joining"));
			const changes = has(headings(scope), "changing") || password.autocomplete === "new-password" && !enters;
			if (joins || changes || before.length > 3 && enters < 2) continue;
			found.push({points: 2 * enters + (before.length > 0) + (password.autocomplete === "current-password"), form: formOf(scope, userOf(before), password, submit)});
		}
		return found.sort((a, b) => b.points - a.points).map(f => f.form);
	};
	// A form that asks for the user name alone, and for the password on its next page.
	const identifierForm = () => {
		if (![document.title, headings(document), location.pathname, location.hash].some(t => has(t, "entering"))) return null;
		for (const user of all("input")) {
			if (!shown(user) || !texts.has(user.type) || user.type === "search" || !(/username|email/.test(user.autocomplete) || has(own(user), "user"))) continue;
			const scope = scopeOf(user), submit = submitOf(scope);
			if (genuine(inside(scope, "input").filter(f => shown(f) && texts.has(f.type))).some(f => f !== user)) continue;
			if (!submit || !(about(submit, "entering") || has(said(submit), "next"))) continue;
			return formOf(scope, user, null, submit);
		}
		return null;
	};
	const loginForm = spent => loginForms(spent)[0] ?? (all("input[type=password]").some(shown) ? null : identifierForm());

	// The ways out, the one that is seen and says so first.
	const logout = () => {
		const found = [];
		const add = (e, kind, way) => {
			const clear = Math.max(about(e, "leaving"), way.clear ?? 0);
			if (!clear) return;
			const points = (shown(e) ? 8 : 0) + 2 * clear + kind - (has(said(e), "others") ? 16 : 0);
			found.push({points, way: {way: way.way, method: way.method, url: way.url, selector: selector(e), shown: shown(e)}});
		};
		for (const form of all("form")) {
			if (form.querySelector("input[type=password]")) continue;
			const buttons = [...form.querySelectorAll("button, input[type=submit], input[type=image]")];
			const button = buttons.find(b => about(b, "leaving") === 2) ?? buttons.find(b => about(b, "leaving")) ?? (has(called(form), "leaving") ? buttons[0] : null);
			if (!button && !has(called(form), "leaving")) continue;
			const action = button?.getAttribute("formaction") ? button.formAction : form.getAttribute("action") ? new URL(form.getAttribute("action"), document.baseURI).href : location.href;
			add(button ?? form, 1.5, {way: "form", method: (button?.getAttribute("formmethod") ?? form.method).toUpperCase(), url: action, clear: 1});
		}
		for (const link of all("a[href]")) if (/^https?:/.test(link.href) && link.origin + link.pathname + link.search !== location.origin + location.pathname + location.search)
			add(link, 1, {way: "link", method: "GET", url: link.href});
		for (const e of all("button, [role=button], [role=menuitem], [role=link], a, summary, li[onclick], li[tabindex], div[onclick], span[onclick], [role=option]"))
			if (!(e.localName === "a" && /^https?:/.test(e.href) && e.origin + e.pathname + e.search !== location.origin + location.pathname + location.search) && !(e.form && e.type === "submit") && !e.querySelector("button, a, [role=menuitem]"))
				add(e, 0.5, {way: "button", method: "", url: ""});
		return found.sort((a, b) => b.points - a.points).map(f => f.way)[0] ?? null;
	};

	// The button that says yes to a page or a dialog that asks whether one wants to leave.
	const confirmation = () => {
		const modal = "dialog, [role=dialog], [role=alertdialog], [aria-modal=true]";
		const asks = text => text.split("\n").some(l => /[?？؟]/.test(l) && has(l, "leaving"));
		const page = [document.title, headings(document), location.pathname].some(t => has(t, "leaving")) || asks(document.body?.innerText ?? "");
		const found = [];
		for (const e of all(clickable + ", a[href]")) {
			const box = e.closest(modal), link = e.localName === "a";
			const yes = has(said(e), "confirming"), leaves = !link && about(e, "leaving") === 2;
			if (!(yes || leaves) || !shown(e) || e.disabled || said(e).trim().length > longest || has(said(e), "staying")) continue;
			if (!(box ? has(box.innerText, "leaving") : page) || e.form?.querySelector("input[type=password], input[type=text], input[type=email]")) continue;
			found.push({points: (box ? 4 : 0) + (leaves ? 2 : 0) + (e.form ? 1 : 0), e});
		}
		const [best] = found.sort((a, b) => b.points - a.points);
		return best ? selector(best.e) : "";
	};

	// The button that leads on from a page between the login and the application: it declines what the page offers, such as to trust the
	// browser, or ends the session that the user has elsewhere. A page with more on it or with a field to fill in is none, and what a page with a
	// way out asks is its own business.
	// On a provider's page it is the one that lets the application have what it asks for.
	const passage = provider => {
		const buttons = all(clickable + ", a[href]:not([href^='#'])").filter(b => shown(b) && !b.disabled);
		if (!buttons.length || buttons.length > 6 || all("input, textarea").some(f => shown(f) && (texts.has(f.type) || f.type === "password" || f.required))) return null;
		const text = document.body?.innerText ?? "";
		let best = (logout()?.shown ? null : buttons.find(b => words.declining.includes(fold(b.innerText || b.value)))) ??
			(text.length < 1000 && has(text, "elsewhere") ? buttons.find(b => b.localName !== "a" && has(said(b), "confirming") && !has(said(b), "staying")) : null);
		best ??= provider ? buttons.find(b => b.localName !== "a" && has(said(b), "granting") && !has(said(b), "staying")) : null;
		return best ? {button: squeezed(best.innerText || best.value), selector: selector(best)} : null;
	};

	// Whether something says that it leads to a login.
	const entry = () => all(clickable + ", summary, a, [role=link], [role=menuitem]").some(e => shown(e) && about(e, "entering") === 2);

	// What opens something on the page, and leads nowhere. What an icon without a word is about, only what it is called says.
	const openers = kinds => all("button, summary, [role=button], [role=tab], [aria-haspopup], a:not([href]), a[href^='#']").filter(e =>
		shown(e) && !e.disabled && !(e.form && e.type === "submit") && !(e.localName === "a" && /^https?:/.test(e.getAttribute("href") ?? "")) &&
		!(e.localName === "summary" && e.parentElement.open) && e.getAttribute("aria-expanded") !== "true").map(e => {
			const opens = e.hasAttribute("aria-haspopup") || e.hasAttribute("aria-expanded") || e.localName === "summary";
			const elsewhere = has(said(e), "through") && !has(said(e), "typing");
			const tab = kinds.includes("tabs") && e.getAttribute("role") === "tab" && e.getAttribute("aria-selected") !== "true" && !has(said(e), "joining");
			return {e, points: Math.max(tab ? 2 : 0, ...kinds.map(k => words[k] ? about(e, k) : 0)) + (opens ? 1 : 0) - (elsewhere ? 0.5 : 0), opens};
		}).filter(o => o.points > 0 && (o.opens || o.points > 1 || !said(o.e).trim())).sort((a, b) => b.points - a.points).slice(0, 6).map(({e, opens}) =>
			({selector: selector(e), text: said(e).replace(/\s+/g, " ").trim().slice(0, 100), marks: [e.id, ...e.classList].filter(m => m), opens}));

	// What covers the middle of an element, if anything does.
	const coverOf = e => {
		e.scrollIntoView({block: "center"});
		const box = e.getBoundingClientRect(), top = e.getRootNode().elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
		return !top || top === e || e.contains(top) || top.contains(e) || [...(e.labels ?? [])].some(l => l.contains(top)) ? null : top;
	};
	// A banner that asks about cookies, and its answer: the refusal, where it offers one.
	const banner = () => {
		const buttons = all(clickable + ", a[href^='#'], a:not([href])").filter(b => shown(b) && said(b).trim().length <= longest);
		for (const kind of ["refusing", "accepting"])
			for (const b of buttons.filter(b => has(said(b), kind))) {
				const box = b.closest("dialog, [role=dialog], [role=alertdialog], [aria-modal]") ?? (() => {
					for (let e = b.parentElement; e && e !== e.ownerDocument.body; e = e.parentElement) if (/fixed|sticky|absolute/.test(getComputedStyle(e).position) || has(called(e), "consent")) return e;
				})();
				if (box && !box.querySelector("input[type=password]") && has(box.innerText + " " + called(box), "consent")) return {answer: kind, button: said(b).replace(/\s+/g, " ").trim(), selector: selector(b)};
			}
		return null;
	};

	// The fields that a one-time code goes into: one, or one for each digit. Without a guess only those that say so.
	const codeFields = guess => {
		const fields = all("input").filter(e => shown(e) && !e.disabled && /^(text|tel|number|password|)$/.test(e.type));
		const marked = fields.filter(e => /(^|\s)one-time-code(\s|$)/.test(e.getAttribute("autocomplete") ?? ""));
		const found = marked.length || !guess ? marked : fields.filter(e => has(own(e), "codes") &&
			(e.type !== "password" || !inside(scopeOf(e), "input").some(f => shown(f) && texts.has(f.type)))); // else it is the password that the user chose
		if (found[0]?.maxLength === 1) return fields.filter(e => e.maxLength === 1 && e.form === found[0].form);
		return found.slice(0, 1);
	};

	// Whether the page sends a form by itself, of which there is nothing to fill in, as a provider's answer is.
	const sending = () => {
		const [form, ...others] = document.forms;
		if (!form || others.length || form.querySelector("input:not([type=hidden]):not([type=submit]), select, textarea")) return false;
		return /\.submit\(/.test((document.body?.getAttribute("onload") ?? "") + [...document.scripts].map(s => s.src ? "" : s.text.slice(0, 1000)).join(" ")) && (document.body?.innerText ?? "").length < 300;
	};
	// Whether the page leads elsewhere by itself in a moment.
	const passing = () => sending() || [...document.querySelectorAll("meta[http-equiv=refresh i]")].some(m => {
		const [, seconds, url] = /^\s*(\d+)[\d.]*\s*[;,]\s*(?:url\s*=)?\s*["']?(.+?)["']?\s*$/i.exec(m.content) ?? [];
		return url && seconds <= 3 && URL.canParse(url, document.baseURI) && new URL(url, document.baseURI).href !== location.href;
	});

	// Whether the page is visibly still being built: nothing can be read, a form waits to be shown, or something says that it loads. So is
	// one that is only passed through.
	const unfinished = () => {
		if (passing()) return true;
		const scripts = document.scripts.length > 0;
		const text = (document.body?.innerText ?? "").trim();
		const content = all("input:not([type=hidden]), button, img, canvas, video, svg, a[href]").some(shown);
		const spinner = all("[aria-busy=true], [role=progressbar]").some(shown) || text.length < 200 && has(text, "loading");
		const waiting = all("input[type=password]");
		return scripts && (!text && !content || spinner || waiting.length > 0 && !waiting.some(shown));
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

	// What databases hold, as far as it is plain text, numbers and what is made of them: a key that cannot be read cannot be carried either.
	const asked = request => new Promise((done, failed) => {
		request.onsuccess = () => done(request.result);
		request.onerror = request.onblocked = () => failed(request.error);
	});
	const plain = v => v === null || v === undefined || /^(string|number|boolean)$/.test(typeof v) ||
		(Array.isArray(v) ? v.every(plain) : Object.prototype.toString.call(v) === "[object Object]" && Object.getPrototypeOf(v) === Object.prototype && Object.values(v).every(plain));
	const mostRecords = 200, largestDatabase = 200000;
	const databases = async () => {
		const all = [];
		for (const {name, version} of (await indexedDB.databases()).slice(0, 10)) {
			const db = await asked(indexedDB.open(name)), stores = [];
			for (const store of db.objectStoreNames) {
				const s = db.transaction(store).objectStore(store), keys = await asked(s.getAllKeys(null, mostRecords)), values = await asked(s.getAll(null, mostRecords));
				const indexes = [...s.indexNames].map(i => s.index(i)).map(i => ({name: i.name, path: i.keyPath, unique: i.unique, multiEntry: i.multiEntry}));
				const records = values.map((value, i) => ({key: keys[i], value})).filter(r => plain(r.key) && plain(r.value));
				stores.push({name: store, path: s.keyPath, increments: s.autoIncrement, indexes, records});
			}
			db.close();
			if (stores.some(s => s.records.length)) all.push({Name: name, Version: version, Stores: JSON.stringify(stores)});
		}
		return all.filter(d => d.Stores.length <= largestDatabase);
	};
	const fillDatabase = async ({Name, Version, Stores}) => {
		const stores = JSON.parse(Stores), request = indexedDB.open(Name, Version);
		request.onupgradeneeded = () => {
			for (const s of stores) {
				if (request.result.objectStoreNames.contains(s.name)) continue;
				const made = request.result.createObjectStore(s.name, {keyPath: s.path, autoIncrement: s.increments});
				for (const i of s.indexes) made.createIndex(i.name, i.path, {unique: i.unique, multiEntry: i.multiEntry});
			}
		};
		const db = await asked(request);
		for (const s of stores) {
			const into = db.transaction(s.name, "readwrite").objectStore(s.name);
			for (const r of s.records) await asked(s.path === null ? into.put(r.value, r.key) : into.put(r.value));
		}
		db.close();
	};

	return {
		look: ({selector, text, read, spent}) => ({
			url: location.href, title: cut(document.title, 300), password: all("input[type=password]").some(shown),
			logout: logout(), entry: entry(), form: loginForm(spent?.split("\n") ?? []), hidden: hidden(), unfinished: unfinished(),
			lines: [...new Set((document.body?.innerText ?? "").split("\n").map(l => l.trim()).filter(l => l).map(l => cut(l, 200)))].slice(0, 400),
			has: selector ? !!find(selector) : false,
			says: text ? (document.body?.innerText ?? "").includes(text) : false,
			read: read ? (e => e ? String(e.value ?? e.textContent).trim() : null)(find(read)) : null,
		}),
		entries: () => all("a[href]").map(a => [a, 2 * Math.max(about(a, "entering"), has(said(a), "typing") ? 2 : 0) + (about(a, "members") ? 1 : 0)]).filter(([, points]) => points)
			.sort(([, a], [, b]) => b - a).map(([a]) => ({url: a.href, says: about(a, "entering") === 2 || has(said(a), "typing")})).slice(0, 10),
		confirmation: () => confirmation(),
		passage: provider => passage(provider),
		openers: kinds => openers(kinds),
		banner: () => banner(),
		// Why an element cannot be used: "missing", "disabled" or "covered". Empty: it can.
		hindered: s => {
			const e = find(s);
			return !e ? "missing" : e.disabled || e.getAttribute("aria-disabled") === "true" ? "disabled" : coverOf(e) ? "covered" : "";
		},
		// Resolves when the page is finished and has been still for a moment, or after the longest time.
		ready: (rest, most) => new Promise(done => {
			const began = performance.now();
			let timer, changed = false;
			const observers = [];
			const end = () => { observers.forEach(o => o.disconnect()); clearTimeout(timer); done({changed, took: performance.now() - began}); };
			const still = () => unfinished() && performance.now() - began < most ? (timer = setTimeout(still, rest)) : end();
			const stir = () => { changed = true; clearTimeout(timer); timer = setTimeout(still, rest); };
			for (const place of places) { const o = new MutationObserver(stir); o.observe(place, {subtree: true, childList: true, attributes: true, characterData: true}); observers.push(o); }
			timer = setTimeout(still, rest);
			setTimeout(end, most);
		}),
		// Resolves when a script has drawn a way out, or after the longest time. Tells whether there is one.
		leaves: most => new Promise(done => {
			if (!document.scripts.length) return done(false);
			const observers = [];
			const end = found => { observers.forEach(o => o.disconnect()); done(found); };
			const look = () => { if (logout()) end(true); };
			for (const place of places) { const o = new MutationObserver(look); o.observe(place, {subtree: true, childList: true, attributes: true}); observers.push(o); }
			setTimeout(() => end(false), most);
		}),
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
			const e = find(s);
			if (!e) return "";
			e.scrollIntoView({block: "center"});
			windowOf(e).focus();
			e.focus();
			e.select?.();
			return e.localName + ":" + (e.type ?? "");
		},
		click: s => {
			const e = find(s);
			if (!e) return false;
			e.scrollIntoView({block: "center"});
			e.click();
			return true;
		},
		codeFields: guess => codeFields(guess).map(selector),
		// Sends the form of a field, unless a script did that when the last digit was there.
		sendCode: s => {
			const e = find(s);
			if (!e) return false;
			const button = [...(e.form?.elements ?? all("button"))].find(b => /^(submit|image)$/.test(b.type) && shown(b) && !b.disabled) ?? all("button").find(b => shown(b) && !b.disabled);
			if (button) button.click(); else e.form?.requestSubmit();
			return !!button || !!e.form;
		},
		tick: (s, wanted) => {
			const e = find(s);
			if (!e) return false;
			if (!!e.checked !== wanted) e.click();
			return !!e.checked;
		},
		submit: s => {
			const e = find(s);
			const form = e?.form ?? e?.closest("form") ?? (e?.localName === "form" ? e : null);
			if (!form) return false;
			form.requestSubmit();
			return true;
		},
		choose: (s, option) => {
			const e = find(s);
			const found = [...(e?.options ?? [])].find(o => o.value === option || o.label.trim() === option);
			if (!found) return false;
			e.value = found.value;
			e.dispatchEvent(new Event("input", {bubbles: true}));
			e.dispatchEvent(new Event("change", {bubbles: true}));
			return true;
		},
		exists: s => !!find(s),
		// The first selector that there is an element for. One that is none names no element.
		firstOf: all => all.find(s => { try { return find(s); } catch { return false; } }) ?? "",
		clickedTwice: s => !!find(s)?.dispatchEvent(new MouseEvent("dblclick", {bubbles: true, cancelable: true, detail: 2})),
		// What a field is for, as far as it says so itself: "user" by its type, "named" by its label or name.
		purpose: s => {
			const e = s ? find(s) : null;
			if (!e) return "";
			if (/(^|\s)one-time-code(\s|$)/.test(e.getAttribute("autocomplete") ?? "")) return "code";
			if (e.type === "password") return "password";
			if (!texts.has(e.type)) return "";
			return /username|email/.test(e.autocomplete) || e.type === "email" ? "user" : has(own(e), "codes") ? "code" : has(own(e), "user") ? "named" : "";
		},
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
		stored: async () => {
			const entries = area => {
				try { return Object.fromEntries(Object.keys(area()).map(key => [key, area().getItem(key)])); } catch { return {}; }
			};
			return {origin: location.origin, local: entries(() => localStorage), session: entries(() => sessionStorage), indexed: await databases().catch(() => [])};
		},
		store: async ({Local, Session, Indexed}) => {
			for (const [key, value] of Object.entries(Local ?? {})) localStorage.setItem(key, value);
			for (const [key, value] of Object.entries(Session ?? {})) sessionStorage.setItem(key, value);
			for (const database of Indexed ?? []) await fillDatabase(database).catch(() => {});
			return true;
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
