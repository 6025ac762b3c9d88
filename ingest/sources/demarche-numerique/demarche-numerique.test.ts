import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, SourceError } from '#core/errors.ts';
import { demarcheNumerique } from './demarche-numerique.ts';
import { fakeDossier } from './testing-demarche.ts';
import { decodings } from './testing-pull.ts';
import { at, filedDossiers, minute, SETTINGS, testSource } from './testing-source.ts';

const { pull, give } = testSource();

test('no number of a dossier leaves the source, in clear or in a cursor', async () => {
  const numbers = [8_123_457, 8_123_458, 8_123_459];
  const { dossiers } = give(numbers.map((number) => fakeDossier(number, [['depose', minute(1)]])));
  at(dossiers, 1).broken = true;
  const briefly = { ...SETTINGS, pause_minutes: 0.000_001 };
  const first = await pull({ settings: briefly });
  expect(first.error).toBeInstanceOf(SourceError);
  at(dossiers, 1).broken = false;
  Object.assign(at(dossiers, 2), { hidden_at: '2026-05-20T10:00:00+02:00' });
  const second = await pull({ settings: briefly, checkpoint: first.checkpoint });
  expect(second.rows).toHaveLength(3);
  const left = decodings(
    JSON.stringify([first, second], (_key, value: unknown) =>
      value instanceof Error ? `${value.message} ${String(value.cause)}` : value,
    ),
  );
  for (const number of numbers) expect(left).not.toContain(String(number));
  expect(left).not.toContain('example.org');
  expect(left).not.toContain('Traitement-');
});

describe('the key', () => {
  test('is asked for by its name', async () => {
    give([]);
    for (const key of ['', 'too short']) {
      const { error } = await pull({ key });
      expect(error).toBeInstanceOf(ConfigError);
      expect(String(error)).toContain('OBS_KEY_DEMARCHE_NUMERIQUE');
    }
  });

  test('that changed would count every dossier twice: it is refused', async () => {
    give(filedDossiers(3));
    const first = await pull();
    const { rows, error } = await pull({
      checkpoint: first.checkpoint,
      key: 'another key of the tests',
    });
    expect(rows).toEqual([]);
    expect(String(error)).toContain('is not the key of the earlier pulls');
  });
});

test('a configuration is told every mistake, with where it is', () => {
  const parsed = demarcheNumerique.settings.safeParse({
    demarches: [
      { number: 1, kind: 'DEMANDE_TITRE', prefecture: '999', titre: 'L1', motif: 'economique' },
      { number: 2, kind: 'PAN_RDV' },
      { number: 2, kind: 'AUTRE' },
      { number: 3, prefix: 'x' },
    ],
  });
  const found = z.prettifyError(parsed.error!);
  for (const mistake of [
    'demarches[0].prefecture',
    'demarches[0].titre',
    'demarches[2].kind',
    'prefix',
  ]) {
    expect(found).toContain(mistake);
  }
  const again = demarcheNumerique.settings.safeParse({
    demarches: [
      { number: 1, kind: 'DEMANDE_TITRE', prefecture: '75' },
      { number: 2, kind: 'PAN_RDV' },
      { number: 2 },
    ],
  });
  const rest = z.prettifyError(again.error!);
  for (const mistake of [
    'a démarche of the kind DEMANDE_TITRE needs it',
    'demarches[1].prefecture',
    'demarches[0].motif',
  ]) {
    expect(rest).toContain(mistake);
  }
});
