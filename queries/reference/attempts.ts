import type { EventRow } from '#domain/contract.ts';
import { dayOf } from './calendar.ts';

/** Does this event say that somebody could not file? */
function isFailure({ event, issue, anomalie, origine }: EventRow): boolean {
  switch (event) {
    case 'depot_echec':
    case 'ccc_signalement_dgef':
    case 'impossibilite_constatee':
    case 'substitution_convocation':
      return true;
    case 'ccc_contact':
      return Boolean(anomalie);
    case 'pan_visite':
      return issue === 'bloque' || issue === 'echec' || issue === 'oriente_substitution';
    case 'rdv_recherche':
      return issue === 'aucune_date' && origine !== 'sonde';
    case 'refere_mesures_utiles':
      return issue === 'rdv' || issue === 'depot';
    default:
      return false;
  }
}

/**
 * Days of failed attempts to file, by dossier: named by the event itself, by another event of the same
 * chain (the same reference), or through the person.
 */
export function attemptsByDossier(
  rows: readonly EventRow[],
  histories: ReadonlyMap<string, readonly EventRow[]>,
): Map<string, number[]> {
  const chains = new Map<string, EventRow[]>();
  for (const row of rows) {
    if (!row.reference || row.event === 'rattachement') continue;
    chains.set(row.reference, [...(chains.get(row.reference) ?? []), row]);
  }
  const dossiersOf = new Map<string, Set<string>>();
  for (const [dossier, history] of histories) {
    for (const { personne, dossier: own } of history) {
      for (const key of [personne, own]) {
        if (key) dossiersOf.set(key, (dossiersOf.get(key) ?? new Set()).add(dossier));
      }
    }
  }
  const attempts = new Map<string, number[]>();
  for (const row of rows.filter(isFailure)) {
    const chain = [row, ...(chains.get(row.reference ?? '') ?? [])];
    const named = chain.flatMap(({ dossier, personne }) => [dossier ?? '', personne ?? '']);
    for (const dossier of new Set(named.flatMap((key) => [...(dossiersOf.get(key) ?? [])]))) {
      attempts.set(dossier, [...(attempts.get(dossier) ?? []), dayOf(row.occurred_on ?? '')]);
    }
  }
  return attempts;
}
