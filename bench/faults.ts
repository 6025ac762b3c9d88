/**
 * One pull of 500 000 events, killed with -9 and resumed 200 times, the ingester and the engine apart.
 * Prints kills, lost and doubled; ends with status 1 when anything was lost or doubled.
 * `--events`, `--deliveries`, `--kills`, `--seed` and `--minutes` change the plan.
 */
import { parseArgs } from 'node:util';
import { killAndResume } from '#ingest/testing-faults.ts';

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '500000' },
    deliveries: { type: 'string', default: '200' },
    kills: { type: 'string', default: '200' },
    seed: { type: 'string', default: '20261122' },
    minutes: { type: 'string', default: '60' },
  },
});
const report = await killAndResume({
  events: Number(values.events),
  deliveries: Number(values.deliveries),
  kills: Number(values.kills),
  seed: Number(values.seed),
  engine_share: 0.5,
  budget_ms: Number(values.minutes) * 60_000,
  log: (line) => process.stderr.write(`${line}\n`),
});
console.log(JSON.stringify({ seed: Number(values.seed), ...report }));
const { lost, doubled, strays, unsettled, tables, disagreeing } = report;
process.exitCode = lost + doubled + strays + unsettled + tables + disagreeing === 0 ? 0 : 1;
