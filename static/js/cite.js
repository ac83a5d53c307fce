// Citing one place: a control beside a paragraph, a row, a field or an indicator,
// or a cell itself, opens a panel with the permanent address and the citation in
// each form, to be copied.
//
// How a citation is written stands in the page's own one, at the end of the page;
// here its slots are filled with words of the page, which places.js finds. The day
// on which the reader copies is added to what is copied and shown nowhere.
(() => {
	"use strict";

	const forms = document.querySelector(".citation .citation-forms");
	if (!forms) {
		return; // a page without a citation of its own, such as the print page
	}

	const margin = 8; // px between the panel and the window
	const gap = 6; // px between the panel and the place
	const smallest = 240; // px that the panel is high even where that covers the place

	const step = forms.querySelector("[data-slot=words]")?.dataset.step; // between those of a path

	function element(name, attributes, ...children) {
		const e = document.createElement(name);
		Object.entries(attributes).forEach(([attribute, value]) => e.setAttribute(attribute, value));
		e.append(...children);
		return e;
	}

	// ---- The forms of a citation.

	// fill puts a place into the slots of forms.
	function fill(forms, place) {
		for (const slot of forms.querySelectorAll("[data-slot=words]")) {
			const word = (w) => (Array.isArray(w) ? w.join(step) : w);
			slot.textContent = place.words.map(word).filter(Boolean).map((w) => slot.dataset.before + w).join("");
		}
		for (const slot of forms.querySelectorAll("[data-slot=address]")) {
			slot.append(`#${place.anchor}`);
			if (slot.href) {
				slot.href = `#${place.anchor}`;
			}
		}
		return forms;
	}

	// accessed is the text of a form with the reader's day in it.
	function accessed(form) {
		const copy = form.cloneNode(true);
		const now = new Date();
		const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
		for (const slot of copy.querySelectorAll("[data-slot=accessed]")) {
			slot.textContent = slot.dataset.before + day + slot.dataset.after;
		}
		return copy.textContent.trim();
	}

	async function write(text) {
		try {
			await navigator.clipboard.writeText(text);
			return true;
		} catch { // an older browser, or one that wants the old way
			const area = element("textarea", { class: "cite-fallback", readonly: "" }, text);
			const focused = document.activeElement;
			document.body.append(area);
			area.select();
			const done = document.execCommand("copy");
			area.remove();
			focused?.focus({ preventScroll: true });
			return done;
		}
	}

	// addButtons puts a button beside each form, and returns what says that it has
	// been copied.
	function addButtons(forms) {
		const status = element("p", { class: "cite-status", role: "status" });
		for (const form of forms.children) {
			const name = form.querySelector("dt");
			const button = element("button", { type: "button", "aria-label": `复制${name.textContent}` }, "复制");
			button.addEventListener("click", async () => {
				status.textContent = "";
				const done = await write(accessed(form.querySelector("dd")));
				status.textContent = done ? "已复制" : "浏览器不让复制，请选中文字自行复制。";
			});
			name.append(button);
		}
		return status;
	}

	// ---- The panel.

	let panel = null;
	let opener = null; // gets the focus back
	let marked = null; // the place that is cited

	function close(back = true) {
		if (!panel) {
			return;
		}
		panel.remove();
		marked?.classList.remove("cited");
		opener?.removeAttribute("aria-expanded");
		if (back) {
			opener?.focus({ preventScroll: true });
		}
		panel = opener = marked = null;
	}

	// sameFigure is the address that lists where this report states the same amount.
	function sameFigure(figure) {
		const report = location.pathname.split("/").slice(1, 4).join("/");
		return `/search?${new URLSearchParams({ q: figure, in: report })}`;
	}

	// open shows the panel for one of the places; of several the reader chooses.
	function open(offered, chosen, back, from) {
		close(false);
		opener = back;
		const shut = element("button", { type: "button", class: "cite-close", "aria-label": "关闭" }, "×");
		shut.addEventListener("click", () => close());
		panel = element("div", { class: "cite-panel", role: "dialog", "aria-label": "引用", tabindex: -1 },
			element("div", { class: "cite-head" }, element("p", { class: "cite-title" }, "引用"), shut));
		let shown = null;
		const show = (place) => {
			const filled = fill(forms.cloneNode(true), place);
			filled.querySelectorAll("button").forEach((b) => b.remove());
			const next = element("div", { class: "cite-forms" }, filled, addButtons(filled));
			if (place.figure && /[元]$/.test(place.figure)) {
				next.append(element("p", { class: "cite-same" }, element("a", { href: sameFigure(place.figure) }, "这个数还出现在哪里")));
			}
			shown?.replaceWith(next);
			shown = next;
			marked?.classList.remove("cited");
			marked = place.mark;
			marked.classList.add("cited");
		};
		if (offered.length > 1) {
			const choice = element("select", {}, ...offered.map((p) => element("option", {}, p.name)));
			choice.selectedIndex = chosen;
			choice.addEventListener("change", () => show(offered[choice.selectedIndex]));
			panel.append(element("label", { class: "cite-choice" }, "引用哪一格", choice));
		}
		show(offered[chosen]);
		panel.append(shown);
		document.body.append(panel);
		opener?.setAttribute("aria-expanded", "true");
		place(from);
		panel.focus({ preventScroll: true });
	}

	// place puts the panel where it does not cover what it cites: below, above or
	// beside it, and where it fits nowhere, scrolled in the larger room. On a phone
	// the style sheet lays it at the bottom of the window.
	function place(from) {
		if (getComputedStyle(panel).bottom === "0px") {
			keepInSight(from);
			return;
		}
		const box = from.getBoundingClientRect();
		const width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
		const mark = marked.getBoundingClientRect();
		const above = mark.top - gap - margin, below = height - mark.bottom - gap - margin;
		panel.style.maxHeight = "";
		const tall = panel.offsetHeight, wide = panel.offsetWidth;
		const within = (at, size, room) => `${Math.max(margin, Math.min(at, room - margin - size))}px`;
		const beside = [mark.left - gap - wide, mark.right + gap].find((left) => left >= margin && left + wide <= width - margin);
		if (tall > Math.max(above, below) && beside !== undefined) {
			panel.style.left = `${beside}px`;
			panel.style.top = within(mark.top, tall, height);
			return;
		}
		const up = tall > below && above > below;
		panel.style.maxHeight = `${Math.max(smallest, Math.min(tall, up ? above : below))}px`;
		panel.style.left = within(box.left, wide, width);
		panel.style.top = within(up ? mark.top - gap - panel.offsetHeight : mark.bottom + gap, panel.offsetHeight, height);
	}

	// keepInSight scrolls up what the panel would cover at the bottom.
	function keepInSight(from) {
		const over = from.getBoundingClientRect().bottom + gap - panel.getBoundingClientRect().top;
		if (over > 0) {
			window.scrollBy(0, over);
		}
	}

	function openControl(control) {
		const row = control.closest("tr");
		if (row) {
			openRow(row, null, control);
		} else {
			open([places.control(control)], 0, control, control);
		}
	}

	// openRow offers the row and its cells, and shows one of the cells if it is
	// given.
	function openRow(row, cell, from) {
		const all = places.ofRow(row, step, cell);
		open(all, Math.max(0, all.findIndex((p) => p.mark === cell)), row.querySelector(".cite"), from);
	}

	// ---- What opens and closes it.

	// hand lies in the cell under a mouse.
	const hand = element("button", { type: "button", class: "cite-cell", tabindex: -1, "aria-label": "引用此格" });
	hand.addEventListener("click", () => {
		const cell = places.cellAt(hand);
		hand.remove();
		openRow(cell.parentElement, cell, cell);
	});
	document.addEventListener("pointerover", (event) => {
		if (hand.contains(event.target)) {
			return;
		}
		const cell = event.pointerType === "mouse" && event.buttons === 0 ? places.cellAt(event.target) : null;
		if (!cell || cell === marked || places.names(cell) || !places.textOf(cell)) {
			hand.remove();
		} else if (hand.parentElement !== cell) {
			cell.append(hand);
		}
	});

	let press = { touch: false, busy: false };
	document.addEventListener("pointerdown", (event) => {
		press = { touch: event.pointerType !== "mouse", busy: Boolean(document.querySelector(".tooltip")) };
	}, { capture: true });

	document.addEventListener("click", (event) => {
		const control = event.target.closest?.("a.cite");
		if (control && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) {
			event.preventDefault();
			return control === opener ? close() : openControl(control);
		}
		if (panel?.contains(event.target) || !event.target.isConnected || hand.contains(event.target)) {
			return;
		}
		const cell = press.touch && !press.busy && !event.target.closest?.("a, button") && getSelection().isCollapsed && places.cellAt(event.target);
		if (cell) {
			openRow(cell.parentElement, places.names(cell) ? null : cell, cell);
		} else if (panel) {
			close(panel.contains(document.activeElement));
		}
	});

	document.addEventListener("keydown", (event) => {
		press.touch = false;
		if (!panel) {
			return;
		}
		if (event.key === "Escape") {
			close();
		} else if (event.key === "Tab" && panel.contains(document.activeElement)) {
			const stops = [...panel.querySelectorAll("button, select, a[href]")];
			const edge = event.shiftKey ? [panel, stops[0]] : [stops.at(-1)];
			if (edge.includes(document.activeElement)) {
				event.preventDefault(); // the panel stands last in the page; the way goes on where it was opened
				close();
			}
		}
	});
	window.addEventListener("resize", () => panel && place(marked));

	document.querySelectorAll("a.cite").forEach((control) => control.setAttribute("aria-haspopup", "dialog"));
	const own = document.querySelector(".citation");
	own.append(addButtons(forms));
	if (document.querySelector("a.cite")) {
		own.append(element("p", { class: "cite-hint" }, document.querySelector("tr .cite")
			? "每一行、每一格也可以这样引用：点行名旁的 #，或点按那一格。"
			: "每一段也可以这样引用：点段末的 ¶。"));
	}
})();
