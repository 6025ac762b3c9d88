import { randomBytes } from 'node:crypto';
import type { Database } from '#core/database.ts';
import { settle } from './commit.ts';
import { inTurn } from './turn.ts';

/**
 * Settles what a crash has left in the log. The next delivery does it anyway; a server does it before
 * it computes anything, because an engine that died half-way through storing a batch comes back with
 * half of it.
 */
export const recover = (db: Database): Promise<void> =>
  inTurn(db, `recovery_${randomBytes(4).toString('hex')}`, () => settle(db));
