/**
 * Everything that must hold before a change lands, in one command: format, lint, types, templates,
 * dead code, then the tests. Ends with a plain line `N passed, N failed`, which counts each test
 * and each of the other checks, and with exit status 1 when one failed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CHECKS: [name: string, ...command: string[]][] = [
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['lint', 'oxlint', '--deny-warnings'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the page', 'tsc', '-p', 'dashboard/app/tsconfig.json'],
  ['templates', 'lit-analyzer', 'dashboard/app', '--strict', '--rules.no-invalid-css', 'off'],
  ['dead code', 'knip'],
];

function run(command: readonly string[]): boolean {
  const [program = '', ...args] = command;
  const path = join('node_modules', '.bin', program);
  return spawnSync(path, args, { stdio: ['ignore', 2, 2] }).status === 0;
}

let passed = 0;
let failed = 0;
for (const [name, ...command] of CHECKS) {
  const right = run(command);
  process.stderr.write(`${right ? '✓' : '✗'} ${name}\n`);
  if (right) passed += 1;
  else failed += 1;
}

const folder = mkdtempSync(join(tmpdir(), 'observatoire-check-'));
const report = join(folder, 'tests.json');
const right = run([
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile=${report}`,
]);
try {
  const tests = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  passed += tests.numPassedTests;
  // A file that cannot even be loaded has no test to count.
  failed += Math.max(tests.numFailedTests, right ? 0 : 1);
} catch {
  process.stderr.write('The tests left no report.\n');
  failed += 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
