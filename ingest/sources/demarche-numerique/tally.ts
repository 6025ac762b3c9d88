import type { Demarche } from './demarche.ts';
import type { Untimed } from './events.ts';
import { REASONS } from './deletion.ts';

/** What reading a démarche came to, for the operator. */
export interface Tally {
  count(told: { rows: readonly Untimed[]; unknown: readonly string[] } | undefined): void;
  /** The reason of a deletion. */
  reason(word: string): void;
  /** What there is to say; nothing personal. */
  lines(): string[];
}

/** A word of the API as it may be shown: they are names of its schema. */
const shown = (word: string) => (/^\w{1,40}$/.test(word) ? word : '?');

export function openTally({ number, kind }: Demarche): Tally {
  let dossiers = 0;
  let events = 0;
  let unfiled = 0;
  const strange = new Map<string, number>();
  const note = (word: string) => strange.set(shown(word), (strange.get(shown(word)) ?? 0) + 1);
  return {
    count(told) {
      dossiers += 1;
      if (!told) return;
      events += told.rows.length;
      for (const word of told.unknown) note(word);
      if (kind === 'DEMANDE_TITRE' && !told.rows.some(({ event }) => event === 'depot'))
        unfiled += 1;
    },
    reason(word) {
      if (!REASONS.includes(word)) note(word);
    },
    lines() {
      const of = `Démarche ${number}`;
      const said: string[] = [];
      if (dossiers > 0) {
        said.push(
          kind
            ? `${of}: ${dossiers} dossiers read, ${events} events.`
            : `${of} is not mapped: ${dossiers} dossiers read, no event.`,
        );
      }
      if (unfiled > 0) {
        said.push(`${of}: ${unfiled} dossiers have no act of filing, and stay out of the figures.`);
      }
      for (const [word, times] of strange) {
        said.push(`${of}: “${word}”, which we do not know, ${times} times; left out.`);
      }
      return said;
    },
  };
}
