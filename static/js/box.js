// What opens on a page is one box at the place that it speaks of. A hint comes and
// goes with the pointer or the focus, and is for the eye only. A held box takes the
// focus and stays until it is closed: by Escape, by a press beside it, and by the
// browser's Back, for which it is a step of the history.
//
// Where the browser can, the box lies in its top layer and keeps to its place by
// itself (Popover, anchor positioning); elsewhere place puts it there.

"use strict"; // it holds for all scripts, of which this is the first

// element makes an element; an attribute that is a function listens to the event
// of its name.
const element = (name, attributes = {}, ...children) => {
	const e = document.createElement(name);
	Object.entries(attributes).forEach(([of, value]) => (value.call ? e.addEventListener(of, value) : e.setAttribute(of, value)));
	e.append(...children);
	return e;
};

const box = (() => {
	const gap = 6; // px between the box and its place
	const margin = 8; // px between the box and the window

	const anchored = Boolean(window.CSS && CSS.supports("position-area", "bottom"));

	let shown = null; // { e, at, held }: the box and its place, which gets the focus back
	let stepped = false; // a step of the history stands for the box
	let leaving = false; // that step is being taken back
	let then = null; // what is done after it
	let frame = 0;
	let touch = false; // the last press was a finger's
	const openers = []; // what opens a held box: [find(target, event) → place or null, open(place)]

	// open shows children at a place. A held box has a name.
	function open(kind, at, children, name) {
		drop();
		const held = Boolean(name);
		const role = held ? { role: "dialog", "aria-label": name, tabindex: -1 } : { role: "tooltip", "aria-hidden": true };
		const e = element("div", { class: `box ${kind}${anchored ? " anchored" : ""}`, ...role }, ...children);
		document.body.append(e);
		shown = { e, at, held };
		if (e.showPopover) {
			e.popover = "manual";
			e.showPopover();
		}
		at.classList.add("explained");
		if (anchored) {
			const own = getComputedStyle(at).anchorName;
			at.style.anchorName = own === "none" ? "--at" : `${own}, --at`;
		}
		place();
		if (held) {
			at.setAttribute("aria-expanded", true);
			e.focus({ preventScroll: true });
			step();
		}
	}

	function drop() {
		if (!shown) {
			return;
		}
		const { e, at } = shown;
		shown = null;
		e.remove();
		at.classList.remove("explained");
		at.style.removeProperty("anchor-name");
		at.removeAttribute("aria-expanded");
		unmark();
	}

	// mark marks what the box speaks of, if that is more than its place.
	function mark(e) {
		unmark();
		e.classList.add("cited");
	}

	function unmark() {
		document.querySelector(".cited")?.classList.remove("cited");
	}

	// close takes the box away, gives the focus back where it was in the box, and
	// then does what is next.
	function close(next) {
		const { at, e } = shown;
		if (e.contains(document.activeElement)) {
			at.focus({ preventScroll: true });
		}
		drop();
		if (!stepped) {
			return next?.();
		}
		then = next;
		if (!leaving) {
			leaving = true;
			history.back();
		}
	}

	// The page stays where the reader has scrolled it when a box is closed.
	function step() {
		if (!stepped) {
			history.scrollRestoration = "manual";
			history.pushState(null, "");
			stepped = true;
		}
	}

	addEventListener("popstate", () => {
		if (!stepped) {
			return;
		}
		stepped = false;
		history.scrollRestoration = "auto";
		if (shown?.held) {
			(leaving ? step : close)(); // opened in the meantime, or closed by Back
		}
		leaving = false;
		then?.();
		then = null;
	});

	// place puts the box below the lines of its place, or above them where it has
	// more room there, so that neither is ever covered; what does not fit is
	// scrolled in the box.
	function place() {
		const { e, at } = shown;
		const lines = [...at.getClientRects()];
		if (lines.length === 0) {
			return close(); // its column was put away
		}
		const top = Math.min(...lines.map((r) => r.top)), bottom = Math.max(...lines.map((r) => r.bottom));
		const width = document.documentElement.clientWidth, height = document.documentElement.clientHeight;
		const above = top - gap - margin, below = height - bottom - gap - margin;
		e.style.maxHeight = "none";
		const up = e.offsetHeight > below && above > below;
		e.classList.toggle("up", up);
		if (anchored) {
			e.style.maxHeight = "";
			return;
		}
		e.style.maxHeight = `${Math.max(0, up ? above : below)}px`;
		const within = (start, size, room) => `${Math.max(margin, Math.min(start, room - margin - size))}px`;
		e.style.top = within(up ? top - gap - e.offsetHeight : bottom + gap, e.offsetHeight, height);
		e.style.left = within(up ? lines[0].left : lines[lines.length - 1].left, e.offsetWidth, width);
	}

	// follow keeps the box at a place that has moved, and drops a hint whose place
	// is out of sight: beyond the window or under something that stays.
	function follow() {
		frame = 0;
		if (!shown) {
			return;
		}
		place();
		if (!shown || shown.held) {
			return;
		}
		const line = shown.at.getClientRects()[0];
		if (!shown.at.contains(document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2))) {
			drop();
		}
	}

	function moved(event) {
		if (event.target !== shown?.e) {
			frame ||= requestAnimationFrame(follow);
		}
	}

	const plain = (event) => !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);

	// A press opens what it is for, and closes what is open. Whatever else it does
	// comes after the step in the history is taken back.
	document.addEventListener("click", (event) => {
		const target = event.target.closest("a[href], button, summary");
		if (!event.target.isConnected) {
			return; // what was pressed has opened something else
		}
		if (shown?.e.contains(event.target)) {
			if (target?.href && plain(event)) {
				event.preventDefault();
				close(() => location.assign(target.href));
			}
			return;
		}
		for (const [find, show] of plain(event) ? openers : []) {
			const at = find(event.target, event);
			if (at) {
				if (shown?.held && shown.at === at) {
					close();
				} else {
					show(at);
				}
				event.preventDefault(); // not before: where opening fails, the link leads
				return;
			}
		}
		if (!shown?.held) {
			drop();
		} else if (target && plain(event)) {
			event.preventDefault();
			close(() => target.click());
		} else {
			close();
		}
	});
	document.addEventListener("pointerdown", (event) => { touch = event.pointerType !== "mouse"; }, { capture: true });

	document.addEventListener("keydown", (event) => {
		touch = false;
		if (!shown) {
			return;
		}
		if (event.key === "Escape") {
			close();
		} else if (event.key === "Tab" && shown.e.contains(document.activeElement)) {
			const stops = [...shown.e.querySelectorAll("button, select, a[href]")];
			const edge = event.shiftKey ? [shown.e, stops[0]] : [stops[stops.length - 1]];
			if (edge.includes(document.activeElement)) {
				event.preventDefault(); // the box stands last in the page; the way goes on where it was opened
				close();
			}
		}
	});

	document.documentElement.classList.add("quiet"); // signs that cannot be seen cannot be pressed

	document.addEventListener("scroll", moved, { capture: true, passive: true });
	addEventListener("resize", moved);

	return {
		open, close, mark, plain,
		drop: () => shown && !shown.held && drop(),
		opens: (find, show) => openers.push([find, show]),
		at: () => shown?.at,
		held: () => Boolean(shown?.held),
		contains: (node) => Boolean(shown?.e.contains(node)),
		touched: () => touch,
		place: () => shown && place(),
	};
})();
