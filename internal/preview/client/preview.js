// Keeps a previewed page as its files are: takes in the new page without losing the reader's place, and shows what
// does not hold, with the last good page below it.
import { Panel } from "./panel.js";

const script = document.querySelector("script[data-body]");
const panel = new Panel();
let body = script.dataset.body; // the hash of what is shown
let base; // the path of the site's root
let heard = {};
let running = false;
let again = false;

listen((event) => {
	if (event.lost) {
		heard = {}; // whoever comes back may have another page
		panel.lost();
		return;
	}
	if (event.number === 0) {
		panel.loading(event.read, event.total);
		return;
	}
	if (event.session === heard.session && event.number === heard.number) return;
	heard = event;
	update();
});

// listen hears of every load, through the worker that all tabs share where there are such workers.
function listen(hear) {
	if (!window.SharedWorker) {
		const events = new EventSource("/.vitrin/events");
		events.onmessage = (message) => hear(JSON.parse(message.data));
		events.onerror = () => hear({ lost: true });
		return;
	}
	let port;
	const join = () => {
		port = new SharedWorker("/.vitrin/worker.js").port;
		port.onmessage = (message) => hear(message.data);
	};
	addEventListener("pagehide", () => port.postMessage("goodbye"));
	addEventListener("pageshow", (event) => event.persisted && join());
	join();
}

// update takes in what is new. What comes while it runs is taken in once it is done.
async function update() {
	again = true;
	if (running) return;
	running = true;
	while (again) {
		again = false;
		try {
			await refresh();
		} catch {
			panel.lost(); // the server has gone; its return is an event
		}
	}
	running = false;
}

async function refresh() {
	const about = fetch("/.vitrin/about?page=" + encodeURIComponent(decodeURIComponent(location.pathname)));
	about.catch(() => {}); // told below, once the page is there
	const answer = await fetch(location.pathname + location.search);
	if (answer.redirected) {
		location.replace(answer.url); // to the path at which the site lies
		return;
	}
	const next = new DOMParser().parseFromString(await answer.text(), "text/html");
	const marks = next.querySelector("script[data-body]")?.dataset;
	const wrong = marks?.wrong && JSON.parse(marks.wrong);
	const nothingYet = answer.status === 503;
	if (marks && !wrong && !nothingYet) await show(next, marks.body);
	const told = await (await about).json();
	if (base && told.base !== base && location.pathname.startsWith(base)) {
		location.replace(told.base + location.pathname.slice(base.length)); // the site has moved to another path
		return;
	}
	base = told.base;
	if (wrong) told.errors.unshift(wrong);
	panel.show(told);
}

// show puts a page in the place of the one that is there, so far as it differs.
async function show(next, hash) {
	await swapStyles(next);
	document.title = next.title;
	for (const { name, value } of next.documentElement.attributes) document.documentElement.setAttribute(name, value);
	if (ownScripts(next) !== ownScripts(document) || (hash !== body && ownScripts(next))) {
		location.reload(); // a page's own scripts run as it is loaded, and not otherwise
		return;
	}
	if (hash === body) return;
	const place = { left: scrollX, top: scrollY, behavior: "instant" };
	const focused = document.activeElement?.id;
	const open = [...document.querySelectorAll("body details")].map((details) => details.open);
	document.body.replaceChildren(...next.body.childNodes);
	for (const { name, value } of next.body.attributes) document.body.setAttribute(name, value);
	document.querySelectorAll("body details").forEach((details, i) => i in open && (details.open = open[i]));
	if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
	scrollTo(place);
	body = hash;
}

// ownScripts names the scripts that a page has of its own; data for search engines is none.
function ownScripts(page) {
	const runs = (one) => !one.dataset.body && (!one.type || one.type === "module" || /javascript/.test(one.type));
	return [...page.scripts].filter(runs).map((one) => one.getAttribute("src") ?? one.text).join("\n");
}

// swapStyles puts new style sheets beside the old ones, and takes those away when the new ones are there.
async function swapStyles(next) {
	const sheets = (page) => [...page.querySelectorAll('link[rel~="stylesheet"]')];
	const old = sheets(document);
	const wanted = sheets(next);
	const has = (list, one) => list.some((other) => other.getAttribute("href") === one.getAttribute("href"));
	await Promise.all(
		wanted
			.filter((one) => !has(old, one))
			.map((one) => {
				const sheet = document.importNode(one);
				const loaded = new Promise((done) => (sheet.onload = sheet.onerror = done));
				(old.at(-1) ?? document.head.lastChild).after(sheet);
				return loaded;
			}),
	);
	for (const one of old) if (!has(wanted, one)) one.remove();
}
