// Keeps the page, so that it opens without a network. The worker keeps refrain itself.
"use strict";

importScripts("parts.js");

self.addEventListener("install", (e) => {
	e.waitUntil(caches.open(parts.cache).then((kept) => kept.addAll(parts.files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (e) => {
	e.waitUntil((async () => {
		for (const name of await caches.keys()) {
			if (name.startsWith("refrain-") && name !== parts.cache) await caches.delete(name);
		}
		await self.clients.claim();
	})());
});

self.addEventListener("fetch", (e) => {
	const url = new URL(e.request.url);
	if (e.request.method !== "GET" || url.origin !== location.origin) return;
	e.respondWith(caches.open(parts.cache).then((kept) => kept.match(e.request, { ignoreSearch: true }))
		.then((answer) => answer || fetch(e.request)));
});
