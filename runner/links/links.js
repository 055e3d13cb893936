// The links of the page, for package links. It runs in a world of its own, where the page has replaced nothing.
(() => {
	const most = 1000, longest = 300;
	const text = s => String(s ?? "").replace(/\s+/g, " ").trim().slice(0, longest);
	const named = ids => (ids ?? "").split(/\s+/).map(id => id && document.getElementById(id)?.textContent).filter(t => t).join(" ");
	const asks = ["data-confirm", "data-turbo-confirm", "hx-confirm", "data-hx-confirm"];
	const symbols = a => [...a.querySelectorAll("i, span, svg, use, img")].slice(0, 20).flatMap(e =>
		[e.id, ...e.classList, e.getAttribute("href"), e.getAttribute("xlink:href"), (e.getAttribute("src") ?? "").startsWith("data:") ? "" : e.getAttribute("src")]);
	const link = a => ({
		url: String(a.href),
		text: text(a.textContent),
		name: text([a.getAttribute("aria-label"), named(a.getAttribute("aria-labelledby")), named(a.getAttribute("aria-describedby")),
			...[...a.querySelectorAll("[alt], [aria-label], [title], svg title")].map(e => e.getAttribute("alt") ?? e.getAttribute("aria-label") ?? e.getAttribute("title") ?? e.textContent)].join(" ")),
		title: text(a.title),
		rel: text(a.getAttribute("rel")),
		marks: [a.id, ...a.classList, ...symbols(a)].filter(m => m).map(text),
		attributes: Object.fromEntries([...[...a.attributes].filter(n => !["href", "id", "class", "rel", "title", "style"].includes(n.name)).map(n => [n.name.toLowerCase(), text(n.value)]),
			...asks.filter(n => a.closest("[" + n + "]")).map(n => [n, ""])]),
	});
	return [...document.querySelectorAll("a[href], area[href]")].slice(0, most).map(link);
})()
