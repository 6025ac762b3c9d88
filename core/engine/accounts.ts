import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Account } from '../database.ts';

const Secret = z.object({ username: z.string(), password: z.string().min(16) });
const Accounts = z.object({ migrator: Secret, writer: Secret, reader: Secret });

/** Who may do what: migrator owns the schema, writer the rows, reader sees what is published. */
export type Accounts = z.infer<typeof Accounts>;

/** Reads the generated passwords, or makes them: a file only its owner can read. */
export function loadAccounts(directory: string): Accounts {
  const path = join(directory, 'accounts.json');
  try {
    return Accounts.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const account = (username: string): Account => ({
    username,
    password: randomBytes(24).toString('base64url'),
  });
  const accounts = {
    migrator: account('migrator'),
    writer: account('writer'),
    reader: account('reader'),
  };
  writePrivate(path, JSON.stringify(accounts, null, 2));
  return accounts;
}

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivate(path: string, text: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, text, { mode: 0o600 });
  renameSync(temporary, path);
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
