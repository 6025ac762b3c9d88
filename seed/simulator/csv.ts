import { COLUMN_NAMES, type EventRow } from '#domain/contract.ts';

export const CSV_HEADER = `${COLUMN_NAMES.join(',')}\n`;

/**
 * One row as a line of the contract's CSV, in the order of `CSV_HEADER`. Nothing is quoted: no value
 * that the simulator writes holds a comma, a quote or a line break. Spelt out column by column
 * because it is the innermost loop of a delivery.
 */
function csvLine(row: EventRow): string {
  return (
    `${row.event_id},${row.source},${row.event},${row.occurred_on ?? ''},${row.rang ?? ''},` +
    `${row.recorded_at},${row.dossier ?? ''},${row.personne ?? ''},${row.prefecture ?? ''},` +
    `${row.titre ?? ''},${row.motif ?? ''},${row.demande ?? ''},${row.canal ?? ''},` +
    `${row.debut ?? ''},${row.fin ?? ''},${row.debut_at ?? ''},${row.fin_at ?? ''},` +
    `${row.droit_travail ?? ''},${row.type_titre ?? ''},${row.issue ?? ''},${row.gravite ?? ''},` +
    `${row.module ?? ''},${row.reference ?? ''},${row.anomalie ?? ''},${row.origine ?? ''},` +
    `${row.version ?? ''},${row.duree_s ?? ''},${row.valeur ?? ''}\n`
  );
}

const CHUNK_BYTES = 256 * 1024;

/** Lines gathered into chunks that are worth a system call. Every character is ASCII. */
export function* csvChunks(rows: Iterable<EventRow>, header = true): Generator<Uint8Array> {
  let chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let length = header ? chunk.write(CSV_HEADER, 'latin1') : 0;
  for (const row of rows) {
    const line = csvLine(row);
    if (length + line.length > CHUNK_BYTES) {
      yield chunk.subarray(0, length);
      chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES);
      length = 0;
    }
    length += chunk.write(line, length, 'latin1');
  }
  if (length > 0) yield chunk.subarray(0, length);
}
