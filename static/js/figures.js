// What a figure is: one press on it opens a box with its name in words, its year,
// value and unit, what it agrees with, and the way to cite it. In a table, a form
// and running text it is the same; the box says only what stands in the page.
//
// The figures of a table, of a form or of a text are one stop for the keyboard,
// and the arrow keys lead from one to the next. Only that one is a button, so that
// a screen reader reads the others as the text that they are.
(() => {
	"use strict";

	if (!cite) {
		return; // the print page
	}

	const marked = "data, [data-checks]";
	const linked = "a.same, a.checked";
	const unitAfter = /^\s*([百千万亿]*元|[%％])/; // of an amount in running text
	const before = /[^，。；：、,;:（）()]*$/; // the words that lead to it

	// figureAt is the figure under a press: a cell of amounts is one with its figure,
	// and the sign beside a figure belongs to it.
	function figureAt(target) {
		const link = target.closest("a");
		if (link) {
			return link.matches(linked) ? link : link.matches(".bound") ? link.parentElement.querySelector(marked) : null;
		}
		const figure = target.closest(marked) ?? target.closest("td.amount")?.querySelector(marked);
		return figure && figure.closest(groups) && placeOf(figure) ? figure : null;
	}

	const placeOf = (figure) => figure.closest(".field.amount, [id]:not(article)")?.id;

	// told is what the page says of a figure.
	function told(figure) {
		const text = figure.textContent;
		const cell = figure.closest("td.amount") && places.cellAt(figure);
		if (cell) {
			const { path, codes, column, unit } = places.parts(cell);
			const name = path.length ? path[path.length - 1] : column[column.length - 1];
			return { name, above: path.slice(0, -1), what: [...codes, ...(path.length ? column : column.slice(0, -1))], text, unit };
		}
		const field = figure.closest(".field"), around = places.cellAt(figure);
		const named = field ? [field.querySelector("dt").textContent.trim()] : around ? places.parts(around).path : [];
		if (field?.matches(".amount")) {
			return { name: named[0], above: [], what: [], text, unit: field.querySelector("a.cite").dataset.unit };
		}
		const range = document.createRange();
		range.selectNodeContents(figure.closest("p, [id]"));
		range.setEndBefore(figure);
		const lead = range.toString();
		const words = before.exec(lead)[0].replace(/^\d+[.．]\s*/, "").replace(/[≥≤]?\s*$/, "");
		const limit = /[≥≤]?\s*$/.exec(lead)[0].trim();
		const unit = unitAfter.exec(figure.nextSibling?.textContent ?? "")?.[1] ?? "";
		return { name: words || named.pop() || document.querySelector("h1").textContent, above: named, what: [], text: limit + text, unit };
	}

	function show(figure) {
		const { name, above, what, text, unit } = told(figure);
		const [, , year] = location.pathname.split("/");
		const dated = [name, ...what].some((word) => /(^|\D)(19|20)\d\d(\D|$)/.test(word));
		const said = figure.dataset.checks ?? figure.querySelector("[data-checks]")?.dataset.checks;
		const ways = [];
		const way = (words, href, text) => ways.push(element("li", {}, words, element("a", { href }, text)));
		if (figure.matches(".same")) {
			way("同一个数：", figure.href, figure.getAttribute("aria-label").split("，见")[1].split("，")[0]);
		}
		if (said) {
			const checks = document.querySelector(".standing a").getAttribute("href") + `#${placeOf(figure)}`;
			way("核对：", checks, /^\d+$/.test(said) ? `${said} 项，都一致` : said);
		}
		if (/元$/.test(unit)) {
			const report = location.pathname.split("/").slice(1, 4).join("/");
			way("", `/search?${new URLSearchParams({ q: text + unit, in: report })}`, "这个数还出现在哪里");
		}
		const button = element("button", { type: "button" }, "引用");
		button.addEventListener("click", (event) => {
			event.stopPropagation();
			cite.openFigure(figure);
		});
		stop(figure);
		box.open("figure-box", figure, [
			element("p", { class: "figure-words" }, above.join(" › ")),
			element("p", { class: "box-name" }, name),
			element("p", { class: "figure-words" }, [...what, ...(dated ? [] : [`${year} 年`])].join(" · ")),
			element("p", { class: "figure-value" }, element("b", {}, text), unit && !/[%％]/.test(unit) ? ` ${unit}` : unit),
			element("ul", { class: "figure-ways" }, ...ways, element("li", {}, button)),
		], { name: [name, text + unit].join("，") });
	}

	box.opens((event) => (event.target instanceof Element ? figureAt(event.target) : null), (figure) => getSelection().isCollapsed && show(figure));

	// ---- The keyboard.

	const groups = ".part :is(table.annex, .prose, .fields)";

	// stops are the figures of a group, and the controls of its rows.
	const stops = (group) => [...group.querySelectorAll(`${marked}, ${linked}, tbody a.cite`)]
		.filter((e) => (e.matches("a") || !e.closest("a")) && e.getClientRects().length > 0);

	// stop makes a figure the one stop of its group.
	function stop(figure) {
		const group = figure.closest(groups);
		const last = group.querySelector("[data-stop]");
		if (last && last !== figure) {
			last.removeAttribute("data-stop");
			last.tabIndex = -1;
			if (last.matches(".cite")) {
				last.setAttribute("aria-hidden", "true");
				last.removeAttribute("aria-label");
			} else if (!last.matches("a")) {
				last.removeAttribute("tabindex");
				last.removeAttribute("role");
				last.removeAttribute("aria-haspopup");
			}
		}
		figure.dataset.stop = "";
		figure.tabIndex = 0;
		if (figure.matches(".cite")) {
			figure.removeAttribute("aria-hidden");
			figure.setAttribute("aria-label", "引用此行");
		} else if (!figure.matches("a")) {
			figure.setAttribute("role", "button");
		}
		figure.setAttribute("aria-haspopup", "dialog");
	}

	for (const group of document.querySelectorAll(groups)) {
		group.querySelectorAll(`${linked}, a.bound`).forEach((link) => { link.tabIndex = -1; });
		const figures = [...group.querySelectorAll(`${marked}, ${linked}`)].filter((e) => figureAt(e) === e);
		figures.forEach((figure) => figure.classList.add("boxed"));
		if (figures.length > 0) {
			stop(figures[0]);
		}
	}

	// near is the stop in the next row that lies nearest below or above.
	function near(all, figure, down) {
		const at = (e) => { const r = e.getBoundingClientRect(); return r.left + r.width / 2; };
		const row = (e) => e.closest("tr").rowIndex;
		const beyond = all.filter((e) => (down ? row(e) > row(figure) : row(e) < row(figure)));
		const next = beyond.filter((e) => row(e) === row(beyond[down ? 0 : beyond.length - 1]));
		return next.sort((a, b) => Math.abs(at(a) - at(figure)) - Math.abs(at(b) - at(figure)))[0];
	}

	document.addEventListener("keydown", (event) => {
		const figure = event.target.closest?.("[data-stop]");
		if (!figure || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) {
			return;
		}
		const group = figure.closest(groups), all = stops(group), i = all.indexOf(figure);
		const table = group.matches("table");
		const row = table ? all.filter((e) => e.closest("tr") === figure.closest("tr")) : all;
		const to = {
			ArrowRight: () => all[i + 1], ArrowLeft: () => all[i - 1],
			ArrowDown: () => table && near(all, figure, true), ArrowUp: () => table && near(all, figure, false),
			Home: () => row[0], End: () => row[row.length - 1],
		}[event.key]?.();
		if (to) {
			event.preventDefault();
			stop(to);
			to.focus();
		} else if ((event.key === "Enter" || event.key === " ") && !figure.matches("a")) {
			event.preventDefault();
			figure.click();
		}
	});
})();
