import { css, html, LitElement, svg } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Value } from '#domain/indicator.ts';
import type { Milestone } from '../api.ts';
import { layoutSpark, SPARK } from '../charts/sparkline.ts';

/** The shape of two years in the height of two lines of text; the full series says the rest. */
@customElement('spark-line')
export class SparkLine extends LitElement {
  static override styles = css`
    :host { display: block; }
    svg { display: block; inline-size: 100%; block-size: 48px; overflow: visible; }
    .line { fill: none; stroke: var(--accent); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
    .end { stroke: var(--accent); stroke-width: 7; stroke-linecap: round; vector-effect: non-scaling-stroke; }
    .tick { stroke: var(--line); stroke-width: 1; stroke-dasharray: 2 2; vector-effect: non-scaling-stroke; }
  `;

  /** Months, oldest first. */
  @property({ attribute: false }) rows: readonly Value[] = [];
  @property({ attribute: false }) milestones: readonly Milestone[] = [];
  /** What the line says, for who cannot see it. */
  @property() label = '';

  override render() {
    const { path, end, ticks } = layoutSpark(this.rows, this.milestones);
    return html`
      <svg viewBox="0 0 ${SPARK.width} ${SPARK.height}" preserveAspectRatio="none" role="img" aria-label=${this.label}>
        ${ticks.map((x) => svg`<line class="tick" x1=${x} x2=${x} y1="0" y2=${SPARK.height} />`)}
        <path class="line" d=${path} />
        ${end ? svg`<path class="end" d="M${end.x},${end.y}h0" />` : null}
      </svg>
    `;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'spark-line': SparkLine;
  }
}
