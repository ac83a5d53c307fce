// Citing one place: a control beside a paragraph, a row, a field or an indicator,
// and the box of a figure, open a panel with the permanent address and the
// citation in each form, to be copied.
//
// How a citation is written stands in the page's own one, at the end of the page;
// here its slots are filled with words of the page, which places.js finds. The day
// on which the reader copies is added to what is copied and shown nowhere.
const cite = (() => {
	"use strict";

	const forms = document.querySelector(".citation .citation-forms");
	if (!forms) {
		return null; // a page without a citation of its own, such as the print page
	}

	const pressFor = 400; // ms that a finger rests on a place until its control shows

	const step = forms.querySelector("[data-slot=words]")?.dataset.step; // between those of a path

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

	// open shows the panel for one of the places; of several the reader chooses.
	function open(offered, chosen, at, back = at) {
		const shut = element("button", { type: "button", class: "cite-close", "aria-label": "关闭" }, "×");
		shut.addEventListener("click", () => box.close());
		const content = [element("div", { class: "cite-head" }, element("p", { class: "box-name" }, "引用"), shut)];
		let shown = element("div");
		let marked = null;
		const show = (place) => {
			const filled = fill(forms.cloneNode(true), place);
			filled.querySelectorAll("button").forEach((b) => b.remove());
			const next = element("div", { class: "cite-forms" }, filled, addButtons(filled));
			shown.replaceWith(next);
			shown = next;
			marked?.classList.remove("cited");
			marked = place.mark;
			marked.classList.add("cited");
			box.place();
		};
		if (offered.length > 1) {
			const choice = element("select", {}, ...offered.map((p) => element("option", {}, p.name)));
			choice.selectedIndex = chosen;
			choice.addEventListener("change", () => show(offered[choice.selectedIndex]));
			content.push(element("label", { class: "cite-choice" }, "引用哪一格", choice));
		}
		content.push(shown);
		box.open("cite-panel", at, content, { name: "引用", back });
		show(offered[chosen]);
		shown.parentElement.addEventListener("close", () => marked.classList.remove("cited"));
	}

	function openControl(control) {
		const row = control.closest("tr");
		if (row) {
			openRow(row, null, control);
		} else {
			open([places.control(control)], 0, control);
		}
	}

	// openRow offers the row and its cells, and shows one of the cells if it is
	// given.
	function openRow(row, cell, at) {
		const all = places.ofRow(row, step, cell);
		open(all, Math.max(0, all.findIndex((p) => p.mark === cell)), at);
	}

	// openFigure cites the smallest place that a figure stands in.
	function openFigure(figure) {
		const cell = places.cellAt(figure);
		const control = (figure.closest("p") ?? figure).querySelector("a.cite") ?? figure.closest(".field")?.querySelector("a.cite");
		if (cell) {
			openRow(cell.parentElement, places.names(cell) ? null : cell, figure);
		} else {
			open([places.control(control)], 0, figure);
		}
	}

	box.opens((event) => event.target.closest?.("a.cite"), openControl);

	// A finger that rests on a place shows its control.
	let timer = 0;
	document.addEventListener("pointerdown", (event) => {
		const place = event.target.closest?.("p, tr, .field");
		if (event.pointerType === "touch" && place?.querySelector(".cite")) {
			timer = setTimeout(() => {
				document.querySelector(".pressed")?.classList.remove("pressed");
				place.classList.add("pressed");
			}, pressFor);
		}
	});
	for (const end of ["pointerup", "pointercancel", "pointermove"]) {
		document.addEventListener(end, () => clearTimeout(timer), { passive: true });
	}

	const own = document.querySelector(".citation");
	own.append(addButtons(forms));
	if (document.querySelector("a.cite")) {
		own.append(element("p", { class: "cite-hint" }, document.querySelector("tr .cite")
			? "每一行、每一格也可以这样引用：点一个数，再点“引用”；行名旁的 # 引用整行。"
			: "每一段也可以这样引用：点段末的 ¶。触屏上，长按一段，¶ 才出现。"));
	}

	return { openFigure };
})();
