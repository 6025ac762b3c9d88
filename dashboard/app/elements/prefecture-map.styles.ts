import { css } from 'lit';

export const mapStyles = css`
  :host { display: block; }
  svg { display: block; max-inline-size: 100%; overflow: visible; }
  .reading { margin: 12px 0 8px; min-block-size: 48px; font-size: 1rem; line-height: 1.5rem; font-variant-numeric: tabular-nums; }
  .help { font-size: 0.875rem; color: var(--muted); }
  .area { stroke: var(--map-edge); stroke-width: 0.6; cursor: pointer; outline: none; }
  .empty { stroke: var(--line); }
  .plain { fill: var(--surface); stroke: var(--line); }
  .c0 { fill: var(--map-1); background: var(--map-1); }
  .c1 { fill: var(--map-2); background: var(--map-2); }
  .c2 { fill: var(--map-3); background: var(--map-3); }
  .c3 { fill: var(--map-4); background: var(--map-4); }
  .c4 { fill: var(--map-5); background: var(--map-5); }
  .hatch-ground { fill: var(--ground); }
  .hatch-line { stroke: var(--line); stroke-width: 2; }
  .frame { fill: none; stroke: var(--hairline); }
  .part { font-size: 14px; font-weight: 600; fill: var(--ink); }
  .label { font-size: 13px; fill: var(--muted); }
  .count { fill: var(--accent); fill-opacity: 0.55; stroke: var(--accent); pointer-events: none; }
  .edge { fill: none; pointer-events: none; stroke-linejoin: round; }
  .edge.chosen { stroke: var(--ink); stroke-width: 2.5; }
  .edge.read { stroke: var(--ink); stroke-width: 2; }
  :host(:focus-within) .edge.read { stroke: var(--focus); stroke-width: 3.5; }
  .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 0; padding: 0; list-style: none; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
  .legend li { display: flex; align-items: center; gap: 6px; }
  .swatch { inline-size: 20px; block-size: 12px; outline: 1px solid var(--line); outline-offset: -1px; }
  @media print {
    .help { display: none; }
    .reading { min-block-size: 0; margin: 0; }
    svg { inline-size: 100%; block-size: auto; }
    .swatch { print-color-adjust: exact; }
    .legend { font-size: 10px; }
  }
  .hint { margin: 4px 0 0; font-size: 0.875rem; color: var(--muted); }
`;
