// An address may point at a place that the page does not have: a sign has stuck to
// it, or the place was never there. The page then finds the place without the sign,
// or says at its top that there is none.
(() => {
	// A program takes signs that follow an address in a text for a part of it.
	const swallowed = /(?:\.*[\s（(【「“”」】）)\]，。、；：！？;,!?…].*|\.+)$/;

	const note = element("p", { class: "missing-place", role: "status" });

	function place() {
		try {
			return decodeURIComponent(location.hash.slice(1));
		} catch {
			return location.hash.slice(1); // no escape that means a character
		}
	}

	function look() {
		const id = place();
		note.textContent = "";
		if (!id || id === "top" || document.getElementById(id)) {
			return;
		}
		const meant = id.replace(swallowed, "");
		if (meant && meant !== id && document.getElementById(meant)) {
			location.replace(`#${meant}`); // no step back leads to the address with the sign
			return;
		}
		document.getElementById("main").prepend(note);
		// What is there already is not read aloud; what comes into it is.
		setTimeout(() => {
			note.textContent = `这一页没有地址里“#${id.slice(0, 40)}”指的那一处，下面是整页。`;
		}, 100);
	}

	addEventListener("hashchange", look);
	look();
})();
