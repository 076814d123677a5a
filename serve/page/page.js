// The page. What checks documents is the object backend: server.js asks the program that served the
// page, and the page that an organisation puts on its own site has another that works within it.
"use strict";

const byId = (id) => document.getElementById(id);
let about = null;
let loaded = null; // the promise of it
let waiting = false; // for it, with documents
let running = null; // the AbortController of the check at work

function tell(text) {
	byId("message").textContent = text;
	byId("message").hidden = !text;
}

const many = (n, one, more = one + "s") => `${n.toLocaleString("en")} ${n === 1 ? one : more}`;

// element makes an element with text and attributes.
function element(name, text, attributes = {}) {
	const e = document.createElement(name);
	if (text) e.textContent = text;
	for (const [key, value] of Object.entries(attributes)) e.setAttribute(key, value);
	return e;
}

function option(value, text) {
	return element("option", text, { value });
}

// Settings.

function showSettings() {
	const d = about.defaults;
	if (about.from) {
		byId("from").textContent = "What is set here comes from " + about.from + ".";
		byId("from").hidden = false;
	}
	about.lexicons.forEach((l, i) => byId("lexicon").append(option(i, l.name)));
	byId("lexicons").hidden = about.lexicons.length < 2;
	byId("lexicon").value = d.lexicon;
	showLanguages();
	byId("lang").value = d.lang;
	byId("report-lang").append(option("", "that of the documents"), ...about.report_languages.map((l) => option(l.name, l.about)));
	byId("report-lang").value = d.report_lang;
	byId("advisory").checked = d.advisory;
	byId("speaker").value = d.speaker;
	byId("all-text").checked = d.all_text;
	const counted = d.count && d.count.length ? d.count : ["used"];
	for (const status of about.statuses) {
		const box = element("input", "", { type: "checkbox", value: status.name });
		box.checked = counted.includes(status.name);
		const label = element("label");
		label.append(box, ` ${status.name}: ${status.about}`);
		const line = element("p");
		line.append(label);
		byId("statuses").append(line);
	}
	for (const kind of about.kinds) byId("kind").append(option(kind.name, `${kind.name}: ${kind.about}`));
	byId("version").textContent = "refrain " + about.version;
}

function showLanguages() {
	const languages = about.lexicons[byId("lexicon").value].languages;
	byId("lang").replaceChildren(option("", "find it out"), ...languages.map((l) => option(l.name, l.about)));
}

const settings = () => ({
	lexicon: Number(byId("lexicon").value),
	lang: byId("lang").value,
	report_lang: byId("report-lang").value,
	advisory: byId("advisory").checked,
	all_text: byId("all-text").checked,
	speaker: byId("speaker").value.trim(),
	count: [...byId("statuses").querySelectorAll("input:checked")].map((box) => box.value),
});

// What is dropped or chosen: {part, name, content}, where part is "found" for what a folder holds.

const chosen = (files) =>
	[...files].map((f) => ({ part: f.webkitRelativePath ? "found" : "file", name: f.webkitRelativePath || f.name, content: f }));

async function dropped(transfer) {
	const entries = [...transfer.items].map((i) => i.webkitGetAsEntry && i.webkitGetAsEntry()).filter(Boolean);
	if (!entries.length) return chosen(transfer.files);
	const all = [];
	const walk = async (entry, part, path) => {
		if (about && all.length > about.most_files) return;
		if (entry.isFile) {
			const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
			all.push({ part, name: path + file.name, content: file });
			return;
		}
		const reader = entry.createReader();
		for (;;) { // It hands on a hundred at a time.
			const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
			if (!some.length) return;
			for (const e of some.sort((a, b) => (a.name < b.name ? -1 : 1))) {
				if (!e.name.startsWith(".")) await walk(e, "found", path + entry.name + "/");
			}
		}
	};
	for (const entry of entries) await walk(entry, "file", "");
	return all;
}

// A check.

// opened waits until documents can be checked, and reports whether they can.
async function opened() {
	waiting = true;
	tell("The documents are read as soon as refrain is loaded.");
	try {
		await loaded;
		return true;
	} catch {
		return false;
	} finally {
		waiting = false;
	}
}

async function check(documents) {
	if (running || waiting) return;
	if (!about && !await opened()) return;
	tell("");
	if (!documents.length) return tell("There is no file in it.");
	if (documents.length > about.most_files) {
		return tell(`One check reads at most ${many(about.most_files, "file")}. Use refrain check on the command line for more.`);
	}
	running = new AbortController();
	working(true);
	byId("state").textContent = backend.sending(many(documents.length, "file"));
	try {
		for await (const event of backend.check(settings(), documents, running.signal)) follow(event);
	} catch (err) {
		tell(err.name === "AbortError" ? "Stopped. Nothing of it is kept." : backend.failure(err));
	} finally {
		running = null;
		working(false);
	}
}

let rows = [];
let ended = 0;

function follow(event) {
	if (event.waits) byId("state").textContent = "Waiting for other checks …";
	if (event.files) {
		ended = 0;
		rows = event.files.map((name) => element("li", name));
		byId("reading").replaceChildren(...rows.slice(0, 200));
		byId("progress").max = rows.length;
		byId("state").textContent = `Reading ${many(rows.length, "document")} …`;
	}
	if (event.begun !== undefined) rows[event.begun].textContent += " …";
	if (event.ended) {
		const e = event.ended;
		const row = rows[e.index];
		row.textContent = row.textContent.replace(/ …$/, "") + ": " + words(e);
		byId("progress").value = ++ended;
		byId("state").textContent = `${ended} of ${many(rows.length, "document")} read`;
	}
	if (event.error) tell(event.error);
	if (event.done) {
		show(event.done);
		list();
	}
}

function words(e) {
	if (e.other) return "not a document, left out";
	const parts = [many(e.counts, "finding")];
	if (e.apart) parts.push(`${e.apart} not in its own voice`);
	if (e.gaps.length) parts.push("not read, or not fully: " + e.gaps.join("; "));
	return parts.join(", ");
}

function working(yes) {
	byId("work").hidden = !yes;
	if (yes) {
		byId("result").hidden = true;
		byId("reading").replaceChildren();
		byId("progress").value = 0;
		byId("progress").max = 1;
	}
	for (const b of document.querySelectorAll("#ask button")) b.disabled = yes;
}

// A result.

let current = null;

function show(s) {
	current = s;
	byId("result").hidden = false;
	byId("result-title").textContent = s.name;
	const parts = [`${many(s.counts, "finding")} in ${many(s.documents, "document")}`];
	if (s.apart) parts.push(`${many(s.apart, "other")} quoted, criticised or otherwise not in its own voice`);
	if (s.gaps) parts.push(`${many(s.gaps, "document")} not read, or not fully: the report says why`);
	if (s.others) parts.push(`${many(s.others, "file")} that are no documents, left out`);
	byId("found").textContent = parts.join(". ") + ".";
	const voices = s.speaker && !s.speakers.includes(s.speaker) ? [s.speaker, ...s.speakers] : s.speakers;
	byId("voices").hidden = !voices.length;
	byId("voice").replaceChildren(option("", "everybody's"), ...voices.map((name) => option(name, name)));
	byId("voice").value = s.speaker;
	byId("copies").hidden = !s.copies.length;
	byId("copy").replaceChildren(...s.copies.map((c) => option(c.number, c.name)));
	byId("versions").hidden = s.versions.length < 2;
	for (const id of ["old", "new"]) byId(id).replaceChildren(...s.versions.map((v) => option(v.number, v.name)));
	byId("new").selectedIndex = Math.min(1, s.versions.length - 1);
	view();
	byId("result").focus();
	document.title = "refrain: " + s.name;
}

// view shows the report, or two versions beside each other, and has all downloads say the same.
async function view(what = "view") {
	if (!current) return;
	links();
	try {
		byId("report").src = byId("open").href = await backend.shown(current.id, what, byId("voice").value);
	} catch (err) {
		tell(backend.failure(err));
	}
}

const comparison = (kind) => `compare/${byId("old").value}/${byId("new").value}/${kind}`;

function links() {
	if (!current) return;
	const address = (what) => backend.address(current.id, what, byId("voice").value);
	byId("download").href = address(byId("kind").value);
	if (current.copies.length) byId("save-copy").href = address("copies/" + byId("copy").value);
	if (current.versions.length > 1) byId("save-comparison").href = address(comparison("docx"));
}

async function list() {
	const checks = await backend.list();
	byId("history").hidden = !checks.length;
	byId("checks").replaceChildren(...checks.map((s) => {
		const line = element("li");
		const name = element("div", `${s.name}: ${many(s.counts, "finding")}`);
		if (current && current.id === s.id) name.setAttribute("aria-current", "true");
		const row = element("div", "", { class: "row" });
		const again = element("button", "Show", { type: "button", class: "plain", "aria-label": "Show the report on " + s.name });
		again.onclick = () => { show(s); list(); };
		const forget = element("button", "Forget", { type: "button", class: "plain", "aria-label": "Forget " + s.name });
		forget.onclick = async () => {
			await backend.forget(s.id);
			if (current && current.id === s.id) {
				current = null;
				byId("result").hidden = true;
				byId("report").removeAttribute("src");
			}
			list();
		};
		row.append(again, forget);
		line.append(name, row);
		return line;
	}));
}

// A download that fails is said on the page, instead of leaving it.
async function save(event) {
	event.preventDefault();
	const link = event.currentTarget;
	tell("");
	try {
		const { name, blob } = await backend.file(link.href);
		const url = URL.createObjectURL(blob);
		const a = element("a", "", { href: url, download: name });
		a.click();
		setTimeout(() => URL.revokeObjectURL(url), 60000);
	} catch (err) {
		tell(backend.failure(err));
	}
}

async function begin() {
	byId("choose").onclick = () => byId("files").click();
	byId("choose-folder").onclick = () => byId("folder").click();
	for (const id of ["files", "folder"]) {
		byId(id).onchange = (e) => {
			const documents = chosen(e.target.files);
			check(documents).then(() => { e.target.value = ""; });
		};
	}
	byId("paste").onsubmit = (e) => {
		e.preventDefault();
		const text = byId("text").value;
		if (!text.trim()) return tell("There is no text to check.");
		const html = /^\s*(<!doctype html|<html|<(p|div|article|section|h1)[\s>])/i.test(text);
		const title = text.trim().split("\n")[0].replace(/<[^>]*>/g, "").trim().slice(0, 40).replace(/[\\/]/g, " ") || "Pasted text";
		check([{ part: "file", name: title + (html ? ".html" : ".txt"), content: new Blob([text]) }]);
	};
	for (const kind of ["dragenter", "dragover"]) {
		addEventListener(kind, (e) => { e.preventDefault(); document.body.classList.add("over"); });
	}
	addEventListener("dragleave", (e) => { if (!e.relatedTarget) document.body.classList.remove("over"); });
	addEventListener("drop", async (e) => {
		e.preventDefault();
		document.body.classList.remove("over");
		try {
			check(await dropped(e.dataTransfer));
		} catch (err) {
			tell("What was dropped cannot be read: " + err.message);
		}
	});
	byId("stop").onclick = () => running && running.abort();
	for (const id of ["kind", "copy", "old", "new"]) byId(id).onchange = links;
	byId("voice").onchange = () => view();
	byId("compare").onclick = () => view(comparison("view"));
	byId("lexicon").onchange = showLanguages;
	for (const id of ["download", "save-copy", "save-comparison"]) byId(id).onclick = save;
	loaded = backend.about().then((a) => {
		about = a;
		showSettings();
	});
	try {
		await loaded;
	} catch (err) {
		return tell(backend.failure(err));
	}
	backend.ends(tell);
	list();
	document.body.dataset.ready = "true"; // What drives the page in tests waits for it.
}

begin();
