// What a figure is: one press on it opens a box with its name in words, its year,
// value and unit, what it agrees with, and the way to cite it. In a table, a form
// and running text it is the same; the box says only what stands in the page.
//
// The figures of a table, of a form or of a text are one stop for the keyboard,
// and the arrow keys lead from one to the next. Only that one is a button, so that
// a screen reader reads the others as the text that they are.
(() => {
	if (!cite) {
		return; // the print page
	}

	const marked = "data, [data-checks]";
	const linked = "a.same, a.checked";
	const unitAfter = /^\s*([百千万亿]*元|[%％])/; // of an amount in running text
	const before = /(?:\d+[.．]\s)?([^，。；：、,;:（）()]*?)([≥≤]?)\s*$/; // the words that lead to it

	// figureAt is the figure under a press: a cell of amounts is one with its figure,
	// and the sign beside a figure belongs to it.
	function figureAt(target) {
		const link = target.closest("a");
		if (link) {
			return link.matches(linked) ? link : link.matches(".bound") ? link.parentElement.querySelector(marked) : null;
		}
		const figure = target.closest(marked) ?? target.closest("td.amount")?.querySelector(marked);
		return figure?.closest(groups) && placeOf(figure) && figure;
	}

	const placeOf = (figure) => figure.closest(".field.amount, tbody [id], p[id]")?.id;

	// told is what the page says of a figure: the words that name it from the top to
	// its own, what else is said of it, and the figure itself.
	function told(figure) {
		const cell = places.cellAt(figure), field = figure.closest(".field");
		const { path, codes, column, unit } = cell ? places.parts(cell) : { path: field ? [field.querySelector("dt").textContent.trim()] : [] };
		const text = figure.textContent;
		if (field?.matches(".amount")) {
			return { path, what: [], text, unit: field.querySelector(".cite").dataset.unit };
		}
		if (cell?.matches(".amount")) {
			return { path, what: [...codes, ...column], text, unit };
		}
		const range = document.createRange();
		range.selectNodeContents(figure.closest("p, [id]"));
		range.setEndBefore(figure);
		const [, words, limit] = before.exec(range);
		return { path: [...path, words.trim()].filter(Boolean), what: [], text: limit + text, unit: unitAfter.exec(figure.nextSibling?.textContent)?.[1] };
	}

	function show(figure) {
		const { path, what, text, unit = "" } = told(figure);
		const name = path.pop() || what.pop() || document.querySelector("h1").textContent;
		const [, ...part] = location.pathname.split("/"), report = part.splice(0, 3);
		if (![name, ...what].some((word) => /(^|\D)(19|20)\d\d(\D|$)/.test(word))) {
			what.push(`${report[1]} 年`);
		}
		const ways = [];
		const way = (words, href, text) => ways.push(element("li", {}, words, element("a", { href }, text)));
		if (figure.matches(".same")) {
			way("同一个数：", figure.href, /，见([^，]*)/.exec(figure.getAttribute("aria-label"))[1]);
		}
		const said = (figure.matches(marked) ? figure : figure.querySelector(marked)).dataset.checks;
		if (said) {
			way("核对：", `${document.querySelector(".standing a").href}#${placeOf(figure)}`, said > 0 ? `${said} 项，都一致` : said);
		}
		if (/元$/.test(unit)) {
			way("", `/search?${new URLSearchParams({ q: figure.textContent + unit, in: report.join("/").split("@")[0], at: `/${part.join("/")}#${placeOf(figure)}` })}`, "这个数还出现在哪里");
		}
		stop(figure);
		box.open("figure-box", figure, [
			element("p", { class: "figure-words" }, path.join(" › ")),
			element("p", { class: "box-name" }, name),
			element("p", { class: "figure-words" }, what.join(" · ")),
			element("p", { class: "figure-value" }, element("b", {}, text), unit.replace(/^[^%％]/, " $&")),
			element("ul", { class: "figure-ways" }, ...ways, element("li", {}, element("button", { type: "button", click: () => cite(figure) }, "引用"))),
		], `${name}，${text}${unit}`);
	}

	box.opens(figureAt, (figure) => getSelection().isCollapsed && show(figure));

	// ---- The keyboard.

	const groups = ".part :is(table.annex, .prose, .fields)";
	const current = "[tabindex='0']";

	// stops are the figures of a group, and the controls of its rows.
	const stops = (group) => [...group.querySelectorAll(`${marked}, ${linked}, tbody a.cite`)]
		.filter((e) => (e.matches("a") || !e.closest("a")) && e.getClientRects().length);

	// turn makes something the stop of its group, or no stop.
	function turn(e, on) {
		e.tabIndex = on ? 0 : -1;
		if (e.matches(".cite")) {
			e.setAttribute("aria-hidden", !on);
		} else if (!e.matches("a")) {
			e[on ? "setAttribute" : "removeAttribute"]("role", "button");
		}
	}

	function stop(e) {
		turn(e.closest(groups).querySelector(current), false);
		turn(e, true);
	}

	for (const group of document.querySelectorAll(groups)) {
		group.querySelectorAll("a.bound").forEach((link) => { link.tabIndex = -1; });
		const figures = stops(group).filter((e) => !e.matches(".cite"));
		figures.forEach((figure, i) => {
			figure.classList.add("boxed");
			turn(figure, i === 0);
		});
	}

	// near is the stop in the next row below (1) or above (-1) that is nearest.
	function near(all, figure, way) {
		const row = (e) => e.closest("tr").rowIndex * way, edge = (e) => e.getBoundingClientRect().right;
		const far = (e) => Math.abs(edge(e) - edge(figure));
		const next = Math.min(...all.map(row).filter((r) => r > row(figure)));
		return all.filter((e) => row(e) === next).sort((a, b) => far(a) - far(b))[0];
	}

	document.addEventListener("keydown", (event) => {
		const figure = event.target.closest(`${groups} ${current}`);
		if (!figure || !box.plain(event)) {
			return;
		}
		const group = figure.closest(groups), all = stops(group), i = all.indexOf(figure);
		const table = group.matches("table");
		const to = {
			ArrowRight: () => all[i + 1], ArrowLeft: () => all[i - 1],
			ArrowDown: () => table && near(all, figure, 1), ArrowUp: () => table && near(all, figure, -1),
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
