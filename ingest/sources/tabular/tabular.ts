import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { hashFile } from '../../manifest.ts';
import { mapFile, readMapping, sourceOf } from '../../mapping.ts';
import { isTable } from '../../table.ts';
import { defineSource, type PullContext } from '../source.ts';
import { pullExports, settleSeconds } from './exports.ts';

const Settings = z.strictObject({
  path: z.string().min(1).describe('The folder that the exports are put into.'),
  mapping: z.string().min(1).describe('How a row becomes events.'),
  settle_s: settleSeconds,
});

/** Exports of any program, as CSV or XLSX, that are put into a folder. */
export const tabular = defineSource({
  kind: 'tabular',
  summary: 'CSV or XLSX exports that are put into a folder, through a mapping.',
  settings: Settings,
  hosts: () => [],
  pull: pullTables,
});

async function* pullTables(context: PullContext<z.output<typeof Settings>>) {
  const { settings, resolve, keys } = context;
  const path = resolve(settings.mapping);
  const mapping = readMapping(path);
  yield* pullExports(
    {
      folder: resolve(settings.path),
      settle_s: settings.settle_s,
      isExport: isTable,
      how: await hashFile(path),
      read: (from, _name, to) =>
        pipeline(mapFile(from, mapping, keys).body, createWriteStream(to, { mode: 0o600 })),
      covers: sourceOf(mapping),
    },
    context,
  );
}
