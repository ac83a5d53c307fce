// Citing one place: a control beside a paragraph, a row, a field or an indicator,
// and the box of a figure, open a panel with the permanent address and the
// citation in each form, to be copied.
//
// How a citation is written stands in the page's own one, at the end of the page;
// here its slots are filled with words of the page, which places.js finds. The day
// on which the reader copies is added to what is copied and shown nowhere.
const cite = (() => {
	const forms = document.querySelector(".citation .citation-forms");
	if (!forms) {
		return null; // a page without a citation of its own, such as the print page
	}

	const blank = forms.cloneNode(true); // without the buttons of the page's own
	const step = forms.querySelector("[data-slot=words]")?.dataset.step; // between those of a path

	// ---- The forms of a citation.

	// written writes words in the forms for programs, as the package report does.
	const written = {
		tex: (words) => words.replace(/[\\{}%&#$_]/g, (sign) => (sign === "\\" ? "\\textbackslash{}" : `\\${sign}`)),
		json: (words) => JSON.stringify(words).slice(1, -1),
	};

	// fill puts a place into the slots of forms.
	function fill(forms, place) {
		for (const slot of forms.querySelectorAll("[data-slot=words]")) {
			const { before, step, escape } = slot.dataset;
			const word = (w) => (Array.isArray(w) ? w.join(step) : w);
			slot.textContent = place.words.map(word).filter(Boolean).map((w) => before + (written[escape] ?? String)(w)).join("");
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
		const day = new Date().toLocaleDateString("sv"); // 2021-03-05
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
			const copy = async () => {
				status.textContent = "";
				const done = await write(accessed(form.querySelector("dd")));
				status.textContent = done ? "已复制" : "请选中文字自行复制";
			};
			name.append(element("button", { type: "button", "aria-label": `复制${name.textContent}`, click: copy }, "复制"));
		}
		return status;
	}

	// ---- The panel.

	// open shows the panel for a control or a figure: for the smallest place that it
	// stands in. Of a row and its cells the reader chooses another one.
	function open(at) {
		const cell = places.cellAt(at), own = at.matches(".cite");
		const control = own ? at : (at.closest("p") ?? at).querySelector(".cite") ?? at.closest(".field")?.querySelector(".cite");
		const offered = cell ? places.ofRow(cell.parentElement, step) : [places.control(control)];
		const chosen = own ? 0 : Math.max(0, offered.findIndex((p) => p.mark === cell));
		let shown = element("div");
		const show = (place) => {
			const filled = fill(blank.cloneNode(true), place);
			const next = element("div", {}, filled, addButtons(filled));
			shown.replaceWith(next);
			shown = next;
			box.mark(place.mark);
			box.place();
		};
		const content = [element("div", { class: "cite-head" },
			element("p", { class: "box-name" }, "引用"),
			element("button", { type: "button", class: "cite-close", "aria-label": "关闭", click: () => box.close() }, "×"))];
		if (offered.length > 1) {
			const choice = element("select", { change: () => show(offered[choice.selectedIndex]) }, ...offered.map((p) => element("option", {}, p.name)));
			choice.selectedIndex = chosen;
			content.push(element("label", { class: "cite-choice" }, "引用哪一格", choice));
		}
		content.push(shown);
		box.open("cite-panel", at, content, "引用");
		show(offered[chosen]);
	}

	box.opens((target) => target.closest("a.cite"), open);

	// A finger that rests on a place for a moment, in ms, shows its control.
	let timer = 0;
	document.addEventListener("pointerdown", (event) => {
		const place = event.target.closest("p, tr, .field");
		if (event.pointerType === "touch" && place?.querySelector(".cite")) {
			timer = setTimeout(() => {
				document.querySelector(".pressed")?.classList.remove("pressed");
				place.classList.add("pressed");
			}, 400);
		}
	});
	for (const end of ["pointerup", "pointercancel"]) { // a finger that moves scrolls
		document.addEventListener(end, () => clearTimeout(timer));
	}

	forms.after(addButtons(forms));
	if (document.querySelector(".part .cite")) {
		forms.parentElement.append(element("p", { class: "cite-hint" }, "也可以只引用一处：点一个数、行名旁的 # 或段末的 ¶（触屏上先长按）。"));
	}

	return open;
})();
