import { join } from 'node:path';
import {
  attestationRow,
  claimRow,
  filingWindowRow,
  graceRow,
  legalDelayRow,
  milestoneRow,
  pilotRow,
  prefectureRow,
  titreRow,
  type Attestation,
  type Claim,
  type FilingWindow,
  type Grace,
  type LegalDelay,
  type Milestone,
  type Pilot,
  type Prefecture,
  type Titre,
} from './rows.ts';
import { readTable } from './table.ts';

export type {
  Attestation,
  Claim,
  FilingWindow,
  Grace,
  LegalDelay,
  Milestone,
  Pilot,
  Prefecture,
  Titre,
};

/** What is known of the world before any event arrives. */
export interface Reference {
  prefectures: Prefecture[];
  titres: Titre[];
  milestones: Milestone[];
  claims: Claim[];
  pilots: Pilot[];
  legalDelays: LegalDelay[];
  filingWindows: FilingWindow[];
  grace: Grace[];
  attestations: Attestation[];
}

/**
 * Reads every reference table and refuses a malformed row with its file and line. The pilots may
 * come from the operator's own file, since no source names them.
 */
export function loadReference({
  folder = import.meta.dirname,
  pilots = join(folder, 'pilots.csv'),
}: { folder?: string; pilots?: string } = {}): Reference {
  const table = (name: string) => join(folder, `${name}.csv`);
  const reference: Reference = {
    prefectures: readTable(table('prefectures'), prefectureRow),
    titres: readTable(table('titres'), titreRow),
    milestones: readTable(table('milestones'), milestoneRow),
    claims: readTable(table('claims'), claimRow),
    pilots: readTable(pilots, pilotRow),
    legalDelays: readTable(table('legal-delays'), legalDelayRow),
    filingWindows: readTable(table('filing-windows'), filingWindowRow),
    grace: readTable(table('grace'), graceRow),
    attestations: readTable(table('attestations'), attestationRow),
  };
  for (const pilot of reference.pilots) {
    known('prefecture', [pilot.prefecture], reference.prefectures);
    known('titre', pilot.titres, reference.titres);
  }
  return reference;
}

function known(noun: string, named: string[], rows: { code: string }[]): void {
  const stranger = named.find((code) => !rows.some((row) => row.code === code));
  if (stranger) throw new Error(`Pilots: no ${noun} has the code “${stranger}”.`);
}
