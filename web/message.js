// @ts-check
/** One answer on the page: growing text, then citations, sources and suggestions. */
import { make, render } from "./render.js";
import { whereOf } from "./where.js";
import { words } from "./words.js";

/** @typedef {import("./api.js").Answer} Answer */
/** @typedef {import("./api.js").Citation} Citation */
/** @typedef {{cite: (citation: Citation, opener: HTMLElement) => void, ask: (question: string) => void}} Acts */

const nameOf = (/** @type {Citation} */ { document: doc }) => doc.number ?? doc.title ?? doc.file ?? "";

/** @param {Citation} citation @param {Acts} acts @param {string} className @param {...(string | Node)} children */
function opener(citation, acts, className, ...children) {
  const ariaLabel = words.cite(citation.marker ?? 0, nameOf(citation));
  const button = make("button", { type: "button", className, ariaLabel, onclick: () => acts.cite(citation, button) }, ...children);
  return button;
}

/** @param {Answer} answer @param {Acts} acts */
function sources(answer, acts) {
  const items = answer.citations.map((citation) =>
    make("li", {},
      opener(citation, acts, "source", make("b", {}, `[${citation.marker}] `), [citation.document.number, citation.document.title].filter(Boolean).join(" – ")),
      make("p", { className: "where" }, whereOf(citation)),
      make("blockquote", {}, citation.quote ?? "")));
  return make("details", { className: "sources", open: items.length < 4 }, make("summary", {}, words.sources(items.length)), make("ul", {}, ...items));
}

/** Buttons that ask. @param {string[]} questions @param {Acts["ask"]} ask @param {string} title */
export function suggestions(questions, ask, title) {
  const buttons = questions.map((question) => make("button", { type: "button", onclick: () => ask(question) }, question));
  return make("div", { className: "suggestions", role: "group", ariaLabel: title }, make("p", {}, title), ...buttons);
}

/** @param {Answer} answer */
function copier(answer) {
  const notes = answer.citations.map((citation) => `[${citation.marker}] ${nameOf(citation)}, ${whereOf(citation)}: “${citation.quote}”`);
  const text = [answer.answer, "", ...notes].join("\n");
  const button = make("button", { type: "button", className: "plain" }, words.copy);
  button.onclick = () => navigator.clipboard.writeText(text).then(() => (button.textContent = words.copied));
  return button;
}

export class Message {
  #status = make("p", { className: "working" }, words.working);
  #text = make("div", { className: "said" });
  #raw = "";

  /** @param {Acts} acts */
  constructor(acts) {
    this.acts = acts;
    this.node = make("article", { className: "answer" }, this.#status, this.#text);
  }

  /** @param {string} name @param {string} text */
  hear(name, text) {
    if (name === "status") this.#status.textContent = text;
    if (name === "token") this.#text.replaceChildren(render((this.#raw += text), () => null));
  }

  /** @param {Answer} answer */
  finish(answer) {
    const cited = new Map(answer.citations.map((citation) => [citation.marker, citation]));
    this.#text.replaceChildren(render(answer.answer, (marker) => {
      const citation = cited.get(marker);
      return citation ? opener(citation, this.acts, "cite", `[${marker}]`) : null;
    }));
    this.#status.remove();
    const label = words.status[answer.status];
    if (label) this.node.prepend(make("p", { className: "label" }, label));
    if (answer.citations.length) this.node.append(sources(answer, this.acts));
    const seconds = `${answer.seconds.toFixed(1).replace(".", ",")} giây`;
    const meta = make("p", { className: "meta" }, `${words.asOf(answer.as_of)} · ${seconds}`);
    if (navigator.clipboard) meta.append(" · ", copier(answer));
    this.node.append(meta);
    if (answer.suggestions.length) this.node.append(suggestions(answer.suggestions, this.acts.ask, words.suggestions));
  }

  /** @param {string} sentence @param {(() => void) | null} retry */
  fail(sentence, retry) {
    this.#status.remove();
    this.node.append(make("p", { className: "error", role: "alert" }, sentence));
    if (retry) this.node.append(make("button", { type: "button", onclick: retry }, words.retry));
  }
}
