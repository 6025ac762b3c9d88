import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** A process, so that another one of the same machine can tell whether it still runs. */
export interface Holder {
  /** The machine, and on Linux its process namespace: containers may share a host name. */
  host: string;
  pid: number;
  /** When it began, where the system says: process ids are used again. */
  began: string;
}

const attempt = (read: () => string) => {
  try {
    return read();
  } catch {
    // Not Linux, or no such process.
    return '';
  }
};

/** Field 22 of Linux's `stat`, after the name, which may hold anything up to its last `)`. */
const beganAt = (pid: number) =>
  attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '')).split(' ')[19] ??
  '';

const namespace = attempt(() => readlinkSync('/proc/self/ns/pid'));

export const thisProcess: Holder = {
  host: `${hostname()} ${namespace}`.trim(),
  pid: process.pid,
  began: beganAt(process.pid),
};

/** The batches that this process is at. */
const ours = new Set<string>();

/**
 * Runs `work` as something that this process is at: when it has ended, however it has, what it may
 * have left in the database is nobody's.
 */
export async function atWork<T>(batch: string, work: () => Promise<T>): Promise<T> {
  if (ours.has(batch)) return work();
  ours.add(batch);
  try {
    return await work();
  } finally {
    ours.delete(batch);
  }
}

/** Is a process still at a batch? Undefined: it is on another machine, so we cannot see. */
export function isAt({ host, pid, began }: Holder, batch: string): boolean | undefined {
  if (host !== thisProcess.host) return undefined;
  if (pid === thisProcess.pid && began === thisProcess.began) return ours.has(batch);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return beganAt(pid) === began;
}

export const writeHolder = () => JSON.stringify(thisProcess);

export function readHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}
