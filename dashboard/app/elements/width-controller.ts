import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Keeps the width an element is given, in steps, so that a drag of the window does not redraw at each pixel. */
export class WidthController implements ReactiveController {
  width: number;
  readonly #host: ReactiveControllerHost & Element;
  #observer: ResizeObserver | undefined;

  constructor(host: ReactiveControllerHost & Element, width: number) {
    this.#host = host;
    this.width = width;
    host.addController(this);
  }

  hostConnected() {
    this.#observer = new ResizeObserver(([entry]) => {
      const width = Math.floor((entry?.contentRect.width ?? 0) / 8) * 8;
      if (width === 0 || width === this.width) return;
      this.width = width;
      this.#host.requestUpdate();
    });
    this.#observer.observe(this.#host);
  }

  hostDisconnected() {
    this.#observer?.disconnect();
  }
}
