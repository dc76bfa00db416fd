// The preview's own part of a page: what does not hold, over the page; a bar at its foot that tells of its files. It lives
// in a shadow tree beside the body, so that neither's styles reach the other.

// make makes an element. What people wrote goes in as text, never as HTML.
function make(name, attributes = {}, ...children) {
	const element = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) {
		if (value) element.setAttribute(key, value);
	}
	element.append(...children.filter((child) => child !== undefined && child !== ""));
	return element;
}

// opened links words to a file in the editor, where that can be done.
function opened(text, address) {
	return address ? make("a", { href: address, title: "Open in your editor" }, text) : make("span", {}, text);
}

function problem(p) {
	return make(
		"li",
		{},
		p.place ? make("p", { class: "place" }, opened(p.place, p.open)) : "",
		make("p", { class: "message" }, p.message),
		p.excerpt ? make("pre", { tabindex: "0" }, p.excerpt) : "",
		p.hint ? make("p", { class: "hint" }, p.hint) : "",
	);
}

// below tells what lies under the mistakes.
function below({ good, page }) {
	const goes = "This goes away when they are mended and saved.";
	if (!page) return goes;
	return (good ? "Below lies the last page without mistakes. " : "Below lies the page so far as it can be shown. ") + goes;
}

function counted(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function list(title, items) {
	return items.length ? make("section", {}, make("h2", {}, title), make("ul", {}, ...items)) : "";
}

export class Panel {
	#host = make("div", { id: "vitrin-preview" });
	#root = this.#host.attachShadow({ mode: "open" });
	#over = make("div", { class: "over", hidden: "hidden", role: "alert" });
	#bar = make("details", { class: "bar", hidden: "hidden" });
	#hidden = ""; // the mistakes that the reader has put aside, as text

	constructor() {
		this.#root.append(make("link", { rel: "stylesheet", href: "/.vitrin/panel.css" }), this.#over, this.#bar);
		document.documentElement.append(this.#host);
		addEventListener("keydown", (event) => event.key === "Escape" && this.#putAside());
	}

	// show tells what is to be told of the page and of the last load.
	show(told) {
		this.#showErrors(told);
		this.#showBar(told);
	}

	// lost tells that nobody answers.
	lost() {
		this.#bar.hidden = false;
		this.#bar.replaceChildren(make("summary", { class: "lost" }, "The preview has stopped. This page waits for it to come back."));
	}

	#putAside() {
		this.#hidden = this.#over.textContent;
		this.#over.hidden = true;
	}

	// loading tells that there is nothing to show yet.
	loading(read, total) {
		const words = total ? `${read} of ${total} files have been read.` : "Looking for files.";
		this.#bar.hidden = true;
		this.#over.hidden = false;
		this.#over.replaceChildren(make("div", { class: "sheet calm" }, make("h1", {}, "Reading the portfolio"), make("p", {}, words)));
	}

	#showErrors(told) {
		const { errors, trouble } = told;
		this.#over.hidden = !(errors.length || trouble);
		if (this.#over.hidden) {
			this.#over.replaceChildren();
			this.#hidden = "";
			return;
		}
		const title = errors.length ? counted(Math.max(told.mistakes, errors.length), "mistake") : "Trouble";
		const aside = make("button", { type: "button" }, "Look at the page");
		aside.onclick = () => this.#putAside();
		this.#over.replaceChildren(
			make(
				"div",
				{ class: "sheet" },
				make("header", {}, make("h1", {}, title), aside),
				trouble ? make("p", { class: "message" }, trouble) : "",
				make("ul", {}, ...errors.map(problem)),
				errors.length < told.mistakes ? make("p", { class: "note" }, `The first ${errors.length} are shown.`) : "",
				make("p", { class: "note" }, below(told)),
			),
		);
		if (this.#hidden === this.#over.textContent) this.#over.hidden = true;
	}

	#showBar({ warnings, warned, errors, mistakes, page }) {
		this.#bar.hidden = false;
		const sources = page?.sources ?? [];
		const missing = page?.missing ?? [];
		const linked = page?.linked ?? [];
		const parts = [sources.length ? sources[0].path : page ? "Made of the whole portfolio" : "No page of the site"];
		if (missing.length) parts.push(`${missing.length} missing`);
		if (warned) parts.push(counted(warned, "warning"));
		if (errors.length) parts.push(counted(Math.max(mistakes, errors.length), "mistake"));
		this.#bar.replaceChildren(
			make("summary", {}, parts.join(" · ")),
			make(
				"div",
				{ class: "sheet" },
				list("Written in", sources.map((s) => make("li", {}, opened(s.path, s.open), ` (${s.lang})`))),
				list("Missing", missing.map((words) => make("li", {}, words))),
				list("Linked from", linked.map((l) => make("li", {}, make("a", { href: l.href }, l.text)))),
				list("Warnings, of the whole site", warnings.map(problem)),
				page ? make("p", { class: "note" }, "Template: ", opened(page.template, page.open)) : "",
			),
		);
	}
}
