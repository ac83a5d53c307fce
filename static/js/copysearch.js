// The search page of a copy of the site, where no server answers: what can be found in a
// report is one file, loaded at the first key, and all of it is looked through.

"use strict";

{
	const most = 100; // places listed
	const room = 120; // characters of a long text
	const atOnce = 12; // reports looked through without a choice
	const input = document.getElementById("search-query");
	const answer = document.getElementById("copy-answer");
	const found = document.getElementById("copy-found");
	const asked = new URLSearchParams(location.search);
	const all = [...document.querySelectorAll("[data-words]")];
	const chosen = all.filter((r) => !asked.get("in") || r.dataset.key === asked.get("in"));
	let files = null;

	// fold makes what people type alike equal, as the server does.
	const fold = (text, plain) => {
		text = [...text.normalize("NFKC")].map((c) => plain.get(c) || c).join("").toLowerCase();
		return text
			.replace(/[(〔[]([0-9一二三四五六七八九十]+)[)〕\]]/g, ";$1;")
			.replace(/([0-9]),(?=[0-9]{3}(?![0-9]))/g, "$1")
			.replace(/["'\p{Zs}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Cf}]/gu, "");
	};

	// load gets what can be found, once.
	const load = () => {
		files = files || Promise.all(chosen.map((r) => fetch(r.dataset.words).then((got) => got.json()).then((file) => {
			const pairs = [...file.plain];
			file.map = new Map();
			pairs.slice(0, pairs.length / 2).forEach((from, i) => file.map.set(from, pairs[pairs.length / 2 + i]));
			file.entries = file.pages.flatMap(({ path, title, places = [] }) => {
				const entries = [{ href: file.base + path, text: title, title, key: fold(title, file.map), rank: 0 }];
				for (let i = 0; i < places.length; i += 2) {
					entries.push({ href: `${file.base}${path}#${places[i]}`, text: places[i + 1], title, key: fold(places[i + 1], file.map), rank: 1 });
				}
				return entries;
			});
			return file;
		})));
		return files;
	};

	const element = (name, className, ...children) => {
		const e = document.createElement(name);
		if (className) e.className = className;
		e.append(...children);
		return e;
	};

	// around is what stands about the words in a long text.
	const around = (text, query) => {
		const at = text.indexOf(query.split(/\s+/)[0]);
		const from = text.length > room && at > room / 2 ? at - room / 2 : 0;
		return (from ? "……" : "") + text.slice(from, from + room) + (from + room < text.length ? "……" : "");
	};

	const show = async () => {
		const query = input.value.trim();
		if (!query) {
			answer.textContent = "在页首的框里写下要找的词。";
			found.replaceChildren();
			return;
		}
		if (chosen.length > atOnce) {
			answer.textContent = "本站有多份报告，请先打开一份，再在它的页首检索。";
			return;
		}
		let got;
		try {
			got = await load();
		} catch {
			files = null;
			answer.textContent = "没有取到可检索的文字，请稍后再试。";
			return;
		}
		if (query !== input.value.trim()) return; // more was typed meanwhile
		const hits = got.flatMap((file) => {
			const words = query.split(/\s+/).map((word) => fold(word, file.map)).filter(Boolean);
			return file.entries
				.map((e) => ({ ...e, file, in: fold(e.title, file.map) + "\n" + e.key }))
				.filter((e) => words.length && words.every((w) => e.in.includes(w)) && words.some((w) => e.key.includes(w)));
		}).sort((a, b) => a.rank - b.rank);
		answer.textContent = hits.length ? `找到 ${hits.length} 处。` + (hits.length > most ? `列出前 ${most} 处，再加一个词，范围就小了。` : "") : "没有找到。";
		found.replaceChildren(element("ol", "", ...hits.slice(0, most).map((h) => {
			const link = element("a", "", h.title);
			link.href = h.href;
			const li = element("li", "hit", element("h3", "hit-title", link));
			if (h.rank) li.append(element("p", "hit-text", around(h.text, query)));
			if (chosen.length > 1) li.append(element("p", "hit-where", h.file.name));
			return li;
		})));
	};

	if (asked.get("q")) input.value = asked.get("q");
	input.addEventListener("input", show);
	document.querySelector(".search-box").addEventListener("submit", (event) => {
		event.preventDefault();
		show();
	});
	show();
}
