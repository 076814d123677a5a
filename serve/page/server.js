// What checks documents for the page of refrain serve: the program that served it, and nobody else.
"use strict";

const backend = (() => {
	const tokenKey = "refrain-token";

	// The token is the part of the address after #, which browsers never send. It is taken out of the
	// address, so that a picture of the window does not show it.
	let token = location.hash.slice(1) || sessionStorage.getItem(tokenKey) || "";
	if (location.hash) history.replaceState(null, "", location.pathname);

	// A ticket stands in the place of the token once; the program that opens a browser uses one.
	async function enter() {
		if (token.startsWith("once.")) {
			const answer = await call("api/tickets", { method: "POST" });
			if (!answer.ok) throw new Error(await answer.text());
			token = await answer.json();
		}
		sessionStorage.setItem(tokenKey, token);
	}

	const call = (path, options = {}) =>
		fetch(path, { ...options, headers: { Authorization: "Bearer " + token }, cache: "no-store" });

	const failed = async (answer) => new Error(await answer.text());

	// lines yields the JSON values of an answer, a line each, as they come.
	async function* lines(body) {
		const reader = body.pipeThrough(new TextDecoderStream()).getReader();
		let rest = "";
		for (;;) {
			const { value, done } = await reader.read();
			if (done) return;
			const parts = (rest + value).split("\n");
			rest = parts.pop();
			for (const line of parts) yield JSON.parse(line);
		}
	}

	return {
		async about() {
			await enter();
			const answer = await call("api/about");
			if (!answer.ok) throw await failed(answer);
			return answer.json();
		},

		sending: (files) => `Sending ${files} to refrain on this machine …`,

		// check yields what the program says of a check while it goes on.
		async *check(settings, documents, signal) {
			const form = new FormData();
			form.append("settings", JSON.stringify(settings));
			for (const d of documents) form.append(d.part, d.content, d.name);
			const answer = await call("api/checks", { method: "POST", body: form, signal });
			if (!answer.ok) throw await failed(answer);
			yield* lines(answer.body);
		},

		async list() {
			const answer = await call("api/checks");
			return answer.ok ? answer.json() : [];
		},

		forget: (id) => call("api/checks/" + id, { method: "DELETE" }),

		// address is that of a report of a check, with the words of that speaker counted.
		address: (id, what, speaker) => `reports/${id}/${what}?speaker=` + encodeURIComponent(speaker),

		// shown is where a report can be looked at.
		shown(id, what, speaker) { return this.address(id, what, speaker); },

		// file fetches what is at an address.
		async file(address) {
			const answer = await call(address);
			if (!answer.ok) throw await failed(answer);
			const name = (answer.headers.get("Content-Disposition") || "").match(/filename\*=utf-8''([^;]+)|filename="?([^";]+)"?/i);
			return { name: name ? decodeURIComponent(name[1] || name[2]) : "report", blob: await answer.blob() };
		},

		failure: (err) =>
			err instanceof TypeError ? "refrain does not answer any more. Start it again, and open the address that it prints." : err.message,

		// ends tells the program that this page is open, since it ends some time after its last one is
		// closed, and tells the page when it has ended.
		async ends(tell) {
			try {
				const answer = await call("api/open");
				if (answer.ok) for await (const _ of answer.body) { /* it says nothing */ }
			} catch { /* below */ }
			tell("refrain has ended. Start it again, and open the address that it prints.");
		},
	};
})();
