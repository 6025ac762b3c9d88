import { html, LitElement, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import type { Topology } from 'topojson-specification';
import type { Value } from '#domain/indicator.ts';
import type { Prefecture } from '../api.ts';
import { classesOf, type Classes } from '../charts/classes.ts';
import { areaScale } from '../charts/circles.ts';
import {
  layoutMap,
  neighbourOf,
  type Direction,
  type Frame,
  type MapLayout,
  type Place,
} from '../charts/map.ts';
import { navigate } from '../events.ts';
import { roundDecimals, valuesOf, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { lineOf } from '../sentences.ts';
import { mapStyles } from './prefecture-map.styles.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

const ARROWS: Record<string, Direction | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/**
 * The value of each prefecture: by colour for delays and shares, by circles for counts, which a
 * surface would falsify. `charts/map.ts` works out where things go.
 *
 * The map is one stop of the Tab key; inside, the arrows walk from a prefecture to its neighbour. The
 * table beside it has the same numbers.
 */
@customElement('prefecture-map')
export class PrefectureMap extends LitElement {
  static override styles = mapStyles;

  @property({ attribute: false }) topology!: Topology;
  @property({ attribute: false }) prefectures: readonly Prefecture[] = [];
  @property({ attribute: false }) rows: readonly Value[] = [];
  @property({ attribute: false }) shape!: Shape;
  /** Code of the prefecture that was chosen. */
  @property() chosen: string | null = null;

  /** Under the pointer, or under the keyboard's focus. */
  @state() private read: string | null = null;
  /** The one place that Tab enters by. */
  @state() private current: string | null = null;

  readonly #size = new WidthController(this);
  #layout: MapLayout | undefined;
  #classes: Classes = classesOf([]);
  #byCode: ReadonlyMap<string | null, Value> = new Map();
  #names: ReadonlyMap<string, string> = new Map();

  override willUpdate(changed: PropertyValues<this>) {
    if (changed.has('topology')) this.#layout = undefined;
    if (changed.has('rows')) {
      this.#byCode = new Map(this.rows.map((row) => [row.prefecture, row]));
      this.#classes = classesOf(valuesOf(this.rows));
    }
    if (changed.has('prefectures')) {
      this.#names = new Map(this.prefectures.map(({ code, name }) => [code, name]));
    }
  }

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const layout = this.#layout?.width === width ? this.#layout : layoutMap(this.topology, width);
    this.#layout = layout;
    const shown = this.read ?? this.chosen;
    const entry = this.current ?? this.chosen ?? layout.places[0]?.code;
    return html`
      ${this.shape.unit === 'count' ? this.#circleLegend() : this.#legend()}
      <p class=${shown === null ? 'reading help' : 'reading'}>${shown === null ? words.map.help : this.#sentence(shown)}</p>
      <svg
        width=${layout.width}
        height=${layout.height}
        viewBox="0 0 ${layout.width} ${layout.height}"
        role="group"
        aria-label=${words.map.group}
        @keydown=${this.#onKey}
        @pointerleave=${() => (this.read = null)}
      >
        <defs>
          <pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect class="hatch-ground" width="5" height="5" />
            <line class="hatch-line" x1="0" y1="0" x2="0" y2="5" />
          </pattern>
        </defs>
        <text class="part" x="0" y=${layout.insetsTop + 14}>${words.map.insets}</text>
        <text class="part" x="0" y=${layout.squaresTop + 14}>${words.map.others}</text>
        ${layout.insets.map(this.#inset)}
        ${layout.echoes.map((place) => this.#guarded(place, undefined))}
        ${layout.places.map((place) => this.#guarded(place, entry))}
        ${layout.squares.map(this.#squareLabel)}
        ${this.shape.unit === 'count' ? this.#circles(layout) : nothing}
        ${this.#outline(layout)}
      </svg>
    `;
  }

  /** A prefecture is drawn anew only when it shows something else: a choice changes one or two of them. */
  #guarded(place: Place, entry: string | undefined) {
    const { unit, decimals, noun } = this.shape;
    const { code } = place;
    const row = this.#byCode.get(code);
    const colour = this.#colour(row);
    const marks = [code === entry, code === this.chosen, entry === undefined];
    return guard([place, row, this.#names, colour, unit, decimals, noun, ...marks], () =>
      this.#area(place, colour, entry),
    );
  }

  #colour(row: Value | undefined): string {
    const value = row?.value ?? null;
    if (value === null) return 'area empty';
    return this.shape.unit === 'count' ? 'area plain' : `area c${this.#rank(value)}`;
  }

  /** A prefecture; as an echo, without `entry`, it can be pointed at but not walked to. */
  #area({ code, d }: Place, colour: string, entry: string | undefined) {
    const fill = colour === 'area empty' ? 'url(#hatch)' : nothing;
    const choose = () => navigate(this, { prefecture: code === this.chosen ? null : code });
    const enter = () => (this.read = code);
    if (entry === undefined) {
      return svg`<path class=${colour} fill=${fill} d=${d} aria-hidden="true" @click=${choose} @pointerenter=${enter} />`;
    }
    return svg`<path
      class=${colour}
      fill=${fill}
      d=${d}
      role="button"
      tabindex=${code === entry ? 0 : -1}
      data-code=${code}
      aria-label=${this.#sentence(code)}
      aria-pressed=${code === this.chosen ? 'true' : 'false'}
      @click=${choose}
      @pointerenter=${enter}
      @focus=${() => {
        this.read = code;
        this.current = code;
      }}
      @blur=${() => (this.read = null)}
    />`;
  }

  /** Classes are spread over the whole scale when there are fewer than five. */
  #rank(value: number): number {
    const count = this.#classes.thresholds.length + 1;
    return count === 1 ? 2 : Math.round((this.#classes.indexOf(value) * 4) / (count - 1));
  }

  #inset = ({ key, x, y, width, height }: Frame) => svg`
    <rect class="frame" x=${x + 0.5} y=${y + 0.5} width=${width - 1} height=${height - 1} rx="4" />
    <text class="label" x=${x} y=${y + height + 16}>${key === 'couronne' ? words.map.couronneShort : this.#names.get(key)}</text>
  `;

  #squareLabel = ({ key, x, y, width }: Frame) => svg`
    <text class="label" x=${x + width + 8} y=${y + 15}>${this.#names.get(key) ?? key}</text>
  `;

  #circles({ places }: MapLayout) {
    const radius = this.#radius();
    return places.map(({ code, x, y }) => {
      const value = this.#byCode.get(code)?.value;
      return value ? svg`<circle class="count" cx=${x} cy=${y} r=${radius(value)} />` : nothing;
    });
  }

  #radius = () => areaScale(valuesOf(this.rows), this.#size.width);

  /** The place being read and the place chosen, drawn last so that no neighbour covers their edge. */
  #outline({ places }: MapLayout) {
    const edge = (code: string | null, name: string) => {
      const place = places.find((known) => known.code === code);
      return place ? svg`<path class=${name} d=${place.d} />` : nothing;
    };
    return svg`${edge(this.chosen, 'edge chosen')}${edge(this.read, 'edge read')}`;
  }

  #legend() {
    const { thresholds } = this.#classes;
    const { under, over, to, noData } = words.map;
    const values = valuesOf(this.rows);
    const shape = { ...this.shape, decimals: roundDecimals(thresholds, this.shape) };
    const text = (value: number) => format.figure(value, shape);
    const full = (value: number) => format.value(value, shape);
    const labels = [...thresholds, Infinity].map((bound, index) => {
      const below = thresholds[index - 1];
      if (below === undefined)
        return bound === Infinity ? full(values[0] ?? 0) : under(text(bound));
      return bound === Infinity ? over(full(below)) : to(text(below), text(bound));
    });
    return html`
      <ul class="legend">
        ${
          values.length === 0
            ? nothing
            : labels.map((label, index) => {
                const rank =
                  labels.length === 1 ? 2 : Math.round((index * 4) / (labels.length - 1));
                return html`<li><span class="swatch c${rank}"></span>${label}</li>`;
              })
        }
        ${this.#hasGaps() ? html`<li>${this.#hatchSwatch()}${noData}</li>` : nothing}
      </ul>
    `;
  }

  #circleLegend() {
    const radius = this.#radius();
    const top = Math.max(0, ...valuesOf(this.rows));
    const steps =
      top === 0 ? [] : [top, top / 4, top / 16].map((step) => Number(step.toPrecision(1)));
    return html`
      <ul class="legend">
        ${steps.map(
          (step) => html`<li>
            <svg class="swatch-circle" width=${radius(step) * 2 + 2} height=${radius(step) * 2 + 2} aria-hidden="true">
              <circle class="count" cx=${radius(step) + 1} cy=${radius(step) + 1} r=${radius(step)} />
            </svg>
            ${format.value(step, this.shape)}
          </li>`,
        )}
        ${this.#hasGaps() ? html`<li>${this.#hatchSwatch()}${words.map.noData}</li>` : nothing}
      </ul>
      <p class="hint">${words.map.circles}</p>
    `;
  }

  #hatchSwatch = () => html`
    <svg class="swatch" width="20" height="12" aria-hidden="true"><rect width="20" height="12" fill="url(#hatch)" /></svg>
  `;

  #hasGaps(): boolean {
    return (
      this.#layout?.places.some(({ code }) => (this.#byCode.get(code)?.value ?? null) === null) ??
      false
    );
  }

  #sentence = (code: string) =>
    `${this.#names.get(code) ?? code} (${code})${words.colon}${lineOf(locale, this.#byCode.get(code), this.shape)}`;

  #onKey = (event: KeyboardEvent) => {
    const places = this.#layout?.places ?? [];
    const focused = event.target instanceof Element && event.target.getAttribute('data-code');
    const from = places.find(({ code }) => code === focused);
    if (!from) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      navigate(this, { prefecture: from.code === this.chosen ? null : from.code });
      return;
    }
    const direction = ARROWS[event.key];
    const ends: Record<string, Place | undefined> = { Home: places[0], End: places.at(-1) };
    const to = direction ? neighbourOf(places, from, direction) : ends[event.key];
    if (!to) return;
    event.preventDefault();
    this.renderRoot.querySelector<SVGElement>(`[data-code="${to.code}"]`)?.focus();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'prefecture-map': PrefectureMap;
  }
}
