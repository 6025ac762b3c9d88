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

/** Does a process still run? Undefined: it is another machine's, so we cannot see. */
export function runs({ host, pid, began }: Holder): boolean | undefined {
  if (host !== thisProcess.host) return undefined;
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
