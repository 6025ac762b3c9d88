import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const exclude = ['node_modules/**', 'dist/**', '.data/**'];

/** Two files at once even on two cores: each waits for the engine or a browser for most of its time. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** What a test needs is in its name: nothing, a ClickHouse (`.db.test.ts`) or a browser (`.page.test.ts`). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: [...exclude, '**/*.db.test.ts', '**/*.page.test.ts'],
          maxWorkers,
        },
      },
      {
        test: {
          name: 'database',
          include: ['**/*.db.test.ts'],
          exclude,
          globalSetup: ['core/testing-engine.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers,
        },
      },
      {
        test: {
          name: 'page',
          include: ['**/*.page.test.ts'],
          exclude,
          globalSetup: ['dashboard/testing-server.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 60_000 } },
          maxWorkers,
          // After the other projects.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
