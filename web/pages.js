// @ts-check
/** The pages of a document as pictures, one at a time, the cited lines marked on them. */
import { getBlob, sentenceOf } from "./api.js";
import { make } from "./render.js";
import { words } from "./words.js";

/** @typedef {import("./api.js").Rectangle} Rectangle */
/** @typedef {{place: import("./api.js").Place, path: string, sizes: number[][], rectangles: Rectangle[]}} Shown */

const AIR = 1.5; // points around a cited line

export class Pages {
  /** @type {Shown} */
  #shown = { place: { server: "" }, path: "", sizes: [], rectangles: [] };
  #page = 1;
  #drawn = 0;
  #back = make("button", { type: "button", ariaLabel: words.pageBack, title: words.pageBack, onclick: () => this.show(this.#page - 1) }, "‹");
  #on = make("button", { type: "button", ariaLabel: words.pageOn, title: words.pageOn, onclick: () => this.show(this.#page + 1) }, "›");
  #zoom = make("button", { type: "button", ariaPressed: "false", onclick: () => this.#enlarge() }, words.enlarge);
  #at = make("p", { role: "status" });
  #sheet = make("div", { className: "sheet" });
  #view = make("div", { className: "view", tabIndex: 0, role: "region", ariaLabel: words.pages }, this.#sheet);

  constructor() {
    const bar = make("div", { className: "bar" }, this.#back, this.#at, this.#on, this.#zoom);
    this.node = make("section", { className: "pages", ariaLabel: words.pages }, bar, this.#view);
    // Draws when the sheet comes in sight: at once beside the text, on a narrow screen when it is turned to.
    new IntersectionObserver((seen) => void (seen.some(({ isIntersecting }) => isIntersecting) && this.#draw())).observe(this.#sheet);
  }

  /** @param {Shown} shown @param {number} page */
  open(shown, page) {
    this.#shown = shown;
    this.#drawn = 0;
    this.show(page);
  }

  /** @param {number} page */
  show(page) {
    const { sizes } = this.#shown;
    if (!sizes[page - 1] || page === this.#drawn) return;
    this.#page = page;
    this.#back.disabled = page === 1;
    this.#on.disabled = page === sizes.length;
    this.#at.textContent = words.pageOf(page, sizes.length, this.#here.length > 0);
    this.#sheet.replaceChildren();
    this.#sheet.style.aspectRatio = `${sizes[page - 1][0]} / ${sizes[page - 1][1]}`;
    if (this.#sheet.offsetParent) this.#draw();
  }

  get #here() {
    return this.#shown.rectangles.filter(({ page }) => page === this.#page);
  }

  async #draw() {
    const [page, shown] = [this.#page, this.#shown];
    if (this.#drawn === page || !shown.sizes.length) return;
    this.#drawn = page;
    this.#view.ariaBusy = "true";
    try {
      const picture = await createImageBitmap(await getBlob(shown.place, `${shown.path}/pages/${page}.png`));
      if (this.#page !== page || this.#shown !== shown) return;
      // A canvas, since the policy of a host page may forbid pictures of other sites.
      const canvas = make("canvas", { width: picture.width, height: picture.height, role: "img", ariaLabel: this.#at.textContent });
      canvas.getContext("2d")?.drawImage(picture, 0, 0);
      const marks = this.#here.map(({ box }) => this.#mark(box, shown.sizes[page - 1]));
      this.#sheet.replaceChildren(canvas, make("div", { className: "lines", ariaHidden: "true" }, ...marks));
      this.#aim();
    } catch (error) {
      if (this.#page !== page) return;
      this.#drawn = 0;
      this.#sheet.replaceChildren(make("p", { className: "error", role: "alert" }, sentenceOf(error)));
    }
    this.#view.ariaBusy = "false";
  }

  /** A cited line in percent of the page, so that it grows and shrinks with it. @param {number[]} box @param {number[]} size */
  #mark([left, top, right, bottom], [width, height]) {
    const mark = make("div", { className: "line" });
    const percent = (/** @type {number} */ points, /** @type {number} */ whole) => `${(100 * points) / whole}%`;
    mark.style.left = percent(left - AIR, width);
    mark.style.top = percent(top - AIR, height);
    mark.style.width = percent(right - left + 2 * AIR, width);
    mark.style.height = percent(bottom - top + 2 * AIR, height);
    return mark;
  }

  /** Brings the first cited line into sight. */
  #aim() {
    const line = /** @type {HTMLElement | null} */ (this.#sheet.querySelector(".line"));
    this.#view.scrollTop = line ? line.offsetTop - this.#view.clientHeight / 3 : 0;
    this.#view.scrollLeft = line ? line.offsetLeft - 24 : 0;
  }

  #enlarge() {
    const is = this.node.classList.toggle("large");
    this.#zoom.ariaPressed = String(is);
    this.#aim();
  }
}
