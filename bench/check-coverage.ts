/** `npm run check:coverage`: prints how often 95 % intervals hold the truth; fails outside 93–97 %. */
import { coverages } from './coverage.ts';

const REPLICATIONS = 2000;
const LEAST = 0.93;
const MOST = 0.97;

const rows = coverages(REPLICATIONS);
const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const digits = (value: number) => value.toPrecision(4);
const lines = rows.map(({ figure, truth, n, replications, covered, width }) => [
  ...[figure, digits(truth), n, replications, digits(width), percent(covered)],
  covered >= LEAST && covered <= MOST ? 'ok' : 'outside 93–97 %',
]);
const head = ['figure', 'truth', 'n', 'replications', 'mean width', 'covered', 'verdict'];
const table = [head, head.map(() => '---'), ...lines];
process.stdout.write(table.map((cells) => `| ${cells.join(' | ')} |\n`).join(''));
if (lines.some((cells) => cells.at(-1) !== 'ok')) process.exitCode = 1;
