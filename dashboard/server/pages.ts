import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { Router, type RequestHandler } from 'express';
import { ConfigError } from '#core/errors.ts';
import { versionOf, type Content, type SendContent } from './content.ts';
import { onlyGet } from './problem.ts';

/** The addresses that the page itself understands. */
const PAGES = [
  '/',
  '/prefectures',
  '/prefectures/:code',
  '/delais',
  '/acces',
  '/decisions',
  '/droits',
  '/anomalies',
  '/pilotes',
  '/evaluation',
  '/indicateurs',
  '/indicateurs/:id',
  '/donnees',
  '/methode',
  '/accessibilite',
  '/mentions-legales',
];

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const COMPRESSED_ALREADY = new Set(['.png', '.woff2']);

/** Vite writes a hash of the content into the names under `assets`, so such a file never changes. */
const HASHED = /^\/assets\//;
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * The built page, held in memory and compressed once. What is not a file that the build wrote cannot
 * be asked for. Throws ConfigError when the folder has no `index.html`, or is not there.
 */
export function pages(folder: string, send: SendContent): Router {
  const files = existsSync(folder) ? readFiles(folder) : new Map<string, Content>();
  const index = files.get('/index.html');
  if (!index)
    throw new ConfigError(
      `${folder} has no index.html: the page has not been built (\`npm start\` does).`,
    );

  const router = Router();
  const serveFile: RequestHandler = (request, response, next) => {
    const file = request.path === '/index.html' ? undefined : files.get(request.path);
    if (!file) return next();
    const asked = request.method === 'GET' || request.method === 'HEAD';
    return asked ? send(request, response, file) : onlyGet(request, response, next);
  };
  router.use(serveFile);
  for (const page of PAGES) {
    router
      .route(page)
      .get((request, response) => send(request, response, index))
      .all(onlyGet);
  }
  return router;
}

function readFiles(folder: string): Map<string, Content> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const address = path.slice(join(folder, sep).length - 1).replaceAll(sep, '/');
        return [address, fileContent(address, readFileSync(path))];
      }),
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
