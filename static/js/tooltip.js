// The explanation of a glossary term at the pointer or the focus.
//
// A term is a link to its entry; its aria-describedby names the definition, of
// which the page holds one. The tooltip shows that definition again, for the
// eye only: a screen reader has read it with the link. A finger's first tap opens
// it, its second follows the link.
(() => {
	const showAfter = 150; // ms a pointer rests on a term: passing over one opens nothing
	const hideAfter = 300; // ms to move from the term onto the tooltip

	let timer = 0;

	const termAt = (target) => target.closest("a.term");


	function show(term, held) {
		clearTimeout(timer);
		// The definition is an item of the page's list, or in the glossary an entry.
		const text = document.getElementById(term.getAttribute("aria-describedby"));
		const item = text.closest(".definition");
		if (!held && (box.held() || term === box.at())) {
			return;
		}
		if (!held && item && / term-/.test(term.className) && getComputedStyle(item).position === "absolute") {
			return box.drop(); // it stands in the margin beside its first mention
		}
		const name = (item ? item.querySelector("dt") : text.querySelector("dfn") ?? term).textContent;
		box.open("tooltip", term, [
			element("p", { class: "box-name" }, name),
			...(term.textContent === name ? [] : [element("p", { class: "tooltip-spelling" }, `此处写作“${term.textContent}”。`)]),
			element("p", { class: "tooltip-definition" }, text.textContent),
			element("a", { class: "tooltip-link", href: term.href, ...(held ? {} : { tabindex: -1 }) }, "名词解释"),
		], held && name);
	}

	// kept tells whether the keyboard is on the term: then only the keyboard, or
	// another term, closes it.
	const kept = () => box.at() === document.activeElement && document.activeElement.matches(":focus-visible");

	document.addEventListener("pointerover", (event) => {
		if (event.pointerType === "touch") {
			return;
		}
		const term = termAt(event.target);
		clearTimeout(timer);
		if (term && term !== box.at()) {
			timer = setTimeout(show, showAfter, term);
		} else if (!term && !box.contains(event.target) && !kept()) {
			timer = setTimeout(box.drop, hideAfter);
		}
	});
	document.addEventListener("focusin", (event) => {
		const term = termAt(event.target);
		if (term && term.matches(":focus-visible")) {
			show(term);
		}
	});
	document.addEventListener("focusout", (event) => {
		if (event.target === box.at() && !event.target.matches(":hover")) {
			box.drop();
		}
	});

	box.opens(
		(target, event) => event.isTrusted && box.touched() && termAt(target) !== box.at() && termAt(target),
		(term) => show(term, true),
	);
})();
