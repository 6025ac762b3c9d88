import { Task, TaskStatus, type StatusRenderer, type TaskConfig } from '@lit/task';
import type { ReactiveControllerHost } from 'lit';
import { markStale, onFigures } from './live.ts';
import { turn } from './turns.ts';

/**
 * A task that waits for its turn, since a page has dozens of them: to begin them all at once would
 * hold up what the reader sees first. It is also run when the server has new figures. Meanwhile, and if
 * that fails, it keeps showing what it had: a page that is being read must neither blink nor lose its focus.
 */
export class LiveTask<const Args extends readonly unknown[], Result> {
  readonly #task: Task<Args, Result>;
  #kept: { value: Result } | undefined;
  #refreshing = false;

  constructor(host: ReactiveControllerHost, config: TaskConfig<Args, Result>) {
    this.#task = new Task<Args, Result>(host, {
      ...config,
      task: (args, options) => {
        if (!this.#refreshing) this.#keep(undefined);
        return turn().then(() => config.task(args, options));
      },
    });
    let stop = () => {};
    host.addController({
      hostConnected: () => (stop = onFigures(() => void this.#refresh())),
      hostDisconnected: () => {
        stop();
        markStale(this, false);
      },
    });
  }

  get value(): Result | undefined {
    return this.#kept ? this.#kept.value : this.#task.value;
  }

  get status() {
    return this.#task.status;
  }

  run(): Promise<void> {
    return this.#task.run();
  }

  render(renderer: StatusRenderer<Result>): unknown {
    const { status } = this.#task;
    return this.#kept && status !== TaskStatus.COMPLETE
      ? renderer.complete?.(this.#kept.value)
      : this.#task.render(renderer);
  }

  #keep(kept: { value: Result } | undefined) {
    this.#kept = kept;
    markStale(this, false);
  }

  async #refresh(): Promise<void> {
    const { status } = this.#task;
    if (status === TaskStatus.INITIAL || status === TaskStatus.PENDING) return;
    if (status === TaskStatus.COMPLETE) this.#kept = { value: this.#task.value as Result };
    this.#refreshing = true;
    const running = this.#task.run();
    this.#refreshing = false;
    await running;
    if (this.#task.status === TaskStatus.COMPLETE) this.#keep(undefined);
    else if (this.#task.status === TaskStatus.ERROR) markStale(this, this.#kept !== undefined);
  }
}
