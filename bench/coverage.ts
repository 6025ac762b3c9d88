/**
 * Do 95 % intervals hold the truth 95 times in a hundred? The populations of the simulator are known to
 * their end: samples of one are cut off as data are, and each figure’s interval is held against what
 * is true of all. The estimators are those of TypeScript, which the tests hold equal to the SQL.
 */
import {
  curveQuantile,
  kaplanMeier,
  restrictedMean,
  type Curve,
  type Spell,
} from '#queries/statistics/kaplan-meier.ts';
import { Z95 } from '#queries/statistics/normal.ts';
import { chance, type Chance } from '#queries/statistics/random.ts';
import { wilson } from '#queries/statistics/wilson.ts';
import { dayOf, yearOf } from '#seed/simulator/calendar.ts';
import { FollowUp } from '#seed/simulator/follow-up.ts';
import { drawDossier } from '#seed/simulator/population.ts';
import { drawRights } from '#seed/simulator/rights.ts';
import { ruptureOf } from '#seed/simulator/rupture.ts';
import { buildWorld } from '#seed/simulator/world.ts';

export interface Coverage {
  figure: string;
  truth: number;
  /** Subjects of each sample, and how many samples. */
  n: number;
  replications: number;
  /** Share of the intervals that hold the truth, and their mean width. */
  covered: number;
  width: number;
}

/** Everything that is true of one year of filing, or of expiry for the ruptures of rights. */
interface Frame {
  filings: { filedOn: number; days: number }[];
  median: number;
  rmst120: number;
  ruptures: boolean[];
  signalements: boolean[];
}

const YEAR = 2024;
/** The last filings of the year are followed for three months. */
const CUTOFF = dayOf('2025-03-31');

function frameOf(dossiers: number): Frame {
  const world = buildWorld({ dossiers, seed: 20_261_122 });
  const followUp = new FollowUp();
  const frame: Frame = { filings: [], median: 0, rmst120: 0, ruptures: [], signalements: [] };
  for (let index = 0; index < world.dossiers; index++) {
    const dossier = drawDossier(world, index);
    if (dossier.prefecture === 'ZZ') continue;
    const { filedOn, closedOn, outcome, canal, attempt } = dossier;
    if (yearOf(filedOn) === YEAR) {
      followUp.add(closedOn - filedOn, outcome);
      frame.filings.push({ filedOn, days: closedOn - filedOn });
      if (canal === 'anef') frame.signalements.push(attempt?.kind === 'signalement');
    }
    const rights = drawRights(world, dossier);
    if (!rights.held || yearOf(rights.held.fin + 1) !== YEAR) continue;
    const rupture = ruptureOf(world, dossier, rights);
    if (rupture) frame.ruptures.push(rupture.R1 + rupture.R2 > 0);
  }
  const survival = followUp.survival();
  frame.median = survival.quantile(0.5) ?? Number.NaN;
  frame.rmst120 = survival.restrictedMean(120);
  return frame;
}

const shareOf = (flags: readonly boolean[]) => flags.filter(Boolean).length / flags.length;

/** The filings as the data show them: who has no closing by the cut-off is still waiting. */
const seen = ({ filedOn, days }: Frame['filings'][number]): Spell => ({
  entry: -1,
  exit: Math.min(days, CUTOFF - filedOn),
  event: filedOn + days <= CUTOFF,
});

type Limits = { lower: number | null; upper: number | null };

/** The coverage of the headline figures. */
export function coverages(replications: number, dossiers = 120_000): Coverage[] {
  const frame = frameOf(dossiers);
  const delays = (figure: string, truth: number, limits: (curve: Curve) => Limits) =>
    replicated({ figure, truth, n: 400, replications }, (random) =>
      limits(kaplanMeier(sample(frame.filings, 400, random).map(seen))),
    );
  const shares = (figure: string, flags: readonly boolean[], n: number) =>
    replicated({ figure, truth: shareOf(flags), n, replications }, (random) =>
      wilson(sample(flags, n, random).filter(Boolean).length, n),
    );
  return [
    delays('P-01 median', frame.median, (curve) => curveQuantile(curve, 0.5)),
    delays('P-02 rmst120', frame.rmst120, (curve) => {
      const { value, spread } = restrictedMean(curve, 120);
      return { lower: value - Z95 * spread, upper: value + Z95 * spread };
    }),
    shares('F-03 share', frame.ruptures, 300),
    shares('C-01 share', frame.signalements, 4000),
  ];
}

/** Draws with replacement: what is true of the frame is then exactly true of each draw. */
function sample<Item>(items: readonly Item[], n: number, { next }: Chance): Item[] {
  return Array.from({ length: n }, () => items[Math.floor(next() * items.length)]!);
}

function replicated(
  what: Omit<Coverage, 'covered' | 'width'>,
  limits: (random: Chance) => Limits,
): Coverage {
  let held = 0;
  let width = 0;
  for (let seed = 1; seed <= what.replications; seed++) {
    const { lower, upper } = limits(chance(seed));
    // An interval without an end holds whatever lies beyond.
    held += Number((lower ?? -Infinity) <= what.truth && what.truth <= (upper ?? Infinity));
    width += (upper ?? Infinity) - (lower ?? -Infinity);
  }
  return { ...what, covered: held / what.replications, width: width / what.replications };
}
