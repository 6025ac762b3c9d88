import { localeOf } from '../locale.ts';
import { shapeOf } from '../sentences.ts';
import { indicator, value } from './rows.ts';

/** Both languages, and how a delay, a share and a count are written in French. */
export const fr = localeOf('fr');
export const en = localeOf('en');
export const days = shapeOf(fr, indicator(), 'median', []);
export const share = shapeOf(fr, indicator({ id: 'F-03', unit: 'share' }), 'share', [
  value({ value: 0.12 }),
]);
export const count = shapeOf(fr, indicator({ id: 'S-01', unit: 'count' }), 'count', []);
