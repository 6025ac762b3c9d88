import { SingleBar } from 'cli-progress';

/** How a command speaks: results on standard output, everything else on standard error. */
export interface Terminal {
  /** One result, for a machine: a JSON line. */
  json(value: unknown): void;
  /** A sentence for a person; with `--json`, a JSON line `{"message"}` on standard error. */
  say(text: string): void;
  /** Progress of a long work: a bar on a terminal, a line now and then elsewhere. */
  progress(label: string, total: number): Progress;
}

export interface Progress {
  /** How much is done, of the total. */
  to(done: number): void;
  end(): void;
}

/** Where no bar can be drawn, a line is written each time this share more is done. */
const QUIET_STEP = 0.25;

export function openTerminal({ json }: { json: boolean }): Terminal {
  const say = (text: string) => {
    process.stderr.write(json ? `${JSON.stringify({ message: text })}\n` : `${text}\n`);
  };
  return {
    json: (value) => process.stdout.write(`${JSON.stringify(value)}\n`),
    say,
    progress: (label, total) =>
      // A terminal that says it has no column cannot show a bar.
      process.stderr.isTTY && process.stderr.columns > 0 && !json
        ? bar(label, total)
        : lines(label, total, say),
  };
}

function bar(label: string, total: number): Progress {
  const drawn = new SingleBar({
    format: `${label} {bar} {percentage} % · {eta_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    autopadding: true,
  });
  drawn.start(total, 0);
  return { to: (done) => drawn.update(Math.min(done, total)), end: () => drawn.stop() };
}

function lines(label: string, total: number, say: (text: string) => void): Progress {
  let next = QUIET_STEP;
  return {
    to(done) {
      if (total <= 0 || done / total < next) return;
      const share = Math.min(1, Math.floor(done / total / QUIET_STEP) * QUIET_STEP);
      say(`${label} ${Math.round(share * 100)} %`);
      next = share + QUIET_STEP;
    },
    end() {},
  };
}
