// @ts-check
/** The only module that speaks HTTP. */
import { words } from "./words.js";

/** @typedef {{id: string, file?: string, number?: string | null, title?: string}} Doc */
/** @typedef {{marker?: number, document: Doc, section?: string[], page?: number | null, quote?: string, recognised?: number | null, locator: {spans: number[][], rectangles?: Rectangle[], parts?: string[]}}} Citation */
/** @typedef {{page: number, box: number[]}} Rectangle a printed line: left, top, right, bottom in points */
/** @typedef {{id: string, question: string, status: string, answer: string, citations: Citation[], suggestions: string[], as_of: string, seconds: number}} Answer */
/** @typedef {{server: string, token?: string}} Place */

/** An ending that the server put into a sentence: asking again the same way does not help. */
export class Refused extends Error {}

/** What to tell of an ending: `fetch` throws a TypeError where there is no line. @param {unknown} error */
export const sentenceOf = (error) => (error instanceof TypeError ? words.offline : String(/** @type {Error} */ (error).message));

/** @param {Place} place @param {string} path @param {RequestInit} [init] */
async function request(place, path, init = {}) {
  const headers = new Headers(init.headers);
  if (place.token) headers.set("Authorization", `Bearer ${place.token}`);
  const response = await fetch(place.server + path, { ...init, headers, credentials: "omit", referrerPolicy: "no-referrer" });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  throw new Refused(typeof problem.error === "string" ? problem.error : words.broken);
}

/** @param {Place} place @param {string} path */
export const get = async (place, path) => (await request(place, path)).json();

/** @param {Place} place @param {string} path */
export const getBlob = async (place, path) => (await request(place, path)).blob();

/** @param {Place} place @param {object} body @param {string} accept @param {AbortSignal} signal */
const post = (place, body, accept, signal) =>
  request(place, "/api/chat", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: accept },
    signal,
  });

/** The events of a stream as [name, data]. @param {Response} response */
async function* events(response) {
  if (!response.body || !response.headers.get("Content-Type")?.startsWith("text/event-stream")) throw new Error(words.broken);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (held + value).split("\n\n");
    held = parts.pop() ?? "";
    for (const part of parts) {
      const found = /^event: (\w+)\ndata: (.*)$/.exec(part);
      if (found) yield [found[1], JSON.parse(found[2])];
    }
  }
}

/** @param {Place} place @param {object} body @param {(name: string, text: string) => void} told @param {AbortSignal} signal */
async function streamed(place, body, told, signal) {
  for await (const [name, data] of events(await post(place, body, "text/event-stream", signal))) {
    if (name === "done") return data;
    if (name === "error") throw new Refused(data.error);
    told(name, data.text);
  }
  throw new Error(words.broken);
}

/**
 * The whole answer; `told` hears statuses and tokens on the way. Where streaming fails, asks once more in one piece.
 * @param {Place} place @param {object} body @param {(name: string, text: string) => void} told @param {AbortSignal} signal
 * @returns {Promise<Answer>}
 */
export async function ask(place, body, told, signal) {
  try {
    return await streamed(place, body, told, signal);
  } catch (error) {
    if (error instanceof Refused || signal.aborted) throw error;
    return (await post(place, body, "application/json", signal)).json();
  }
}
