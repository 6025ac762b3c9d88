import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** What `package.json` and each package of the lock say of one of them, as far as these tests look. */
interface Manifest {
  version?: string;
  integrity?: string;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const asked = JSON.parse(read('package.json')) as Manifest;
const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, Manifest>;
};

test('the lock is of this package.json, which names one version of each', () => {
  const { dependencies, devDependencies } = packages[''] ?? {};
  expect({ dependencies, devDependencies }).toEqual({
    dependencies: asked.dependencies,
    devDependencies: asked.devDependencies,
  });
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
    expect({ name, version: packages[`node_modules/${name}`]?.version }).toEqual({ name, version });
  }
});

test('every package of the lock is told by its hash', () => {
  const unsure = Object.entries(packages).filter(([path, { integrity }]) => path && !integrity);
  expect(unsure.map(([path]) => path)).toEqual([]);
});
