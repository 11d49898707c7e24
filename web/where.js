// @ts-check
/** Where a citation stands, in words: headings, page, paragraphs or cells. */
import { words } from "./words.js";

/** @typedef {import("./api.js").Citation} Citation */

const MOST = 3; // names; a long quotation has dozens

/** "đoạn 4", "đoạn 5", "đoạn 6" as "đoạn 4–6"; the first few of what is left. @param {string[]} parts */
function partsOf(parts) {
  /** @type {{name: string, first: number, last: number}[]} */
  const runs = [];
  for (const part of parts) {
    const [, name, number] = /^(.*?)(\d+)$/s.exec(part) ?? [part, part, ""];
    const last = runs.at(-1);
    if (last && number && last.name === name && last.last + 1 === Number(number)) last.last += 1;
    else runs.push({ name, first: number ? Number(number) : NaN, last: Number(number) });
  }
  const shown = runs.map(({ name, first, last }) => (Number.isNaN(first) ? name : name + (first === last ? first : `${first}–${last}`)));
  return [...shown.slice(0, MOST), ...(shown.length > MOST ? ["…"] : [])].join("; ");
}

/** @param {Citation} citation */
export const whereOf = ({ section, page, locator, recognised }) =>
  [
    ...(section ?? []),
    ...(page ? [words.page(page)] : []),
    ...(locator.parts?.length ? [partsOf(locator.parts)] : []),
    ...(recognised == null ? [] : [words.recognised]),
  ].join(" › ");
