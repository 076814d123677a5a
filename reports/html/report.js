"use strict";
// The report can be read without this script. It adds filters, keys, and cards that are level with their words.
(() => {
	const form = document.getElementById("filters");
	if (!form) return;
	const cards = [...document.querySelectorAll(".card")].map((element) => ({ element, shown: true, words: [], ...element.dataset })).sort((a, b) => a.n - b.n);
	const links = [...document.querySelectorAll("a.f")].map((element) => {
		const own = element.dataset.n.split(" ").map((n) => cards[n - 1]);
		for (const card of own) card.words.push(element);
		return { element, own };
	});
	for (const row of document.querySelectorAll(".rows li")) cards[row.dataset.n - 1].row = row;
	const lists = [...document.querySelectorAll("details.of, details.rest")].map((element) => ({ element, open: element.open, rows: [...element.querySelectorAll("li[data-n]")] }));
	const sections = [...document.querySelectorAll("section.document")];
	const selects = [...form.querySelectorAll("select")];
	const search = document.getElementById("search");
	const shown = document.getElementById("shown");
	const wide = matchMedia("(min-width: 60.01rem)");
	let current = -1, narrowed = false;

	const text = (card) => (card.text ??= (card.element.textContent + (card.row ? card.row.textContent : "")).toLowerCase());

	function filter() {
		const wanted = selects.filter((s) => s.value !== "").map((s) => [s.name, s.value]);
		const words = search.value.trim().toLowerCase();
		let count = 0;
		for (const card of cards) {
			const shows = wanted.every(([name, value]) => card[name] === value) && (words === "" || text(card).includes(words));
			if (shows) count++;
			if (shows === card.shown) continue;
			card.shown = shows;
			card.element.hidden = !shows;
			if (card.row) card.row.hidden = !shows;
		}
		for (const link of links) link.element.classList.toggle("off", !link.own.some((card) => card.shown));
		const only = form.elements.document ? form.elements.document.value : "";
		for (const section of sections) section.hidden = only !== "" && section.dataset.document !== only;
		lay(count < cards.length);
		shown.value = `${count} of ${cards.length} findings shown`;
		for (const chunk of seen) align(chunk);
	}

	// lay opens the folded parts of the list that hold what a filter lets through, and folds them again without one.
	function lay(narrow) {
		if (!narrow && !narrowed) return;
		for (const list of lists) {
			if (!narrowed) list.open = list.element.open;
			const some = list.rows.some((row) => !row.hidden);
			list.element.hidden = narrow && !some;
			list.element.open = narrow ? some : list.open;
		}
		narrowed = narrow;
	}

	function mark(index) {
		if (current >= 0) for (const e of [cards[current].element, ...cards[current].words]) e.classList.remove("current");
		current = index;
		if (current >= 0) for (const e of [cards[current].element, ...cards[current].words]) e.classList.add("current");
	}

	function go(index) {
		const card = cards[index];
		mark(index);
		card.element.open = true;
		const place = wide.matches && card.words.length ? card.words[0] : card.element;
		place.scrollIntoView({ block: "center" });
		card.element.firstElementChild.focus({ preventScroll: true });
		try { history.replaceState(null, "", "#" + card.element.id); } catch { /* Some browsers forbid it for files. */ }
	}

	function step(by) {
		let i = current < 0 ? (by > 0 ? 0 : cards.length - 1) : current + by;
		while (i >= 0 && i < cards.length && !cards[i].shown) i += by;
		if (i >= 0 && i < cards.length) go(i);
	}

	// follow goes where the address points: to a card, also one that a filter hides.
	function follow() {
		const id = decodeURIComponent(location.hash.slice(1)).replace(/-w$/, "");
		const index = cards.findIndex((card) => card.element.id === id);
		if (index < 0) return;
		if (!cards[index].shown) {
			form.reset();
			filter();
		}
		cards[index].element.open = true;
		mark(index);
		if (location.hash.endsWith("-w")) cards[index].words[0]?.scrollIntoView({ block: "center" });
		else if (!(wide.matches && near(index))) cards[index].element.scrollIntoView({ block: "center" });
	}

	function near(index) {
		const box = cards[index].element.getBoundingClientRect();
		return box.top >= 0 && box.bottom <= innerHeight;
	}

	// align puts the cards of a chunk level with their words, as far as there is room, and never makes the chunk longer.
	function align(chunk) {
		const [words, column] = chunk.children;
		const own = [...column.children].filter((e) => !e.hidden);
		for (const e of own) e.style.marginTop = "";
		if (!wide.matches || own.length === 0) return;
		const gap = 6, top = words.getBoundingClientRect().top, room = words.offsetHeight;
		const heights = own.map((e) => e.offsetHeight);
		const places = own.map((e) => {
			const word = cards[e.dataset.n - 1].words[0];
			return word ? word.getBoundingClientRect().top - top : 0;
		});
		for (let i = 0, y = 0; i < own.length; i++) {
			places[i] = Math.max(places[i], y);
			y = places[i] + heights[i] + gap;
		}
		for (let i = own.length - 1, y = Math.max(room, heights.reduce((a, b) => a + b + gap, 0)); i >= 0; i--) {
			places[i] = Math.min(places[i], y - heights[i]);
			y = places[i] - gap;
		}
		for (let i = 0, y = 0; i < own.length; i++) {
			own[i].style.marginTop = Math.max(0, places[i] - y) + "px";
			own[i].style.marginBottom = "0";
			y = Math.max(places[i], y) + heights[i];
		}
	}
	const seen = new Set();
	const watch = new IntersectionObserver((entries) => {
		for (const e of entries) {
			if (e.isIntersecting) {
				seen.add(e.target);
				align(e.target);
			} else seen.delete(e.target);
		}
	}, { rootMargin: "50% 0px" });
	for (const chunk of document.querySelectorAll(".chunk")) if (chunk.querySelector(".card")) watch.observe(chunk);
	wide.addEventListener("change", () => seen.forEach(align));
	document.addEventListener("toggle", (e) => {
		const chunk = e.target.closest && e.target.closest(".chunk");
		if (chunk) align(chunk);
	}, true);

	// A quotation can be copied where the browser lets a page do so.
	if (navigator.clipboard) {
		for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
		document.addEventListener("click", async (e) => {
			if (!e.target.matches("button.copy")) return;
			const lines = [...e.target.previousElementSibling.children].map((line) => line.textContent);
			try {
				await navigator.clipboard.writeText(lines.join("\n"));
				e.target.textContent = "Copied";
			} catch {
				getSelection().selectAllChildren(e.target.previousElementSibling);
			}
		});
	}

	// The map shows which part of its document is on the screen.
	const maps = [...document.querySelectorAll(".map")].map((e) => ({ content: e.parentElement, view: e.querySelector(".view") }));
	let drawing = false;
	function draw() {
		drawing = false;
		for (const { content, view } of maps) {
			const box = content.getBoundingClientRect();
			const at = (y) => Math.min(1000, Math.max(0, 1000 * (y - box.top) / box.height));
			view.setAttribute("y", at(0));
			view.setAttribute("height", at(innerHeight) - at(0));
		}
	}
	if (maps.length) addEventListener("scroll", () => { if (!drawing) requestAnimationFrame(draw, drawing = true); }, { passive: true });

	form.addEventListener("input", filter);
	form.addEventListener("submit", (e) => e.preventDefault());
	document.getElementById("next").addEventListener("click", () => step(1));
	document.getElementById("previous").addEventListener("click", () => step(-1));
	document.addEventListener("keydown", (e) => {
		if (e.ctrlKey || e.metaKey || e.altKey) return;
		if (e.key === "Escape" && e.target === search) return search.blur();
		if (/^(INPUT|SELECT|TEXTAREA)$/.test(e.target.tagName)) return;
		if (e.key === "j") step(1);
		else if (e.key === "k") step(-1);
		else if (e.key === "/") {
			e.preventDefault();
			search.focus();
			search.select();
		}
	});
	addEventListener("hashchange", follow);
	// What is folded away must not be missing on paper.
	let folded = [];
	addEventListener("beforeprint", () => {
		folded = [...document.querySelectorAll("details:not([open])")];
		for (const d of folded) d.open = true;
	});
	addEventListener("afterprint", () => { for (const d of folded) d.open = false; });

	form.hidden = false;
	filter();
	if (location.hash) follow();
})();
