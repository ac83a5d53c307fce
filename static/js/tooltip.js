// The explanation of a glossary term, and the place in the tables of a figure
// that the text repeats, at the pointer.
//
// A term is a link to its entry; its aria-describedby names the definition, of
// which the page holds one. The tooltip shows that definition again, for the
// eye only: a screen reader has read it with the link, so the tooltip is hidden
// from it and its own link, which leads where the term leads, is no further stop
// on the way through the page by keyboard. A figure is explained in the same way;
// its place is its own aria-description. Both are called terms here.
(() => {
	"use strict";

	const showAfter = 150; // ms a pointer rests on a term: passing over one opens nothing
	const hideAfter = 300; // ms to move from the term onto the tooltip
	const hideAfterFar = 1000; // ms where it stands in the margin
	const gap = 6; // px between term and tooltip
	const margin = 8; // px between tooltip and window

	const tip = element("div", "tooltip");
	tip.setAttribute("role", "tooltip");
	tip.setAttribute("aria-hidden", "true");

	let current = null; // the term that is explained
	let timer = 0;
	let frame = 0;
	let press = { touch: false, term: null }; // the last press, and the term that was open then

	function element(name, className, text = "") {
		const e = document.createElement(name);
		e.className = className;
		e.textContent = text;
		return e;
	}

	function termAt(target) {
		return target instanceof Element ? target.closest("a.term, a.same") : null;
	}

	function later(act, delay) {
		clearTimeout(timer);
		timer = setTimeout(act, delay);
	}

	// entry is the name and the text of the definition that a term points at: an
	// item of the page's list of definitions, or in the glossary an entry itself.
	// Of a figure it is its place.
	function entry(term) {
		if (term.matches(".same")) {
			return { name: term.textContent, text: term.getAttribute("aria-label"), way: "看表格里的这个数" };
		}
		const text = document.getElementById(term.getAttribute("aria-describedby"));
		if (!text) {
			return null;
		}
		const item = text.closest(".definition");
		const name = item ? item.querySelector("dt") : text.querySelector("dfn");
		return { name: (name ?? term).textContent, text: text.textContent, way: "名词解释" };
	}

	function show(term) {
		clearTimeout(timer);
		if (term === current) {
			return;
		}
		hide();
		const found = entry(term);
		if (!found) {
			return;
		}
		const parts = [element("p", "tooltip-term", found.name)];
		if (term.matches(".term") && term.textContent !== found.name) {
			parts.push(element("p", "tooltip-spelling", `此处写作“${term.textContent}”。`));
		}
		parts.push(element("p", "tooltip-definition", found.text));
		const link = element("a", "tooltip-link", found.way);
		link.href = term.href;
		link.tabIndex = -1;
		parts.push(link);
		tip.replaceChildren(...parts);
		tip.scrollTop = 0;
		document.body.append(tip);
		current = term;
		current.classList.add("explained");
		place();
	}

	function hide() {
		clearTimeout(timer);
		if (current) {
			current.classList.remove("explained");
			current = null;
			tip.remove();
		}
	}

	// beside is where the definition of the term already stands, in the margin and
	// level with the term, if all of it can be seen there.
	function beside(top, bottom) {
		const item = document.getElementById(current.getAttribute("aria-describedby"))?.closest(".definition");
		if (!item || getComputedStyle(item).position !== "absolute") {
			return null;
		}
		const box = item.getBoundingClientRect();
		const level = box.top < bottom && top < box.bottom;
		return level && box.top > margin && box.bottom < document.documentElement.clientHeight - margin ? box : null;
	}

	// place puts the tooltip below the lines of the term, or above them where it
	// has more room there, so that neither is ever covered; what does not fit is
	// scrolled in the tooltip. Where the definition already stands in the margin,
	// the tooltip goes over it: it says the same, and there it hides no text.
	function place() {
		const lines = [...current.getClientRects()];
		if (lines.length === 0) {
			hide(); // its column was put away
			return;
		}
		const width = document.documentElement.clientWidth;
		const height = document.documentElement.clientHeight;
		const top = Math.min(...lines.map((r) => r.top));
		const bottom = Math.max(...lines.map((r) => r.bottom));
		const roomAbove = top - gap - margin;
		const roomBelow = height - bottom - gap - margin;
		const note = beside(top, bottom);

		tip.classList.toggle("beside", Boolean(note));
		tip.style.width = note ? `${note.width}px` : "";
		tip.style.maxHeight = "none";
		if (note) {
			const style = getComputedStyle(tip);
			tip.style.left = `${note.left - parseFloat(style.paddingLeft) - tip.clientLeft}px`;
			tip.style.top = `${Math.min(note.top - parseFloat(style.paddingTop) - tip.clientTop, height - margin - tip.offsetHeight)}px`;
			return;
		}
		const above = tip.offsetHeight > roomBelow && roomAbove > roomBelow;
		tip.style.maxHeight = `${Math.max(0, above ? roomAbove : roomBelow)}px`;
		tip.style.top = `${above ? top - gap - tip.offsetHeight : bottom + gap}px`;

		const start = above ? lines[0].left : lines.at(-1).left;
		tip.style.left = `${Math.max(margin, Math.min(start, width - margin - tip.offsetWidth))}px`;
	}

	// follow keeps the tooltip at a term that has moved, and closes it when the
	// term is out of sight: beyond the window or under something that stays. The
	// tooltip goes first, or it might itself lie over where the term is now.
	function follow() {
		frame = 0;
		if (!current) {
			return;
		}
		place();
		const line = current?.getClientRects()[0];
		if (line && !current.contains(document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2))) {
			hide();
		}
	}

	function moved() {
		frame ||= requestAnimationFrame(follow);
	}

	function hideSoon() {
		later(hide, tip.classList.contains("beside") ? hideAfterFar : hideAfter);
	}

	// held tells whether the keyboard is on the term: then only the keyboard, or
	// another term, closes it.
	function held() {
		return current === document.activeElement && current.matches(":focus-visible");
	}

	document.addEventListener("pointerover", (event) => {
		if (event.pointerType === "touch") {
			return;
		}
		const term = termAt(event.target);
		if (term && term !== current) {
			later(() => show(term), showAfter);
		} else if (term || tip.contains(event.target)) {
			clearTimeout(timer);
		} else if (!current) {
			clearTimeout(timer);
		} else if (!held()) {
			hideSoon();
		}
	});
	document.documentElement.addEventListener("pointerleave", (event) => {
		if (event.pointerType !== "touch" && !(current && held())) {
			hideSoon();
		}
	});

	document.addEventListener("focusin", (event) => {
		const term = termAt(event.target);
		if (term && term.matches(":focus-visible")) {
			show(term);
		}
	});
	document.addEventListener("focusout", (event) => {
		const kept = tip.contains(event.relatedTarget) || tip.matches(":hover") || event.target.matches(":hover");
		if (event.target === current && !kept) {
			hide();
		}
	});
	document.addEventListener("keydown", (event) => {
		press = { touch: false, term: null };
		if (event.key === "Escape") {
			hide();
		}
	});

	document.addEventListener("pointerdown", (event) => {
		press = { touch: event.pointerType !== "mouse", term: current };
		if (current && termAt(event.target) !== current && !tip.contains(event.target)) {
			hide();
		}
	});
	// The first tap on a term explains it, the next one follows the link.
	document.addEventListener("click", (event) => {
		const term = termAt(event.target);
		if (term && press.touch && press.term !== term) {
			event.preventDefault();
			show(term);
		} else if (term || event.target.closest?.(".tooltip-link")) {
			hide();
		}
	});

	document.addEventListener("scroll", (event) => {
		if (event.target !== tip) {
			moved();
		}
	}, { capture: true, passive: true });
	window.addEventListener("resize", moved);
	window.addEventListener("pagehide", hide);
})();
