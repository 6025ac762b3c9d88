import { svg } from 'lit';
import type { Dated, MilestoneLayout } from '../charts/milestones.ts';

/** The milestones of a chart of months: a rule down the plot for each, their numbers over it. */
export const milestoneRules = (
  { rules, numbers }: MilestoneLayout<Dated>,
  top: number,
  bottom: number,
) => svg`
  ${rules.map((x) => svg`<line class="rule" x1=${x} x2=${x} y1=${top - 2} y2=${bottom} />`)}
  ${numbers.map(({ x, label }) => svg`<text class="rule-number" x=${x} y=${top - 8}>${label}</text>`)}
`;
