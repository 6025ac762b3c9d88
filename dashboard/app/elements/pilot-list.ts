import { html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { Task } from '@lit/task';
import { fetchPilots, type Pilot } from '../api.ts';
import { nameOf, type Context } from '../context.ts';
import { locale } from '../locale.ts';
import { prefecturePath } from '../routes.ts';
import { capitalised } from '../sentences.ts';
import { pageHref } from '../url-state.ts';
import { failed, pending, stateNote } from './states.ts';

const { words, format } = locale;

/** The prefectures that try the AI application, as this installation is told: no source names them. */
@customElement('pilot-list')
export class PilotList extends LitElement {
  @property({ attribute: false }) context!: Context;

  readonly #pilots = new Task(this, {
    args: () => [],
    task: (_, { signal }) => fetchPilots(signal),
  });

  protected override createRenderRoot() {
    return this;
  }

  override render() {
    return html`
      <section class="chapter" aria-labelledby="pilotes-titre">
        <h2 id="pilotes-titre">${words.pilots.title}</h2>
        ${this.#pilots.render({
          pending,
          error: (error) => failed(error, () => void this.#pilots.run()),
          complete: (pilots) =>
            pilots.length === 0 ? stateNote('valueless', words.pilots.none) : this.#table(pilots),
        })}
      </section>
    `;
  }

  #table(pilots: readonly Pilot[]) {
    const { columns } = words.pilots;
    return html`
      <div class="table-wide" role="region" aria-label=${words.pilots.caption} tabindex="0">
        <table class="data">
          <caption class="visually-hidden">${words.pilots.caption}</caption>
          <thead>
            <tr>
              <th scope="col">${words.table.prefecture}</th>
              <th scope="col">${columns.since}</th>
              <th scope="col">${columns.until}</th>
              <th scope="col">${columns.tasks}</th>
            </tr>
          </thead>
          <tbody>
            ${pilots.map(
              ({ prefecture, started_on, ended_on, tasks }) => html`<tr>
                <th scope="row"><a href=${pageHref(prefecturePath(prefecture), this.context.state)}>${prefecture} ${nameOf(this.context, prefecture)}</a></th>
                <td>${format.day(started_on)}</td>
                <td>${ended_on ? format.day(ended_on) : columns.running}</td>
                <td>${tasks.map((task) => capitalised(words.pilots.tasks[task] ?? task)).join(', ')}</td>
              </tr>`,
            )}
          </tbody>
        </table>
      </div>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'pilot-list': PilotList;
  }
}
