import { constants } from 'node:fs';
import { copyFile, lstat, readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { SourceError } from '#core/errors.ts';
import { hashFile } from '../../manifest.ts';
import { defineSource } from '../source.ts';
import { MAX_MANIFEST_BYTES, pullDrop, type Drop } from './drop.ts';

const Settings = z.strictObject({
  path: z.string().min(1).describe('The folder, relative to the file that OBS_SOURCES names.'),
});

/** ANEF and AGDREF extracts that are put into a folder, in itself or in one below it. */
export const folderDrop = defineSource({
  kind: 'folder',
  summary: 'Deliveries with a manifest that are put into a folder.',
  settings: Settings,
  hosts: () => [],
  pull: (context) => pullDrop(openFolder(context.resolve(context.settings.path)), context),
});

function openFolder(root: string): Drop {
  const isFile = async (path: string) => (await lstat(path).catch(() => undefined))?.isFile();
  return {
    async list() {
      const entries = await readdir(root, { withFileTypes: true, recursive: true }).catch(
        (cause: NodeJS.ErrnoException) => {
          throw new SourceError(`The folder ${root} cannot be read (${cause.code}).`, { cause });
        },
      );
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
    },
    async manifest(name) {
      const path = join(root, name);
      const found = await lstat(path).catch(() => undefined);
      if (!found?.isFile() || found.size > MAX_MANIFEST_BYTES) return undefined;
      return readFile(path);
    },
    async fetch(name, to) {
      const path = join(root, name);
      if (!(await isFile(path))) return undefined;
      // What is hashed is what is taken, whatever happens to the original; no bytes where the disk can share them.
      await copyFile(path, to, constants.COPYFILE_FICLONE);
      return { path: to, sha256: await hashFile(to) };
    },
  };
}
