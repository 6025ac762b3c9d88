// Makes a fresh clone ready, in plain Node, before any dependency exists: installs what the lock
// says when that is not what is installed, builds the page when its sources changed, and with
// `--test` finds a browser. Everything it says goes to standard error. Safe to run again.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(text);
  process.exit(1);
}

/** Runs a program with its output on standard error. */
function run(program, args) {
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (error) fail(`${program} cannot be run: ${error.message}`);
  return status === 0;
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const right = (major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22;
  if (!right) fail(`Node ${process.versions.node} is too old: 20.19 or later, or 22.12 or later.`);
}

function filesUnder(path) {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)],
    );
}

/** What these files hold, as one word. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(relative(root, path)).update(readFileSync(path));
  return hash.digest('hex');
}

/** Does `work` unless the stamp says that it was done for this very input. */
function unlessDone(stamp, input, work) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === input) return;
  rmSync(stamp, { force: true });
  work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, input);
}

function install() {
  const lock = fingerprint([join(root, 'package-lock.json')]);
  unlessDone(join(root, 'node_modules', '.observatoire-lock'), lock, () => {
    say('Installing the locked dependencies (about 600 MB on disk, mostly the database engine)…');
    // Not `npm ci`: it refuses where a registry lacks other platforms' optional packages. Not saved:
    // the lock would gain and lose these with each registry. `core/lock.test.ts` holds it to package.json.
    if (!run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts'])) {
      fail('npm install failed: see above. A registry must be reachable the first time.');
    }
  });
}

function buildPage() {
  const sources = [
    ...filesUnder(join(root, 'dashboard', 'app')).filter((path) => !path.includes('.test.')),
    ...filesUnder(join(root, 'domain')),
    join(root, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ];
  unlessDone(join(root, 'dist', '.page'), fingerprint(sources), () => {
    say('Building the page…');
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    if (!run(process.execPath, [vite, 'build', '--logLevel', 'warn'])) {
      fail('The page could not be built: see above.');
    }
  });
}

/** The browser of the page tests: the system's, installed from its packages where that is possible. */
function findBrowser() {
  const known = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'];
  if (known.some((path) => path && existsSync(path))) return;
  const may = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (may) {
    say('Installing Chromium from the system’s packages, for the page tests…');
    run('apt-get', ['update', '-qq']);
    if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])) return;
  }
  fail('The page tests need Chromium: install it, or set CHROME_PATH to a Chromium or Chrome.');
}

checkNode();
install();
buildPage();
if (process.argv.includes('--test')) findBrowser();
