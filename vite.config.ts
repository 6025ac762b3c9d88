import { readFileSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';

/**
 * Builds the browser application to `dist/dashboard`, where the server serves it from.
 *
 * `vite --mode fake` answers `/api/v1` from invented rows, to work on the page without a server; the
 * import is dynamic so that nothing of it can reach a build.
 */
export default defineConfig(async ({ command, mode }): Promise<UserConfig> => {
  const root = import.meta.dirname;
  const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    version: string;
  };
  const plugins =
    command === 'serve' && mode === 'fake'
      ? [(await import('./dashboard/app/testing/fake-server.ts')).fakeServer()]
      : [];
  return {
    root: `${root}/dashboard/app`,
    plugins,
    // What a printed sheet says it was made by.
    define: { 'import.meta.env.VITE_VERSION': JSON.stringify(version) },
    build: {
      outDir: `${root}/dist/dashboard`,
      emptyOutDir: true,
      target: 'es2022',
      // An inlined asset is a `data:` address, which the content security policy need not allow.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      // The server reads from it what each page needs, and says so in the header of the page.
      manifest: true,
    },
  };
});
