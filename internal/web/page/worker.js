// Runs refrain apart from the page, so that the page stays alive whatever a document does.
"use strict";

importScripts("parts.js", "wasm_exec.js");

// engine returns refrain's WebAssembly: from what the browser keeps for this version, or from the
// server. A server that compresses is asked for the plain file; from any other the packed one is
// fetched, and unpacked here.
async function engine() {
	const kept = self.caches ? await caches.open(parts.cache).catch(() => null) : null;
	const names = [parts.engine, parts.engine + ".gz"];
	let answer;
	for (const name of names) answer ||= kept && await kept.match(name);
	let name = answer && names.find((n) => answer.url.endsWith(n));
	if (!answer) {
		const head = await fetch(names[0], { method: "HEAD" }).catch(() => null);
		name = names[head && head.ok && head.headers.get("Content-Encoding") ? 0 : 1];
		answer = await fetch(name);
		if (!answer.ok) throw new Error(`${name}: ${answer.status} ${answer.statusText}`);
		if (kept) kept.put(name, answer.clone()).catch(() => { /* a page that keeps nothing is loaded again */ });
	}
	const content = await counted(answer, name === names[0] ? parts.size : parts.packed);
	const head = new Uint8Array(await content.slice(0, 2).arrayBuffer());
	const packed = head[0] === 0x1f && head[1] === 0x8b; // Some servers say that it is packed, and browsers unpack it.
	const plain = packed ? content.stream().pipeThrough(new DecompressionStream("gzip")) : content.stream();
	return new Response(plain).arrayBuffer();
}

// counted reads an answer and says how far it is.
async function counted(answer, size) {
	const pieces = [];
	let got = 0;
	for (const reader = answer.body.getReader(); ;) {
		const { value, done } = await reader.read();
		if (done) return new Blob(pieces);
		pieces.push(value);
		got += value.length;
		postMessage({ loading: { got, of: Math.max(size, got) } });
	}
}

const ready = new Promise((resolve) => { self.refrainReady = resolve; });

async function begin() {
	const go = new Go();
	const { instance } = await WebAssembly.instantiate(await engine(), go.importObject);
	go.run(instance).then(() => postMessage({ ended: true }));
	await ready;
	postMessage({ ready: true });
}

onmessage = ({ data: { id, what, argument, files } }) => {
	self.refrain(what, argument, files || [],
		(event) => postMessage({ id, event: JSON.parse(event) }),
		(error, result, content) => {
			if (error !== null) return postMessage({ id, error });
			postMessage({ id, result: JSON.parse(result), content }, content ? [content.buffer] : []);
		});
};

begin().catch((err) => postMessage({ failed: err.message }));
