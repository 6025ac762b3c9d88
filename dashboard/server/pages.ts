import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { Router, type RequestHandler } from 'express';
import { ConfigError } from '#core/errors.ts';
import { versionOf, type Content, type SendContent } from './content.ts';
import { STARTS, withPreloads, type Manifest } from './preload.ts';
import { onlyGet } from './problem.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};
const COMPRESSED_ALREADY = new Set(['.png', '.woff', '.woff2']);

/** What lies in a folder, or has a name, that begins with a dot is not for readers. */
const HIDDEN = /\/\./;

/** Vite writes a hash of the content into the names under `assets`, so such a file never changes. */
const HASHED = /^\/assets\//;
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The built page, held in memory and compressed once, and an operator's own theme under `/theme/`. What
 * is not a file of these two folders cannot be asked for. Throws ConfigError when the first has no
 * `index.html` or the second no `theme.css`, or is not there.
 */
export function pages(folder: string, send: SendContent, themeFolder?: string): Router {
  const path = join(folder, 'index.html');
  if (!existsSync(path))
    throw new ConfigError(
      `${folder} has no index.html: the page has not been built (\`npm start\` does).`,
    );
  const theme = themeFolder === undefined ? undefined : readTheme(themeFolder);
  const built = readFileSync(path, 'utf8');
  const index = theme ? built.replace('</head>', `${THEME_LINK}</head>`) : built;
  const files = new Map([...readFiles(folder), ...(theme ?? [])]);
  const manifest = readManifest(folder);

  const router = Router();
  const serveFile: RequestHandler = (request, response, next) => {
    const file = request.path === '/index.html' ? undefined : files.get(request.path);
    if (!file) return next();
    const asked = request.method === 'GET' || request.method === 'HEAD';
    return asked ? send(request, response, file) : onlyGet(request, response, next);
  };
  router.use(serveFile);
  for (const [page, start] of Object.entries(STARTS)) {
    const html = fileContent('/index.html', Buffer.from(withPreloads(index, start, manifest)));
    router
      .route(page)
      .get((request, response) => send(request, response, html))
      .all(onlyGet);
  }
  // An address that is no page says so in the page itself, to who asks for one.
  router.use((request, response, next) => {
    const asked = request.method === 'GET' || request.method === 'HEAD';
    if (!asked || request.accepts(['json', 'html']) !== 'html') return next();
    response.status(404).type('html').set('Cache-Control', 'no-cache').send(index);
  });
  return router;
}

/** After our own styles, so that it may replace any of them. */
const THEME_LINK = '<link rel="stylesheet" href="/theme/theme.css">';

function readTheme(folder: string): Map<string, Content> {
  if (!existsSync(join(folder, 'theme.css')))
    throw new ConfigError(`OBS_THEME: ${folder} has no theme.css.`);
  return readFiles(folder, '/theme');
}

/** What the build wrote of itself; empty where it wrote nothing, which costs only time. */
function readManifest(folder: string): Manifest {
  const path = join(folder, '.vite', 'manifest.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Manifest) : {};
}

/** The files of a folder by their address, which begins with `under`. */
function readFiles(folder: string, under = ''): Map<string, Content> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const address = path.slice(join(folder, sep).length - 1).replaceAll(sep, '/');
        return [under + address, path] as const;
      })
      .filter(([address]) => !HIDDEN.test(address))
      .map(([address, path]) => [address, fileContent(address, readFileSync(path))]),
  );
}

function fileContent(address: string, bytes: Buffer): Content {
  const extension = extname(address);
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    version: versionOf(bytes),
    cacheControl: HASHED.test(address) ? FOR_EVER : 'no-cache',
    compressible: !COMPRESSED_ALREADY.has(extension),
    effort: 'small',
    open: async () => bytes,
  };
}
