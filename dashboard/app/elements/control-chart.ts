import { LitElement, nothing, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ControlPoint, Milestone } from '../api.ts';
import { layoutControl } from '../charts/control.ts';
import { layoutMilestones } from '../charts/milestones.ts';
import { axisDecimals, type Shape } from '../format.ts';
import { locale } from '../locale.ts';
import { chartStyles } from './chart.styles.ts';
import { milestoneRules } from './milestone-rules.ts';
import { ReadingController } from './reading-controller.ts';
import { WidthController } from './width-controller.ts';

const { words, format } = locale;

/** Months against their own limits; a month that breaks a rule is a triangle, whatever its colour. */
@customElement('control-chart')
export class ControlChartElement extends LitElement {
  static override styles = chartStyles;

  @property({ attribute: false }) points: readonly ControlPoint[] = [];
  /** Months from which on other limits hold. */
  @property({ attribute: false }) rebased: readonly string[] = [];
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  @property({ attribute: false }) shape!: Shape;
  @property() label = '';

  readonly #size = new WidthController(this);
  readonly #reading = new ReadingController(this);

  override render() {
    const { width } = this.#size;
    if (width === 0) return nothing;
    const top = this.milestones.length > 0 ? 28 : 12;
    const size = { width, height: 300, top, right: 16, bottom: 28, left: 52 };
    const layout = layoutControl(this.points, this.rebased, size);
    const milestones = layoutMilestones(this.milestones, layout.span, layout.x);
    const bottom = size.height - size.bottom;
    const ticked = { ...this.shape, decimals: axisDecimals(layout.yTicks, this.shape) };
    const surface = {
      width,
      height: size.height,
      label: this.label,
      points: layout.marks.map(({ x, y, point }) => ({ x, y, text: textOf(point, this.shape) })),
      along: 'x' as const,
      from: top,
      to: bottom,
    };
    return this.#reading.render(
      surface,
      svg`
        ${layout.yTicks.map(
          ({ y, value }) => svg`
          <line class=${value === 0 ? 'base' : 'grid'} x1=${size.left} x2=${width - size.right} y1=${y} y2=${y} />
          <text class="y" x=${size.left - 8} y=${y}>${format.figure(value, ticked)}</text>
        `,
        )}
        ${layout.xTicks.map(({ x, date }) => svg`<text class="x" x=${x} y=${size.height - 6}>${date.getUTCMonth() === 0 ? date.getUTCFullYear() : format.shortPeriod(date.toISOString().slice(0, 7))}</text>`)}
        ${milestoneRules(milestones, top, bottom)}
        ${layout.limits.map((d) => svg`<path class="limit far" d=${d} />`)}
        <path class="limit" d=${layout.centre} />
        <path class="compared" d=${layout.path} />
        ${layout.marks.map(({ x, y, point }) =>
          point.rule === null
            ? svg`<circle class="dot-muted" cx=${x} cy=${y} r="2" />`
            : svg`<path class="dot" d="M${x - 5},${y + 4}h10l-5,-9Z" />`,
        )}
      `,
    );
  }
}

function textOf({ period, value, lower, upper, rule }: ControlPoint, shape: Shape): string {
  const limits =
    lower === null || upper === null
      ? ''
      : `, ${words.control.between(format.figure(lower, shape), format.value(upper, shape))}`;
  const broken = rule ? `, ${words.control.rules[rule] ?? rule}` : '';
  return `${format.period(period)}${words.colon}${format.value(value, shape)}${limits}${broken}`;
}

declare global {
  interface HTMLElementTagNameMap {
    'control-chart': ControlChartElement;
  }
}
