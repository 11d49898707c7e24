// @ts-check
/** The side panel with a document's extracted text, the cited words marked in it. */
import { get } from "./api.js";
import { make, slicer } from "./render.js";
import { words } from "./words.js";

/** @typedef {import("./api.js").Citation} Citation */
/** @typedef {{document: import("./api.js").Doc, text: string, page_starts: number[], anchors: {path: string[], start: number}[]}} Text */

/** The text as nodes: page labels, section anchors and marks stand at their offsets. @param {Text} found @param {number[][]} spans */
function body(found, spans) {
  const cut = slicer(found.text);
  const signs = [
    ...found.page_starts.map((at, place) => ({ at, node: make("span", { className: "page", title: words.page(place + 1) }) })),
    ...found.anchors.map(({ start }, place) => ({ at: start, node: make("a", { id: `muc-${place}` }) })),
  ];
  const edges = [...new Set([0, ...spans.flat(), ...signs.map((sign) => sign.at)])].sort((a, b) => a - b);
  return edges.flatMap((from, place) => {
    const piece = cut(from, edges[place + 1] ?? Infinity);
    const marked = spans.some(([start, end]) => start <= from && from < end);
    const here = signs.filter((sign) => sign.at === from).map((sign) => sign.node);
    return [...here, marked ? make("mark", { tabIndex: -1 }, piece) : piece];
  });
}

/** Where a citation stands, in words. @param {Citation} citation */
export const whereOf = (citation) =>
  [...(citation.section ?? []), ...(citation.page ? [words.page(citation.page)] : []), ...(citation.recognised == null ? [] : [words.recognised])].join(" › ");

export class Viewer {
  /** @type {HTMLElement | null} */
  #opener = null;
  #shown = 0;
  #number = make("p", { className: "number" });
  #title = make("h2", { id: "ten" });
  #where = make("p", { className: "where" });
  #sections = make("select", { ariaLabel: words.sections });
  #next = make("button", { type: "button" });
  #own = make("a", { target: "_blank", rel: "noopener" }, words.ownPage);
  #text = make("div", { className: "text", tabIndex: 0, role: "document" });

  constructor() {
    const shut = () => this.dialog.close();
    const close = make("button", { type: "button", className: "close", ariaLabel: words.close, title: words.close, onclick: shut }, "×");
    const tools = make("div", { className: "tools" }, this.#sections, this.#next, this.#own);
    const head = make("header", {}, make("div", {}, this.#number, this.#title, this.#where, tools), close);
    this.dialog = make("dialog", { className: "viewer" }, head, this.#text);
    this.dialog.setAttribute("aria-labelledby", "ten");
    this.dialog.onclick = (event) => void (event.target === this.dialog && shut()); // the backdrop counts as the dialog itself
    this.dialog.onclose = () => this.#opener?.focus();
    this.#next.onclick = () => this.#step();
    this.#sections.onchange = () => this.#text.querySelector(`#muc-${this.#sections.value}`)?.scrollIntoView();
  }

  /** @param {import("./api.js").Place} place @param {Citation} citation @param {HTMLElement | null} opener */
  async open(place, citation, opener) {
    const path = `/documents/${encodeURIComponent(citation.document.id)}`;
    this.#opener = opener;
    this.#head(citation.document, whereOf(citation));
    this.#own.href = `${place.server}${path}?${citation.locator.spans.map(([from, to]) => `from=${from}&to=${to}`).join("&")}`;
    this.#sections.hidden = this.#next.hidden = true;
    this.#text.replaceChildren(words.loading);
    if (!this.dialog.open) this.dialog.showModal();
    try {
      this.#fill(await get(place, `/api${path}`), citation);
    } catch (error) {
      const sentence = error instanceof TypeError ? words.offline : String(/** @type {Error} */ (error).message);
      this.#text.replaceChildren(make("p", { className: "error", role: "alert" }, sentence));
    }
  }

  /** @param {import("./api.js").Doc} doc @param {string} where */
  #head(doc, where) {
    this.#number.textContent = [doc.number, doc.file].filter(Boolean).join(" · ");
    this.#title.textContent = doc.title ?? words.loading;
    this.#where.textContent = where;
  }

  /** @param {Text} found @param {Citation} citation */
  #fill(found, citation) {
    this.#head(found.document, whereOf(citation));
    this.#text.replaceChildren(...body(found, citation.locator.spans));
    const options = found.anchors.map(({ path }, place) =>
      make("option", { value: String(place) }, " ".repeat(path.length * 2 - 2) + (path.at(-1) ?? "").slice(0, 90)));
    this.#sections.replaceChildren(make("option", { value: "" }, words.sections), ...options);
    this.#sections.hidden = !options.length;
    this.#shown = -1;
    this.#step();
  }

  /** Shows the next marked words. */
  #step() {
    const marks = this.#text.querySelectorAll("mark");
    this.#next.hidden = marks.length < 2;
    if (!marks.length) return this.#text.focus();
    this.#shown = (this.#shown + 1) % marks.length;
    this.#next.textContent = words.next(this.#shown + 1, marks.length);
    this.#next.title = this.#next.ariaLabel = `${this.#next.textContent}: ${words.nextHint}`;
    marks[this.#shown].scrollIntoView({ block: "center" });
    if (this.#shown === 0) marks[0].focus({ preventScroll: true });
  }
}
