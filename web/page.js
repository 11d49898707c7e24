// @ts-check
/** The start page: the list of documents, the unit's access code, links to quoted places. */
import { get } from "./api.js";
import { make } from "./render.js";

const KEY = "troly-token";
const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [list, note, code] = ["documents", "documents-note", "code"].map(find);
const chat = /** @type {import("./widget.js").TrolyChat} */ (document.querySelector("troly-chat"));

/** @param {import("./api.js").Doc & {kind?: string, day?: string, issuer?: string, tasks?: number}} doc */
function entry(doc) {
  const day = doc.day?.split("-").reverse().join("/");
  const name = doc.number ? `${doc.kind ?? "Văn bản"} số ${doc.number}` : doc.kind ?? "Văn bản";
  const title = doc.title ?? doc.file ?? "";
  const facts = [day, doc.issuer, doc.tasks ? `${doc.tasks} nhiệm vụ, chỉ tiêu` : ""].filter(Boolean).join(" · ");
  const button = make("button", { type: "button" }, make("b", {}, name), title.startsWith(name) ? title.slice(name.length) : ` ${title}`);
  button.onclick = () => chat.show({ document: doc, locator: { spans: [] } }, button);
  return make("li", {}, button, make("p", {}, facts));
}

async function load() {
  const token = sessionStorage.getItem(KEY) ?? "";
  if (token) chat.dataset.token = token;
  else delete chat.dataset.token;
  try {
    const { documents } = await get(chat.place, "/api/documents");
    list.replaceChildren(...documents.map(entry));
    note.textContent = documents.length ? `${documents.length} văn bản` : "Chưa có văn bản nào được nạp.";
  } catch (error) {
    list.replaceChildren();
    note.textContent = error instanceof TypeError ? "Không tải được danh sách văn bản." : /** @type {Error} */ (error).message;
  }
}

find("unit").onsubmit = (event) => {
  event.preventDefault();
  sessionStorage.setItem(KEY, /** @type {HTMLInputElement} */ (code).value.trim());
  load();
};

await customElements.whenDefined("troly-chat");
await load();
const [, linked] = /^\/documents\/([^/]+)$/.exec(location.pathname) ?? [];
if (linked) {
  const query = new URLSearchParams(location.search);
  const ends = query.getAll("to").map(Number);
  const spans = query.getAll("from").map((from, place) => [Number(from), ends[place]]);
  const sound = spans.filter(([from, to]) => Number.isInteger(from) && Number.isInteger(to) && from < to);
  const lines = query.getAll("line").map((line) => line.split("_").map(Number));
  const rectangles = lines.filter((line) => line.length === 5 && line.every(Number.isFinite)).map(([page, ...box]) => ({ page, box }));
  chat.show({ document: { id: decodeURIComponent(linked) }, locator: { spans: sound, rectangles } }, null);
}
