import { css } from 'lit';

/** What every chart draws with: one accent series, its comparison in muted ink, rules that carry meaning. */
export const chartStyles = css`
  :host { display: block; }
  svg { display: block; max-inline-size: 100%; font-size: 14px; font-variant-numeric: tabular-nums; overflow: visible; }
  text { fill: var(--muted); }
  .surface { cursor: pointer; touch-action: pan-y; }
  .surface:focus-visible { outline: 3px solid var(--focus); outline-offset: 4px; border-radius: 2px; }
  .plain { cursor: default; }
  .grid { stroke: var(--hairline); }
  .base { stroke: var(--muted); }
  .x { text-anchor: middle; }
  .y { text-anchor: end; dominant-baseline: middle; }
  .band { fill: var(--band); }
  .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; }
  .line.open { stroke-dasharray: 3 3; }
  .compared { fill: none; stroke: var(--muted); stroke-width: 1.5; stroke-linejoin: round; }
  .middle { dominant-baseline: middle; }
  .main { fill: var(--accent); font-weight: 600; }
  .main.pilot { fill: var(--pilot); }
  .strong { fill: var(--ink); font-weight: 600; }
  .over { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: round; }
  .ink { fill: var(--ink); }
  .dot { fill: var(--accent); }
  .dot-muted { fill: var(--muted); }
  .dot.pilot { fill: var(--pilot); }
  .bar { fill: var(--accent); }
  .bar.muted { fill: var(--muted); }
  .interval { stroke: var(--band); stroke-width: 8; stroke-linecap: butt; }
  .rule { stroke: var(--line); stroke-width: 1; stroke-dasharray: 2 3; }
  .rule-number { text-anchor: middle; font-size: 13px; }
  .legal { stroke: var(--ink); stroke-width: 1.25; stroke-dasharray: 6 4; }
  .legal-label { fill: var(--ink); font-size: 13px; }
  .limit { fill: none; stroke: var(--line); stroke-width: 1; }
  .limit.far { stroke-dasharray: 5 4; }
  .leader { stroke: var(--muted); }
  .cross { stroke: var(--ink); }
  .ring { fill: none; stroke: var(--ink); stroke-width: 2; }
  .reading { margin: 0 0 4px; min-block-size: 24px; line-height: 1.5rem; font-variant-numeric: tabular-nums; }
  .help { font-size: 0.875rem; line-height: 1.25rem; color: var(--muted); }
  .names { display: flex; flex-wrap: wrap; gap: 0 16px; margin: 0; padding: 0; list-style: none; font-size: 0.875rem; }
  .names .first { color: var(--accent); font-weight: 600; }
  .names .second { color: var(--muted); }
  @media (width < 480px) { .reading { min-block-size: 48px; } }
  @media print {
    .help { display: none; }
    .reading { min-block-size: 0; }
    .names { font-size: 10px; }
    svg { inline-size: 100%; block-size: auto; }
  }
`;
