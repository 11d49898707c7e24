// @ts-check
/** The side panel with a document's extracted text, the cited words marked in it, and its pages as pictures. */
import { get, getBlob, sentenceOf } from "./api.js";
import { Pages } from "./pages.js";
import { make, slicer } from "./render.js";
import { whereOf } from "./where.js";
import { words } from "./words.js";

/** @typedef {import("./api.js").Citation} Citation */
/** @typedef {{document: import("./api.js").Doc, text: string, page_starts: number[], page_sizes: number[][], anchors: {path: string[], start: number}[]}} Text */

/** The page of an offset, from 1. @param {number[]} starts @param {number} offset */
const pageAt = (starts, offset) => Math.max(1, starts.filter((start) => start <= offset).length);

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
    const mark = make("mark", { tabIndex: -1 }, piece);
    mark.dataset.page = String(pageAt(found.page_starts, from));
    return [...here, marked ? mark : piece];
  });
}

/** A quoted place as the query of a link; `page.js` reads it. @param {Citation["locator"]} locator */
const linkOf = ({ spans, rectangles = [] }) =>
  [
    ...spans.map(([from, to]) => `from=${from}&to=${to}`),
    ...rectangles.map(({ page, box }) => `line=${[page, ...box.map(Math.round)].join("_")}`),
  ].join("&");

/** Hands a file to the browser to be saved; a plain link could not carry the access code. @param {Blob} file @param {string} name */
function save(file, name) {
  const href = URL.createObjectURL(file);
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

export class Viewer {
  /** @type {HTMLElement | null} */
  #opener = null;
  #shown = 0;
  #number = make("p", { className: "number" });
  #title = make("h2", { id: "ten" });
  #where = make("p", { className: "where" });
  #sections = make("select", { ariaLabel: words.sections });
  #next = make("button", { type: "button" });
  #swap = make("button", { type: "button", className: "swap" });
  #original = make("button", { type: "button" }, words.original);
  #own = make("a", { target: "_blank", rel: "noopener" }, words.ownPage);
  #pages = new Pages();
  #text = make("div", { className: "text", tabIndex: 0, role: "document" });

  constructor() {
    const shut = () => this.dialog.close();
    const close = make("button", { type: "button", className: "close", ariaLabel: words.close, title: words.close, onclick: shut }, "×");
    const tools = make("div", { className: "tools" }, this.#sections, this.#next, this.#swap, this.#original, this.#own);
    const head = make("header", {}, make("div", {}, this.#number, this.#title, this.#where, tools), close);
    this.dialog = make("dialog", { className: "viewer" }, head, this.#text, this.#pages.node);
    this.dialog.setAttribute("aria-labelledby", "ten");
    this.dialog.onclick = (event) => void (event.target === this.dialog && shut()); // the backdrop counts as the dialog itself
    this.dialog.onclose = () => this.#opener?.focus();
    this.#next.onclick = () => this.#step();
    this.#swap.onclick = () => this.#turn(!this.dialog.classList.contains("turned"));
    this.#sections.onchange = () => this.#text.querySelector(`#muc-${this.#sections.value}`)?.scrollIntoView();
  }

  /** @param {import("./api.js").Place} place @param {Citation} citation @param {HTMLElement | null} opener */
  async open(place, citation, opener) {
    const path = `/documents/${encodeURIComponent(citation.document.id)}`;
    this.#opener = opener;
    this.#head(citation.document, whereOf(citation));
    this.#own.href = `${place.server}${path}?${linkOf(citation.locator)}`;
    this.#original.onclick = () => this.#save(place, citation.document);
    this.#sections.hidden = this.#next.hidden = true;
    this.dialog.classList.remove("paged", "turned");
    this.#text.replaceChildren(words.loading);
    if (!this.dialog.open) this.dialog.showModal();
    try {
      this.#fill(await get(place, `/api${path}`), citation, { place, path: `/api${path}` });
    } catch (error) {
      this.#text.replaceChildren(make("p", { className: "error", role: "alert" }, sentenceOf(error)));
    }
  }

  /** @param {import("./api.js").Doc} doc @param {string} where */
  #head(doc, where) {
    this.#number.textContent = [doc.number, doc.file].filter(Boolean).join(" · ");
    this.#title.textContent = doc.title ?? words.loading;
    this.#where.textContent = where;
  }

  /** On a narrow screen: the pages in place of the text. @param {boolean} toPages */
  #turn(toPages) {
    this.dialog.classList.toggle("turned", toPages);
    this.#swap.textContent = toPages ? words.toText : words.toPages;
  }

  /** @param {import("./api.js").Place} place @param {import("./api.js").Doc} doc */
  async #save(place, doc) {
    this.#original.disabled = true;
    try {
      save(await getBlob(place, `/api/documents/${encodeURIComponent(doc.id)}/original`), doc.file ?? "");
    } catch (error) {
      this.#where.textContent = sentenceOf(error);
    }
    this.#original.disabled = false;
  }

  /** @param {Text} found @param {Citation} citation @param {{place: import("./api.js").Place, path: string}} from */
  #fill(found, citation, from) {
    this.#head(found.document, whereOf(citation));
    this.#text.replaceChildren(...body(found, citation.locator.spans));
    const options = found.anchors.map(({ path }, place) =>
      make("option", { value: String(place) }, " ".repeat(path.length * 2 - 2) + (path.at(-1) ?? "").slice(0, 90)));
    this.#sections.replaceChildren(make("option", { value: "" }, words.sections), ...options);
    this.#sections.hidden = !options.length;
    this.dialog.classList.toggle("paged", found.page_sizes.length > 0);
    this.#turn(false);
    const rectangles = citation.locator.rectangles ?? [];
    this.#pages.open({ ...from, sizes: found.page_sizes, rectangles }, rectangles[0]?.page ?? 1);
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
    this.#pages.show(Number(marks[this.#shown].dataset.page));
    if (this.#shown === 0) marks[0].focus({ preventScroll: true });
  }
}
