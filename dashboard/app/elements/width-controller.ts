import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Keeps the width an element is given, in steps, so that a drag of the window does not redraw at each
 * pixel; 0 while it has no place. It is known from the first drawing on, so that nothing is drawn twice.
 * Paper has a width of its own, `--print-width`: the browser lays a page out for it without telling any
 * observer, so that the picture is drawn for it just before.
 */
export class WidthController implements ReactiveController {
  width = 0;
  readonly #host: ReactiveControllerHost & Element;
  #observer: ResizeObserver | undefined;
  #onScreen = 0;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected() {
    this.#observer = new ResizeObserver(() => {
      this.#measure();
      this.#draw(this.#onScreen);
    });
    this.#observer.observe(this.#host);
    window.addEventListener('beforeprint', this.#onPaper);
    window.addEventListener('afterprint', this.#backOnScreen);
  }

  hostUpdate() {
    if (this.width > 0) return;
    this.#measure();
    this.width = this.#onScreen;
  }

  hostDisconnected() {
    this.#observer?.disconnect();
    window.removeEventListener('beforeprint', this.#onPaper);
    window.removeEventListener('afterprint', this.#backOnScreen);
  }

  #measure() {
    this.#onScreen = Math.floor(this.#host.clientWidth / 8) * 8 || this.#onScreen;
  }

  #onPaper = () => {
    const width = Number.parseInt(getComputedStyle(this.#host).getPropertyValue('--print-width'));
    if (width > 0) this.#draw(width);
  };

  #backOnScreen = () => this.#draw(this.#onScreen);

  #draw(width: number) {
    if (width === this.width) return;
    this.width = width;
    this.#host.requestUpdate();
  }
}
