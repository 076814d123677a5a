// What checks documents for the page on a site: refrain itself, in a worker of the page. Once it is
// loaded, nothing is asked of any server.
"use strict";

const backend = (() => {
	let worker = null;
	let ready = null; // a promise that refrain is loaded
	let calls = new Map(); // that are not answered, by their number
	let last = 0;
	let reading = ""; // the document at hand
	let tell = () => {};

	const status = document.createElement("p");
	status.id = "loading";
	status.className = "quiet";
	const bar = document.createElement("progress");
	bar.setAttribute("aria-label", "refrain is loaded");
	const words = document.createElement("span");
	words.setAttribute("role", "status");
	status.append(words, bar);
	document.querySelector("header").after(status);

	const megabytes = (n) => (n / 1e6).toFixed(1);

	function start() {
		const w = worker = new Worker("worker.js");
		status.hidden = false;
		words.textContent = "Loading refrain, once. After that this page works without a network. ";
		bar.removeAttribute("value");
		ready = new Promise((resolve, reject) => {
			w.onmessage = ({ data }) => {
				if (data.loading) {
					bar.max = data.loading.of;
					bar.value = data.loading.got;
					bar.title = `${megabytes(data.loading.got)} of ${megabytes(data.loading.of)} MB`;
				} else if (data.ready) {
					status.hidden = true;
					resolve();
				} else if (data.failed) {
					status.hidden = true;
					reject(new Error("refrain cannot be loaded: " + data.failed + ". Load the page again when there is a network."));
				} else if (data.ended) {
					broke();
				} else {
					answered(data);
				}
			};
			w.onerror = (e) => {
				e.preventDefault();
				reject(new Error("refrain cannot be started in this browser: " + e.message));
				broke();
			};
		});
		ready.catch(() => {}); // Whoever waits for it says so.
	}

	function answered({ id, event, error, result, content }) {
		const call = calls.get(id);
		if (!call) return;
		if (event) return call.say(event);
		calls.delete(id);
		if (error !== undefined) call.reject(new Error(error));
		else call.resolve({ result, content });
	}

	// end ends the worker and all that it was asked for, and starts another.
	function end(why) {
		worker.terminate();
		const open = calls;
		calls = new Map();
		start();
		for (const call of open.values()) call.reject(why);
	}

	let breaks = 0;

	// broke says that the worker has ended by itself.
	function broke() {
		const where = reading ? ` It was reading ${reading}: leave that document out, or check it with the program.` : "";
		if (++breaks > 5) {
			tell("refrain broke off again and again." + where + " Load the page again.");
			return;
		}
		const why = new Error("refrain broke off and was started again; what was checked before is not held any more." + where);
		end(why);
		reading = "";
		tell(why.message);
	}

	async function ask(what, argument = "", files = [], say = () => {}) {
		await ready;
		const id = ++last;
		return new Promise((resolve, reject) => {
			calls.set(id, { resolve, reject, say });
			worker.postMessage({ id, what, argument, files }, files.map((f) => f.buffer));
		});
	}

	const stopped = () => new DOMException("", "AbortError");

	// patience is how long a check may take to stop, in milliseconds. The engine hears of it between
	// two documents.
	const patience = 3000;

	const report = async (id, what, speaker) => {
		const { result, content } = await ask("report", JSON.stringify({ id, what, speaker }));
		return { name: result.name, blob: new Blob([content], { type: result.media }) };
	};

	let shown = "";

	start();
	if (navigator.serviceWorker && isSecureContext) {
		navigator.serviceWorker.register("offline.js").catch(() => { /* the page works while there is a network */ });
	}

	return {
		about: async () => (await ask("about")).result,

		sending: (files) => `Handing ${files} to refrain in this page …`,

		async *check(settings, documents, signal) {
			const most = 64 << 20;
			if (documents.reduce((sum, d) => sum + d.content.size, 0) > most) {
				throw new Error("One check in the browser reads at most 64 MiB. Choose fewer documents, or use the program.");
			}
			const files = [];
			for (const d of documents) files.push(new Uint8Array(await d.content.arrayBuffer()));
			const events = [];
			let wake = () => {};
			let names = [];
			let over = null; // how the check ended: an error, or true
			const finish = (how) => { over ||= how; wake(); };
			let timer = 0;
			const abort = () => {
				worker.postMessage({ id: ++last, what: "stop", argument: "" });
				timer = setTimeout(() => {
					if (over) return;
					reading = "";
					end(stopped());
					tell("Stopped by starting refrain again; what was checked before is not held any more.");
				}, patience);
			};
			signal.addEventListener("abort", abort);
			const argument = JSON.stringify({ settings, documents: documents.map((d) => ({ name: d.name, found: d.part === "found" })) });
			ask("check", argument, files, (event) => {
				if (event.files) names = event.files;
				if (event.begun !== undefined) reading = names[event.begun];
				events.push(event);
				wake();
			}).then(() => finish(true), finish);
			try {
				for (;;) {
					while (events.length) {
						const event = events.shift();
						if (event.error && signal.aborted) throw stopped();
						yield event;
					}
					if (over) break;
					await new Promise((resolve) => { wake = resolve; });
				}
				if (over !== true) throw over;
			} finally {
				reading = "";
				clearTimeout(timer);
				signal.removeEventListener("abort", abort);
			}
		},

		list: async () => (await ask("list")).result,

		forget: (id) => ask("forget", id),

		address: (id, what, speaker) => "#" + [id, what, speaker].map(encodeURIComponent).join("/"),

		async shown(id, what, speaker) {
			const { blob } = await report(id, what, speaker);
			URL.revokeObjectURL(shown);
			return shown = URL.createObjectURL(blob);
		},

		file: (address) => report(...address.slice(address.indexOf("#") + 1).split("/").map(decodeURIComponent)),

		failure: (err) => err.message,

		ends(say) { tell = say; },
	};
})();
