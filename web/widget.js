// @ts-check
/**
 * <troly-chat>: the assistant in a shadow root, floating over any page or filling one (data-mode="page").
 * Attributes: data-server, data-token (the unit's access code), data-as-of (YYYY-MM-DD), data-title, data-mode.
 * A page without the element gets a floating one that takes the same attributes from the script tag.
 */
import { ask, Refused } from "./api.js";
import { Message, suggestions } from "./message.js";
import { make } from "./render.js";
import { Viewer } from "./viewer.js";
import { words } from "./words.js";

const HISTORY = 6; // turns sent along; a few kilobytes of the 64 the server takes
const TURN = 1500; // characters of each

const sheet = new CSSStyleSheet(); // constructed: also works where the host page forbids inline style
const css = await fetch(new URL("widget.css", import.meta.url)).catch(() => null);
if (css?.ok) sheet.replaceSync(await css.text());

export class TrolyChat extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });
  #viewer = new Viewer();
  /** @type {{role: string, content: string}[]} */
  #history = [];
  /** @type {AbortController | null} */
  #running = null;
  #followed = 0;
  #launcher = make("button", { type: "button", className: "launcher", ariaHasPopup: "dialog" }, words.launch);
  #log = make("div", { className: "log", tabIndex: 0, role: "log", ariaLabel: words.log, ariaLive: "off" });
  #live = make("p", { className: "hidden", role: "status", ariaLive: "polite" });
  #box = make("textarea", { id: "cau-hoi", rows: 1, maxLength: 2000, placeholder: words.placeholder, title: words.keys });
  #send = make("button", { type: "submit", className: "send" }, words.send);
  #panel = make("section", { className: "panel" });
  #full = false;

  connectedCallback() {
    if (this.#panel.isConnected) return;
    this.#full = this.dataset.mode === "page";
    this.#root.adoptedStyleSheets = [sheet];
    const title = (this.#panel.ariaLabel = this.dataset.title ?? words.title);
    const fresh = make("button", { type: "button", className: "fresh", onclick: () => this.restart() }, words.fresh);
    const close = make("button", { type: "button", className: "close", title: words.close, ariaLabel: words.close }, "×");
    const form = make("form", {}, make("label", { htmlFor: "cau-hoi", className: "hidden" }, words.label), this.#box, this.#send);
    const notice = make("p", { className: "notice" }, make("b", {}, words.noticeAi), " ", words.notice);
    this.#panel.append(make("header", {}, make("h2", {}, title), fresh, close), this.#log, form, notice, this.#live);
    this.#root.append(this.#launcher, this.#panel, this.#viewer.dialog);
    this.#wire(form, close);
    this.restart(false);
    this.toggle(this.#full, false);
  }

  get place() {
    return { server: this.dataset.server ?? new URL(import.meta.url).origin, token: this.dataset.token };
  }

  /** @param {HTMLFormElement} form @param {HTMLButtonElement} close */
  #wire(form, close) {
    this.#launcher.onclick = () => this.toggle(true);
    close.onclick = () => this.toggle(false);
    this.#panel.onkeydown = (event) => void (event.key === "Escape" && !this.#full && this.toggle(false)); // false would cancel
    this.#box.onkeydown = (event) => {
      if (event.key !== "Enter" || event.shiftKey || event.isComposing) return; // composing: Vietnamese input methods
      event.preventDefault();
      if (!this.#running) form.requestSubmit();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      if (this.#running) this.#running.abort();
      else this.ask(this.#box.value);
    };
  }

  /** Opens or closes the floating panel. @param {boolean} open @param {boolean} [focus] */
  toggle(open, focus = true) {
    this.#panel.hidden = !open;
    this.#launcher.hidden = open;
    this.#launcher.ariaExpanded = String(open);
    if (focus) (open ? this.#box : this.#launcher).focus();
  }

  /** Forgets the conversation. @param {boolean} [focus] */
  restart(focus = true) {
    this.#running?.abort();
    this.#state(null, "");
    this.#history = [];
    const hello = make("div", { className: "hello" }, make("p", { className: "lead" }, words.hello), make("p", {}, words.helloMore));
    hello.append(suggestions(words.examples, (question) => this.ask(question), words.examplesTitle));
    this.#log.replaceChildren(hello);
    if (focus) this.#box.focus();
  }

  /** Opens a document, or the quoted place in it. @param {import("./api.js").Citation} citation @param {HTMLElement | null} opener */
  show(citation, opener) {
    return this.#viewer.open(this.place, citation, opener);
  }

  /** @param {string} text */
  async ask(text) {
    const question = text.trim();
    if (!question || this.#running) return;
    const message = new Message({ cite: (citation, opener) => this.show(citation, opener), ask: (next) => this.ask(next) });
    const asked = make("p", { className: "asked" }, make("span", { className: "hidden" }, `${words.asked}: `), question);
    this.#log.querySelector(".hello")?.remove();
    this.#log.append(asked, message.node);
    this.#box.value = "";
    this.#followed = 0;
    await this.#answer(question, message, () => this.#follow(asked));
  }

  /** @param {string} question @param {Message} message @param {() => void} follow */
  async #answer(question, message, follow) {
    const running = new AbortController();
    const body = { question, history: this.#history.slice(-HISTORY), ...(this.dataset.asOf ? { as_of: this.dataset.asOf } : {}) };
    this.#state(running, words.working);
    follow();
    try {
      const answer = await ask(this.place, body, (name, piece) => (message.hear(name, piece), follow()), running.signal);
      message.finish(answer);
      this.#history.push({ role: "user", content: question }, { role: "assistant", content: answer.answer.slice(0, TURN) });
      this.#state(null, answer.answer.replace(/[*|]|-{3,}/g, " "));
    } catch (error) {
      if (running.signal.aborted) message.fail(words.stopped, null);
      else message.fail(error instanceof Refused ? error.message : words.offline, () => this.ask(question));
      if (this.#running === running) this.#state(null, "");
    }
    follow();
  }

  /** `spoken` goes to screen readers. @param {AbortController | null} running @param {string} spoken */
  #state(running, spoken) {
    this.#running = running;
    this.#send.textContent = running ? words.stop : words.send;
    this.#live.textContent = spoken;
  }

  /** Keeps the question at the top while its answer grows, until the reader scrolls away. @param {HTMLElement} asked */
  #follow(asked) {
    if (this.#log.scrollTop >= this.#followed - 4) this.#log.scrollTop = asked.offsetTop - 12;
    this.#followed = this.#log.scrollTop;
  }
}

customElements.define("troly-chat", TrolyChat);
if (!document.querySelector("troly-chat")) {
  const script = [...document.scripts].find(({ src }) => src === import.meta.url);
  const chat = document.createElement("troly-chat");
  Object.assign(chat.dataset, script?.dataset);
  document.body.append(chat);
}
