import type { Indicator, Value } from '#domain/indicator.ts';

/** A value of the demonstration of which a test names only what matters to it. */
export const value = (given: Partial<Value> = {}): Value => ({
  indicator: 'P-01',
  version: 1,
  view: 'period',
  period: '2026-10',
  region: null,
  prefecture: null,
  titre: null,
  motif: null,
  demande: null,
  canal: null,
  breakdown: null,
  statistic: 'median',
  value: 74,
  lower: 71,
  upper: 76,
  n: 1_234,
  censored: 210,
  missing: 3,
  status: 'ok',
  suppressed: false,
  origin: 'synthetic',
  cutoff: '2026-10-31',
  as_of: '2026-11-20T07:15:00.000Z',
  run: 'r-2026-11-20-01',
  ...given,
});

/** An indicator of which a test names only what matters to it. */
export const indicator = (given: Partial<Indicator> = {}): Indicator => ({
  id: 'P-01',
  title_fr: 'Délai de décision',
  title_en: 'Time to decision',
  definition_fr:
    'Nombre de jours entre le dépôt d’une demande et la première décision qui la termine.',
  definition_en: 'Days between the filing of an application and the first decision that ends it.',
  unit: 'days',
  better: 'lower',
  demand: ['D3a'],
  formula:
    'Estimateur de Kaplan–Meier du premier événement qui termine la demande, intervalle log-log à 95 %. || Kaplan–Meier of the first terminal event from the filing, with log-log limits (95 %).',
  population: 'Tous les dépôts. || All filings.',
  censoring: 'Les dossiers ouverts à la date d’arrêt. || Open dossiers at the cut-off.',
  exclusions: 'Données de test (ZZ). || Test data (ZZ).',
  legal_basis: 'CESEDA, art. R. 432-1 et R. 432-2. || CESEDA R. 432-1 and R. 432-2.',
  sources: ['anef', 'agdref', 'demarche_numerique'],
  dimensions: ['prefecture', 'motif', 'demande', 'canal', 'titre'],
  statistics: ['median', 'p10', 'p90'],
  per: '',
  settles_after: 0,
  min_n: 30,
  cadence: '15 5 * * *',
  version: 1,
  changelog: ['1: first version.'],
  ...given,
});
