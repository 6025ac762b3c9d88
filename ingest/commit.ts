import { command, type Database } from '#core/database.ts';
import { stageOf } from './stage.ts';

/** Puts the rows of a stage into the log, in one atomic step. */
export const attach = (db: Database, batch: string) =>
  command(db, `ALTER TABLE event ATTACH PARTITION tuple() FROM ${stageOf(batch)}`);
