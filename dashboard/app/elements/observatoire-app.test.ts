// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer } from '../testing/fake-server.ts';
import '../pages/indicator-page.ts';
import '../pages/overview-page.ts';
import './observatoire-app.ts';

vi.setConfig({ testTimeout: 30_000 });

/** What the server says instead, by the beginning of the path. */
let instead: Record<string, { status: number; body: unknown }> = {};

beforeEach(() => {
  instead = {};
  vi.stubGlobal('fetch', async (url: string) => {
    const path = url.replace('/api/v1/', '');
    const other = Object.entries(instead).find(([start]) => path.startsWith(start))?.[1];
    if (other) {
      return new Response(JSON.stringify(other.body), {
        status: other.status,
        headers: { 'content-type': 'application/problem+json' },
      });
    }
    if (!url.startsWith('/api/')) {
      return Response.json({ type: 'Topology', arcs: [], objects: { departements: EMPTY } });
    }
    const { status, type, body } = answer(url);
    return new Response(body as BodyInit, { status, headers: { 'content-type': type } });
  });
});

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

/** Waits as long as a busy machine may need. */
const eventually = (check: () => void) => vi.waitFor(check, { timeout: 15_000 });

const EMPTY = { type: 'GeometryCollection', geometries: [] };

/** Opens the application at an address, and waits until nothing loads any more. */
async function open(address: string): Promise<HTMLElement> {
  history.replaceState(null, '', address);
  const app = document.createElement('observatoire-app');
  document.body.append(app);
  await vi.waitFor(
    () => {
      expect(textOf(app.querySelector('main'))).not.toBe('');
      expect(textOf(app)).not.toContain('Chargement…');
    },
    { timeout: 15_000 },
  );
  return app;
}

const textOf = (node: Element | null | undefined): string =>
  (node?.textContent ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim();

const button = (app: HTMLElement, name: RegExp) =>
  [...app.querySelectorAll('button')].find((known) =>
    name.test(known.getAttribute('aria-label') ?? textOf(known)),
  );

describe('the first page', () => {
  test('says that the data is invented, before any figure', async () => {
    const app = await open('/');
    const text = textOf(app);
    const banner = 'Données de démonstration : population simulée, aucun résultat réel';
    expect(text.indexOf(banner)).toBeGreaterThan(-1);
    expect(text.indexOf(banner)).toBeLessThan(text.indexOf('En combien de temps'));
  });

  test('answers the headline questions with figure, interval and change', async () => {
    const app = await open('/');
    const [delay] = app.querySelectorAll('headline-figure');
    expect(textOf(delay?.querySelector('h3'))).toBe(
      'En combien de temps une demande reçoit\u2011elle une décision ?',
    );
    expect(textOf(delay?.querySelector('.figure'))).toBe('74 jours');
    expect(textOf(delay)).toContain('entre 72 et 76 jours');
    expect(textOf(delay)).toContain('On ne peut pas conclure à une différence avec octobre 2025');
    expect(app.querySelectorAll('headline-figure')).toHaveLength(6);
  });

  test('lists every prefecture by code, and says why a figure is absent', async () => {
    const app = await open('/');
    const rows = [...app.querySelectorAll('prefecture-table tbody tr')].map(textOf);
    expect(rows).toHaveLength(107);
    expect(rows[0]).toMatch(/^01 Ain \d+/);
    expect(rows.find((row) => row.startsWith('976'))).toContain('source absente');
    expect(rows.find((row) => row.startsWith('48'))).toContain('trop peu');
  });

  test('keeps what the reader chooses in the address', async () => {
    const app = await open('/');
    button(app, /^Valeur$/)?.click();
    button(app, /^75 /)?.click();
    expect(location.search).toBe('?prefecture=75&sort=value');
  });

  test('offers only what the rows have to choose from', async () => {
    const app = await open('/?indicator=S-02&statistic=share');
    const labels = [...app.querySelectorAll('.controls label')].map(textOf);
    expect(labels).toEqual(['Indicateur', 'Mesure', 'Détail', 'Dossiers', 'Période']);
    const details = app.querySelectorAll('#choose-breakdown option');
    expect([...details].map(textOf)).toEqual([
      'Depuis plus de 4 mois',
      'Depuis plus de 6 mois',
      'Depuis plus de 12 mois',
    ]);
  });

  test('says why figures are missing, and offers to try again', async () => {
    instead = { values: { status: 503, body: { detail: 'Le calcul est en cours.' } } };
    const app = await open('/');
    const [alert] = app.querySelectorAll('headline-figure [role=alert]');
    expect(textOf(alert)).toContain('Le calcul est en cours.');
    instead = {};
    alert?.querySelector('button')?.click();
    await eventually(() => {
      expect(textOf(app.querySelector('headline-figure .figure'))).toBe('74 jours');
    });
  });

  test('is empty with a sentence when nothing has been delivered', async () => {
    const nothing = { origin: null, cutoff: null, last_run: null, sources: [], batches: [] };
    instead = { freshness: { status: 200, body: nothing } };
    const app = await open('/');
    expect(textOf(app.querySelector('main'))).toContain('Aucune valeur n’est encore calculée');
    expect(textOf(app)).not.toContain('Données de démonstration');
  });
});

describe('the identity card', () => {
  test('opens from the address with all that identifies the value', async () => {
    const app = await open('/?fiche=F-03.period.share.2026.69');
    const card = app.querySelector('dialog');
    const facts = Object.fromEntries(
      [...(card?.querySelectorAll('.facts > div') ?? [])].map((fact) => [
        textOf(fact.querySelector('dt')),
        textOf(fact.querySelector('dd')),
      ]),
    );
    expect(facts).toMatchObject({
      Lieu: 'Rhône (69)',
      Période: 'En 2026, jusqu’au 31 octobre 2026',
      Dossiers: 'Tous les dossiers',
      Mesure: 'Part',
      Population: 'Tous les dépôts.',
      'Version de l’indicateur': 'F-03, 1',
      Calcul: 'r-2026-11-20-01',
    });
    expect(textOf(card?.querySelector('pre'))).toContain('SELECT');
    const links = [...(card?.querySelectorAll('a') ?? [])];
    const permalink = links.find((link) => textOf(link) === 'Lien permanent')?.getAttribute('href');
    expect(permalink).toContain('as_of=2026-11-20T07');
  });

  test('is closed by its button, and the address forgets it', async () => {
    const app = await open('/?fiche=P-01.period.median.2026-10.fr');
    expect(app.querySelector('dialog')?.open).toBe(true);
    button(app, /^Fermer$/)?.click();
    await eventually(() => expect(app.querySelector('dialog')?.open).toBe(false));
    expect(location.search).toBe('');
  });

  test.each(['Z-99.period.median.2026-10.fr', 'P-01.period.median.1999-01.fr'])(
    'of an unknown value says so: %s',
    async (key) => {
      const app = await open(`/?fiche=${key}`);
      expect(textOf(app.querySelector('dialog'))).toContain('Ce chiffre n’est pas retrouvé.');
    },
  );
});

describe('the other pages', () => {
  test('follow a link without loading anew, and name the document', async () => {
    const app = await open('/');
    [...app.querySelectorAll('a')].find((link) => textOf(link) === 'Données')?.click();
    await eventually(() => expect(textOf(app.querySelector('h1'))).toBe('Les données'));
    expect(location.pathname).toBe('/donnees');
    expect(document.title).toBe('Données – Observatoire du séjour');
    await eventually(() => expect(textOf(app)).toContain('Même événement au même instant'));
  });

  test('an indicator’s page has its query and its versions', async () => {
    const app = await open('/indicateurs/p-01');
    await eventually(() => expect(textOf(app.querySelector('.sql'))).toContain('quantileExact'));
    expect(textOf(app.querySelector('details.rests-on details summary'))).toBe('cover');
    expect(textOf(app.querySelector('details.rests-on pre'))).toContain('covers_to');
    expect(textOf(app)).toContain('Premier calcul');
    const facts = [...app.querySelectorAll('.facts dd')].map((fact) => textOf(fact));
    expect(facts).toContain('Données de test (ZZ).');
  });

  test.each(['/zzz', '/indicateurs/Z-99'])('an unknown address says so: %s', async (address) => {
    const app = await open(address);
    await eventually(() =>
      expect(textOf(app.querySelector('main'))).toMatch(/n’existe pas|Aucun indicateur/),
    );
  });
});
