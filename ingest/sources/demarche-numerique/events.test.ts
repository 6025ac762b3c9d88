import { describe, expect, test } from 'vitest';
import type { Dossier } from './answers.ts';
import type { MappedDemarche } from './demarche.ts';
import { eventOfDeletion, eventsOf } from './events.ts';
import { openIdentity } from './identity.ts';
import { fakeDossier } from './testing-demarche.ts';

const identity = openIdentity('a key of the tests only');
const application: MappedDemarche = {
  number: 42,
  kind: 'DEMANDE_TITRE',
  prefecture: '94',
  titre: 'L421-9',
  motif: 'economique',
  demande: 'premiere',
};

const told = (dossier: Dossier, demarche = application) =>
  eventsOf(dossier, { demarche, identity });

/** What is said of a dossier, as `event day rang`. */
const said = (dossier: Dossier, demarche = application) =>
  told(dossier, demarche).rows.map(
    ({ event, occurred_on, rang }) => `${event} ${occurred_on} ${rang}`,
  );

const correction = (createdAt: string, dateResolution: string | null, id = 'Message-1') => ({
  id,
  createdAt,
  correction: { dateResolution },
});

describe('an application', () => {
  test('is a filing with its classification, and acts that name only dossier and prefecture', () => {
    const { rows } = told(
      fakeDossier(7, [
        ['depose', '2026-01-05T10:00:00+01:00'],
        ['accepte', '2026-03-01T10:00:00+01:00'],
      ]),
    );
    const dossier = identity.pseudonym(7);
    expect(rows).toEqual([
      {
        event_id: identity.eventId(7, 'Traitement-7-0'),
        source: 'demarche_numerique',
        event: 'depot',
        occurred_on: '2026-01-05',
        rang: 0,
        dossier,
        prefecture: '94',
        titre: 'L421-9',
        motif: 'economique',
        demande: 'premiere',
        canal: 'demarche_numerique',
      },
      {
        event_id: identity.eventId(7, 'Traitement-7-1'),
        source: 'demarche_numerique',
        event: 'decision_favorable',
        occurred_on: '2026-03-01',
        rang: 0,
        dossier,
        prefecture: '94',
      },
    ]);
  });

  test('has its acts in order, numbered within a day, however the API lists them', () => {
    const dossier = fakeDossier(7, [
      ['passe_en_instruction', '2026-01-05T15:00:00+01:00'],
      ['depose', '2026-01-05T10:00:00+01:00'],
      ['refuse', '2026-02-01T10:00:00+01:00'],
    ]);
    expect(said(dossier)).toEqual([
      'depot 2026-01-05 0',
      'en_instruction 2026-01-05 1',
      'decision_defavorable 2026-02-01 0',
    ]);
  });

  test.each([
    ['accepte_automatiquement', 'decision_favorable'],
    ['refuse_automatiquement', 'decision_defavorable'],
    ['classe_sans_suite', 'classement_sans_suite'],
    ['passe_en_instruction_automatiquement', 'en_instruction'],
    ['repasse_en_construction', 'retour_construction'],
  ])('reads %s as %s', (act, event) => {
    const dossier = fakeDossier(7, [[act, '2026-01-05T10:00:00+01:00']]);
    expect(said(dossier)).toEqual([`${event} 2026-01-05 0`]);
  });

  test('is reopened by an act after a decision, and merely examined again after none', () => {
    const acts = (before: string) =>
      said(
        fakeDossier(7, [
          ['depose', '2026-01-05T10:00:00+01:00'],
          [before, '2026-01-06T10:00:00+01:00'],
          ['repasse_en_instruction', '2026-01-07T10:00:00+01:00'],
        ]),
      ).at(-1);
    expect(acts('classe_sans_suite')).toBe('reouverture 2026-01-07 0');
    expect(acts('repasse_en_construction')).toBe('en_instruction 2026-01-07 0');
  });

  test('keeps both decisions of a reopened file, and never the stale date beside them', () => {
    const dossier = {
      ...fakeDossier(7, [
        ['depose', '2026-01-05T10:00:00+01:00'],
        ['refuse', '2026-02-05T10:00:00+01:00'],
        ['repasse_en_instruction', '2026-03-05T10:00:00+01:00'],
      ]),
      // The API gives this date of a dossier that is open again: we do not even ask.
      dateTraitement: '2026-02-05T10:00:00+01:00',
    };
    expect(said(dossier)).toEqual([
      'depot 2026-01-05 0',
      'decision_defavorable 2026-02-05 0',
      'reouverture 2026-03-05 0',
    ]);
  });

  test('has the day of its prefecture, not that of the server', () => {
    const dossier = fakeDossier(7, [['depose', '2026-01-05T23:30:00+01:00']]);
    expect(said(dossier)).toEqual(['depot 2026-01-05 0']);
    expect(said(dossier, { ...application, prefecture: '974' })).toEqual(['depot 2026-01-06 0']);
  });

  test('has one reply for one request, from the act of the user', () => {
    const dossier = fakeDossier(
      7,
      [
        ['depose', '2026-01-05T10:00:00+01:00'],
        ['depose_correction_usager', '2026-01-20T10:00:00.100+01:00'],
      ],
      { messages: [correction('2026-01-10T10:00:00+01:00', '2026-01-20T10:00:00+01:00')] },
    );
    expect(said(dossier)).toEqual([
      'depot 2026-01-05 0',
      'complement_demande 2026-01-10 0',
      'complement_recu 2026-01-20 0',
    ]);
    expect(told(dossier).rows.at(-1)?.event_id).toBe(identity.eventId(7, 'Traitement-7-1'));
  });

  test('has a reply without an act where the request was settled, and none while it is open', () => {
    const requests = (to: string | null) =>
      said(fakeDossier(7, [], { messages: [correction('2026-01-10T10:00:00+01:00', to)] }));
    expect(requests('2026-01-12T10:00:00+01:00')).toEqual([
      'complement_demande 2026-01-10 0',
      'complement_recu 2026-01-12 0',
    ]);
    expect(requests(null)).toEqual(['complement_demande 2026-01-10 0']);
  });

  test('takes an agent’s correction as a reply only where one was asked for', () => {
    const act = ['depose_correction_instructeur', '2026-01-11T10:00:00+01:00'] as const;
    const asked = [correction('2026-01-10T10:00:00+01:00', null)];
    expect(said(fakeDossier(7, [act]))).toEqual([]);
    expect(said(fakeDossier(7, [act], { messages: asked }))).toEqual([
      'complement_demande 2026-01-10 0',
      'complement_recu 2026-01-11 0',
    ]);
  });

  test('leaves out a plain message, and says which acts it does not know', () => {
    const dossier = fakeDossier(7, [['archive_automatiquement', '2026-01-05T10:00:00+01:00']], {
      messages: [{ id: 'Message-1', createdAt: '2026-01-06T10:00:00+01:00', correction: null }],
    });
    expect(told(dossier)).toEqual({ rows: [], unknown: ['archive_automatiquement'] });
  });
});

describe('a form that is not an application', () => {
  const dossier = fakeDossier(7, [
    ['depose', '2026-01-05T10:00:00+01:00'],
    ['accepte', '2026-01-08T10:00:00+01:00'],
    ['repasse_en_instruction', '2026-01-09T10:00:00+01:00'],
  ]);

  test.each([
    ['PRE_DEMANDE_RDV', ['rdv_recherche', 'rdv_pris', 'rdv_annule']],
    ['PAN_RDV', ['pan_rdv_demande', 'pan_rdv_pris', 'pan_rdv_annule']],
    ['COMPLEMENT', ['complement_recu']],
    ['RENOUV_RECEPISSE_API', []],
    ['INFO', []],
  ] as const)('of the kind %s says %s', (kind, events) => {
    const { rows } = told(dossier, { ...application, kind });
    expect(rows.map(({ event }) => event)).toEqual(events);
  });

  test('is no decision: accepting it grants an appointment, whose reference is not a dossier', () => {
    const [asked] = told(dossier, { number: 42, kind: 'PRE_DEMANDE_RDV', prefecture: '94' }).rows;
    expect(asked).toMatchObject({ reference: identity.pseudonym(7), origine: 'usager' });
    expect(asked).not.toHaveProperty('dossier');
  });

  test('is lost when it is refused', () => {
    const refused = fakeDossier(7, [['classe_sans_suite', '2026-01-08T10:00:00+01:00']]);
    expect(said(refused, { ...application, kind: 'PAN_RDV' })).toEqual([
      'pan_rdv_annule 2026-01-08 0',
    ]);
  });
});

describe('a deletion', () => {
  const deletion = (state: string, reason: string, demarche = application) =>
    eventOfDeletion(
      { number: 7, state, reason, dateSupression: '2026-05-05T23:30:00+02:00' },
      'deleted',
      { demarche, identity },
    );

  test.each([
    ['en_construction', 'user_request', 'desistement'],
    ['en_construction', 'user_removed', 'desistement'],
    ['en_construction', 'expired', 'purge'],
    ['en_instruction', 'expired', 'cloture'],
    ['en_construction', 'user_expired', 'cloture'],
    ['en_instruction', 'procedure_removed', 'cloture'],
    ['en_construction', 'instructeur_request', 'cloture'],
    ['en_construction', 'manager_request', 'cloture'],
  ])('of a dossier %s for %s is a %s', (state, reason, event) => {
    expect(deletion(state, reason)).toMatchObject({
      event,
      occurred_on: '2026-05-05',
      dossier: identity.pseudonym(7),
    });
  });

  test.each(['accepte', 'refuse', 'sans_suite'])('of a dossier %s says nothing', (state) => {
    expect(deletion(state, 'expired')).toBeUndefined();
  });

  test('for a reason that we do not know says nothing', () => {
    expect(deletion('en_construction', 'moved_elsewhere')).toBeUndefined();
  });

  test('of a request for an appointment gives it up', () => {
    const form: MappedDemarche = { number: 42, kind: 'PAN_RDV', prefecture: '94' };
    expect(deletion('en_construction', 'user_request', form)).toMatchObject({
      event: 'pan_rdv_annule',
      reference: identity.pseudonym(7),
    });
  });
});

describe('an identity', () => {
  test('is that of HMAC-SHA-256 over source:number, first 128 bits', () => {
    // printf 'demarche_numerique:7' | openssl dgst -sha256 -hmac 'a key of the tests only'
    expect(identity.pseudonym(7)).toBe('e74971730623e769c9efaa18e862ea0d');
  });

  test('is another under another key, and opens only what it sealed', () => {
    const other = openIdentity('another key of the tests');
    expect(other.pseudonym(7)).not.toBe(identity.pseudonym(7));
    expect(other.keyId).not.toBe(identity.keyId);
    const sealed = identity.seal('1767603600000000000;7');
    expect(sealed).not.toContain('176760');
    expect(identity.unseal(sealed)).toBe('1767603600000000000;7');
    expect(other.unseal(sealed)).toBeUndefined();
    expect(identity.unseal('nonsense')).toBeUndefined();
  });
});
