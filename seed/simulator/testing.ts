import {
  COLUMNS,
  EVENTS,
  FIRST_DAY,
  LAST_DAY,
  NAMED_REFERENCE,
  PERSONAL_DATA,
  type Column,
  type EventRow,
  type EventRule,
} from '#domain/contract.ts';
import { loadReference } from '../reference/reference.ts';

const reference = loadReference();
const codes = {
  prefectures: new Set(reference.prefectures.map(({ code }) => code)),
  titres: new Set(reference.titres.map(({ code }) => code)),
};
const personal = new RegExp(
  `(?<![0-9A-Za-z])(?:${Object.values(PERSONAL_DATA).join('|')})(?![0-9A-Za-z])`,
);
const PSEUDONYM = /^[0-9a-f]{32}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** What the contract has against a row, worked out from its tables; nothing when it is in order. */
export function faultsOf(row: EventRow): string[] {
  const rule: EventRule = EVENTS[row.event];
  const has = (name: keyof EventRow) => row[name] !== null && row[name] !== undefined;
  const faults = COLUMNS.filter(({ name }) => has(name))
    .filter((column) => !isValid(column, row))
    .map(({ name }) => `${name}: ${row[name]}`);
  if (!rule.sources.includes(row.source)) faults.push(`${row.event} from ${row.source}`);
  for (const name of rule.required) if (!has(name)) faults.push(`${row.event} without ${name}`);
  if (rule.anyOf && !rule.anyOf.some(has)) faults.push(`${row.event} without a subject`);
  if (has('issue') && !rule.issues.includes(row.issue!)) {
    faults.push(`${row.event} with issue ${row.issue}`);
  }
  if (row.debut && row.fin && row.fin < row.debut) faults.push('fin before debut');
  if (row.occurred_on && row.occurred_on > row.recorded_at.slice(0, 10)) {
    faults.push('occurred after it was recorded');
  }
  return faults;
}

function isValid({ name, type }: Column, row: EventRow): boolean {
  const value = row[name as keyof EventRow];
  const text = String(value);
  if (name === 'event') return text in EVENTS;
  if (name === 'issue') return true;
  if (name === 'reference' && !NAMED_REFERENCE.includes(row.event)) return PSEUDONYM.test(text);
  switch (type.kind) {
    case 'token':
      return (
        text.length <= type.max &&
        new RegExp(`^${type.pattern}+$`).test(text) &&
        !personal.test(text)
      );
    case 'pseudonym':
      return PSEUDONYM.test(text);
    case 'enum':
      return type.values.includes(text);
    case 'code':
      return codes[type.table].has(text);
    case 'date':
      return isDay(text) && text >= FIRST_DAY && text <= LAST_DAY;
    case 'timestamp':
      return INSTANT.test(text);
    case 'integer':
      return Number.isSafeInteger(value) && Number(value) >= type.min;
    case 'number':
      return Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
  }
}

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(text).toISOString().startsWith(text);
