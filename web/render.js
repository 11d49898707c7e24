// @ts-check
/** Text to nodes: paragraphs, lists, tables, bold and [n]; nothing else exists here, so no link, image or markup can. */
import { words } from "./words.js";

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {Record<string, any>} [props] @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, props = {}, ...children) {
  const node = Object.assign(document.createElement(tag), props);
  node.append(...children);
  return node;
}

/** @typedef {(marker: number) => Node | null} Cite what stands for [n]; null leaves the characters */

/** @param {string} text @param {Cite} cite */
function inline(text, cite) {
  return text.split(/(\*\*[^*]+\*\*|\[\d{1,4}\])/).map((part) => {
    if (/^\*\*[^*]+\*\*$/.test(part)) return make("strong", {}, part.slice(2, -2));
    return (/^\[\d+\]$/.test(part) && cite(Number(part.slice(1, -1)))) || part;
  });
}

/** @param {string} line */
const cells = (line) => line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => cell.trim());
const isRule = (/** @type {string} */ line = "") => /^[\s|:-]+$/.test(line) && line.includes("-");

/** @param {string[]} lines @param {Cite} cite */
function table(lines, cite) {
  const headed = isRule(lines[1]);
  const row = (/** @type {"th" | "td"} */ tag, /** @type {string} */ line) =>
    make("tr", {}, ...cells(line).map((cell) => make(tag, tag === "th" ? { scope: "col" } : {}, ...inline(cell, cite))));
  const body = lines.slice(headed ? 2 : 0).filter((line) => !isRule(line));
  const grid = make("table", {}, make("tbody", {}, ...body.map((line) => row("td", line))));
  if (headed) grid.prepend(make("thead", {}, row("th", lines[0])));
  return make("div", { className: "table", tabIndex: 0, role: "region", ariaLabel: words.table }, grid);
}

const ITEM = /^(\s*)(?:[-•]|(\d{1,4})\.)\s+(.*)$/;

/** @param {string[]} lines @param {Cite} cite */
function list(lines, cite) {
  const items = lines.map((line) => /** @type {RegExpExecArray} */ (ITEM.exec(line)));
  const nodes = items.map(([, indent, number, text]) =>
    make("li", { className: indent ? "inner" : "", ...(number ? { value: Number(number) } : {}) }, ...inline(text, cite)));
  return make(items[0][2] ? "ol" : "ul", {}, ...nodes);
}

/** Which kind of block a line belongs to. @param {string} line */
function kindOf(line) {
  if (line.trimStart().startsWith("|")) return "table";
  const item = ITEM.exec(line);
  if (item) return item[2] ? "ol" : "ul";
  return line.trim() ? "text" : "";
}

/** @param {string} text @param {Cite} cite */
export function render(text, cite) {
  const whole = document.createDocumentFragment();
  const lines = text.split("\n");
  for (let from = 0, to = 0; from < lines.length; from = to) {
    const kind = kindOf(lines[from]);
    for (to = from + 1; to < lines.length && kindOf(lines[to]) === kind; ) to += 1;
    const block = lines.slice(from, to);
    if (kind === "table") whole.append(table(block, cite));
    else if (kind === "text") whole.append(...block.map((line) => make("p", {}, ...inline(line.trim(), cite))));
    else if (kind) whole.append(list(block, cite));
  }
  return whole;
}

/** Slices by code points, as Python counts, of a text that JavaScript counts in UTF-16 units. @param {string} text */
export function slicer(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (/** @type {number} */ from, /** @type {number} */ to) => text.slice(from, to);
  const points = Array.from(text);
  return (/** @type {number} */ from, /** @type {number} */ to) => points.slice(from, to).join("");
}
