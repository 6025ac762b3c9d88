/** A file of the build, as Vite's manifest tells of it; only what is used here. */
interface Built {
  file: string;
  imports?: string[];
}
export type Manifest = Readonly<Record<string, Built>>;

interface Start {
  /** Its module in the sources of the page. */
  module: string;
  /** Addresses of the API, after `/api/v1/`. */
  asks?: readonly string[];
}

const FIGURES = ['indicators', 'prefectures', 'milestones'];
const REFERENCE = [...FIGURES, 'titres'];
const composed: Start = { module: 'pages/composed-page.ts', asks: REFERENCE };
const statement: Start = { module: 'pages/statement-page.ts' };

/**
 * The addresses that the page itself understands, and what each of them cannot show anything without.
 * A browser that is told so in the head of the page asks for it while it still reads the script;
 * otherwise the script, its second part and the figures would wait for one another.
 */
export const STARTS: Readonly<Record<string, Start>> = {
  '/': { module: 'pages/overview-page.ts', asks: FIGURES },
  '/prefectures': { module: 'pages/prefectures-page.ts', asks: REFERENCE },
  '/prefectures/:code': { module: 'pages/prefecture-page.ts', asks: REFERENCE },
  '/delais': composed,
  '/acces': composed,
  '/decisions': composed,
  '/droits': composed,
  '/anomalies': composed,
  '/pilotes': composed,
  '/evaluation': { module: 'pages/evaluation-page.ts', asks: ['claims', 'evaluation'] },
  '/indicateurs': { module: 'pages/catalogue-page.ts', asks: ['indicators'] },
  '/indicateurs/:id': { module: 'pages/indicator-page.ts' },
  '/donnees': { module: 'pages/data-page.ts', asks: ['runs', 'quarantine'] },
  '/methode': { module: 'pages/method-page.ts' },
  '/accessibilite': statement,
  '/mentions-legales': statement,
};

/** The module of the sources that the page begins with. */
const ENTRY = 'index.html';

/**
 * The page with what it starts from: last in its head, so that its own script comes first where a
 * browser asks for only so much at a time. Every page asks how fresh the figures are.
 */
export function withPreloads(html: string, { module, asks = [] }: Start, manifest: Manifest) {
  const known = filesOf(ENTRY, manifest);
  const scripts = [...filesOf(module, manifest)].filter((file) => !known.has(file));
  const links = [
    ...scripts.map((file) => `<link rel="modulepreload" crossorigin href="/${file}">`),
    ...['freshness', ...asks].map(
      (path) => `<link rel="preload" as="fetch" crossorigin href="/api/v1/${path}">`,
    ),
  ];
  return html.replace('</head>', () => `${links.join('')}</head>`);
}

/** The files of a module and of all that it imports. */
function filesOf(module: string, manifest: Manifest, files = new Set<string>()): Set<string> {
  const built = manifest[module];
  if (!built || files.has(built.file)) return files;
  files.add(built.file);
  for (const imported of built.imports ?? []) filesOf(imported, manifest, files);
  return files;
}
