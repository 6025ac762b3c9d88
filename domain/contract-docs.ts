import {
  ALWAYS,
  COLUMNS,
  EVENT_NAMES,
  EVENTS,
  FIRST_DAY,
  LAST_DAY,
  MAX_LINE_BYTES,
  REASONS,
  TERMINAL_EVENTS,
  type Column,
  type EventName,
  type EventRule,
} from './contract.ts';

/** The documentation page of the contract, in Markdown: our words around the contract's tables. */
export const contractPage = (): string =>
  [
    INTRODUCTION,
    FILES,
    MANIFEST,
    `## Columns\n\n${table(['column', 'type', 'meaning'], COLUMNS.map(columnRow))}`,
    VALUES,
    PSEUDONYMS,
    `${EVENTS_HEAD}\n\n${eventTables()}`,
    EVENTS_NOTES,
    VERSIONS,
    `${REASONS_HEAD}\n\n${table(
      ['reason', 'meaning'],
      Object.entries(REASONS).map(([reason, meaning]) => [code(reason), meaning]),
    )}`,
    ANSWER,
  ].join('\n\n') + '\n';

const code = (text: string) => `\`${text}\``;
const codes = (texts: readonly string[]) => texts.map(code).join(' ');

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `|${cells.map((cell) => (cell ? ` ${cell} ` : ' ')).join('|')}|`;
  return [line(head), `|${head.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

const columnRow = ({ name, type, meaning }: Column): string[] => [
  code(name),
  `${typeText(name, type)}${(ALWAYS as readonly string[]).includes(name) ? '' : ', or null'}`,
  meaning,
];

function typeText(name: string, type: Column['type']): string {
  if (name === 'event') return 'an event below';
  if (name === 'issue') return 'depends on the event';
  if (name === 'reference') return 'depends on the event';
  switch (type.kind) {
    case 'token':
      return `1–${type.max} of ${code(type.pattern.slice(1, -1))}`;
    case 'pseudonym':
      return `32 of ${code('0-9a-f')}`;
    case 'enum':
      return name === 'source' ? 'a source below' : codes(type.values);
    case 'code':
      return `code of ${code(type.table)}`;
    case 'integer':
      return `integer, ${type.min}–${type.max}`;
    default:
      return type.kind;
  }
}

/** The events of each set of sources, in the order of the contract. */
function eventTables(): string {
  const groups = new Map<string, EventName[]>();
  for (const name of EVENT_NAMES) {
    const { sources } = EVENTS[name];
    const title = name === 'retractation' ? 'Every source' : codes(sources);
    groups.set(title, [...(groups.get(title) ?? []), name]);
  }
  return [...groups]
    .map(([title, events]) => {
      const head = ['event', 'issue', 'must have'];
      return `### ${title}\n\n${table(head, events.map(eventRow))}`;
    })
    .join('\n\n');
}

function eventRow(name: EventName): string[] {
  const { required, issues, anyOf }: EventRule = EVENTS[name];
  const must = codes(required.filter((column) => column !== 'occurred_on'));
  const choice = anyOf?.map(code).join(' or ') ?? '';
  return [code(name), codes(issues), [must, choice].filter(Boolean).join('; ')];
}

const INTRODUCTION = `# The event contract, version 1

A delivery to the observatory is a list of **events**: one row says what happened to one application, appeal, anomaly
or other subject, on which day, and which system recorded it. Nothing else is taken in. A source that has another shape
is turned into these rows first; a program that writes them itself needs this page and
[contract.schema.json](contract.schema.json), the JSON Schema (2020-12) of one NDJSON row. Both are generated from
\`domain/contract.ts\`, as the checker is.

\`\`\`json
{"event_id":"a-1","source":"anef","event":"depot","occurred_on":"2026-01-05","recorded_at":"2026-02-01T03:00:00Z","dossier":"0123456789abcdef0123456789abcdef","prefecture":"75","titre":"L421-9","motif":"economique","demande":"premiere","canal":"anef"}
\`\`\``;

const FILES = `## Files and formats

A delivery is one or more files. The order of columns or keys is free, and a column that is not there reads as null.

| format | names | how values are written |
|---|---|---|
| NDJSON | \`.ndjson\` \`.jsonl\`, also with \`.gz\` or \`.zst\` | UTF-8, one JSON object a line, at most ${MAX_LINE_BYTES / 1024 ** 2} MiB. An array around the lines is refused. A number or a boolean in quotes is taken too |
| CSV | \`.csv\`, also with \`.gz\` or \`.zst\` | UTF-8, header row, comma, RFC 4180 quoting, no line break inside a value; an empty field is null; \`true\` and \`false\`; decimal point; lines of at most ${MAX_LINE_BYTES / 1024 ** 2} MiB |
| Parquet | \`.parquet\`, never compressed outside | DATE, TIMESTAMP in UTC (milliseconds or microseconds), BOOLEAN, UTF8; integers and floating-point numbers as such |

- **A file is refused whole**, and nothing of it stored, when it has an unknown column or key on any line, a wrong
  Parquet type, a header or a content that cannot be read, or not the rows and hash that its manifest says.
- **A row is refused alone** when one of its values is wrong or missing; the other rows are stored.
- A \`.gz\` or \`.zst\` that is cut short gives its whole lines, and the answer says so.`;

const MANIFEST = `### The manifest

A \`manifest.json\` beside the files says what they cover; \`observatoire ingest manifest.json\` takes the files that it
names, each only when its number of rows and its SHA-256 agree. Only \`source\` and \`files\` must be there.

\`\`\`json
{"source":"anef","extracted_at":"2026-02-01T03:00:00Z","covers_from":"2026-01-01","covers_to":"2026-01-31","prefectures":["13","75"],"origin":"real","key_id":"2026-a","files":[{"name":"events.ndjson","rows":2,"sha256":"<64 hexadecimal characters>"}]}
\`\`\`

- \`covers_to\` is the day up to which open applications are known to be open; without a manifest it is the day of the
  newest \`recorded_at\`.
- A prefecture that \`prefectures\` leaves out is silent, not without applications.
- The first delivery in which an application appears includes its \`depot\`, even one older than \`covers_from\`.
- \`origin\` is \`real\` or \`synthetic\`; \`key_id\` names the linkage key of the pseudonyms.`;

const VALUES = `- **Codes** of \`prefectures\` and \`titres\` are part of the contract: [reference.md](reference.md) says where the tables
  are, and the schema lists the codes.
- **Days** exist and lie in ${FIRST_DAY} … ${LAST_DAY}; the instants of \`timestamp\` columns too. An instant is written as
  in RFC 3339 with its offset and at most nine decimals; the log keeps six.
- \`occurred_on\` is not after the day of \`recorded_at\` where the prefecture stands; \`recorded_at\` is at most 24 hours
  after the delivery arrives. \`fin\` is not before \`debut\`, nor \`fin_at\` before \`debut_at\`.
- \`reference\` is a pseudonym, 32 of \`0-9a-f\`, except on \`anomalie_*\`, where it is the tracker's own number, 1–64 of
  \`A-Z0-9-\`.
- **No personal data in clear.** A text other than a pseudonym in which an e-mail address, a telephone number, an IBAN,
  a 10-digit foreigner number or a 19-digit ANEF number stands as a token of its own refuses its row; that text is
  neither logged nor kept. An identifier that is nothing but ten digits, or has such a part between hyphens, is
  taken for one.
- An \`event_id\` that begins with \`sim-\` is synthetic. A database holds real or synthetic events, never both: a delivery
  of the other origin is refused with the command that starts an empty database, and a row of another origin than its
  delivery is refused alone.`;

const PSEUDONYMS = `## Pseudonyms

\`dossier\` is the HMAC-SHA-256, under the linkage key, of the application's ANEF or AGDREF number (UTF-8, spaces and
punctuation removed), cut to its first 128 bits and written as 32 lower-case hexadecimal characters: the same application
has the same pseudonym in every source. \`personne\` is the same over the foreigner's number. A source that knows only its
own number hashes \`source:number\`, and a \`rattachement\`, whose \`reference\` is that other pseudonym, ties the two. The key
never leaves the ministry; when it changes, events are delivered again under the new \`key_id\`, with a table of
correspondence.`;

const EVENTS_HEAD = `## Sources and events

A heading names the sources that may record the events under it. Every row has ${codes(ALWAYS)}
and, but for \`retractation\`, \`occurred_on\`; “must have” is what comes on top. An event with a list of issues has one of them or null,
unless it must have one; an event without a list has null. Every other column of the contract may stand on any event.
\`demarche_numerique\` is the service once called Démarches Simplifiées.`;

const EVENTS_NOTES = `### Reading the events

- **Filing.** An application is filed once: its earliest \`depot\`, whatever the source. \`substitution_depot\` is not a
  filing; the \`depot\` whose \`canal\` is \`substitution\` is.
- **Closing.** ${codes(TERMINAL_EVENTS)} close an application, and \`reouverture\` opens it again; \`transfert\` closes it in one
  prefecture and opens it in the other. Silence closes nothing: what the law makes of it is computed.
- An application's \`titre\`, \`motif\`, \`demande\` and \`canal\` are those of its latest row that has them.
- An \`adf\` without \`fin\` lasts until the title is handed over.
- **Attempts to reach the service** (\`ccc_*\` \`pan_*\` \`impossibilite_constatee\` \`substitution_*\` \`rdv_*\` \`depot_echec\`) keep one
  \`reference\` through the whole path of one user: contact, report, finding, summons, filing. \`dossier\`, \`personne\` and
  \`prefecture\` are given where they are known; an unknown prefecture counts as unknown and is never dropped. \`anomalie\`
  names the anomaly met.
- **Appeals.** \`reference\` is the appeal's, the same from its filing to the execution of the judgment; \`dossier\` is that of
  the decision attacked.
- \`anomalie_rejetee\` takes an anomaly out of the stock without counting as a fix.
- **Aggregated rows** stand for \`valeur\` occurrences and name nobody: \`connexion_fc\`, \`fs_accompagnement\`, and
  \`ddd_saisine\` where it must be so.
- \`effectif\`: \`module\` is \`etrangers\` or \`pan\`, \`valeur\` the full-time equivalents of the month of \`occurred_on\`.
- \`avis_usager\`: \`valeur\` is a mark from 0 to 10.`;

const VERSIONS = `## The same event twice

An event is known by \`source\` and \`event_id\`.

| arrives again with | what happens |
|---|---|
| the same content | a duplicate, not stored |
| other content, a later \`recorded_at\` | a correction: it counts from its arrival on, and what was published before can still be computed |
| other content, an earlier \`recorded_at\` | a duplicate, not stored |
| other content, the same \`recorded_at\` | refused as \`conflit\`, inside one file too |

\`retractation\`, with the \`event_id\` of the event and a later \`recorded_at\`, withdraws it; a still later version restores it.`;

const REASONS_HEAD = `## Why a row or a file is refused

What is refused is kept apart in \`quarantine\`, with its file, line, column and reason, without what may identify anybody.
The first reason found is told.`;

const ANSWER = `## Command and answer

\`observatoire ingest FILE…\` takes files, or one manifest. With \`--json\` it ends with one line on standard output:

\`\`\`json
{"batch":"b20260201030000_1f2e3d4c","files":1,"rows":1003,"inserted":1000,"duplicates":1,"corrected":1,"rejected":1,"seconds":0.4}
\`\`\`

\`rows\` is the sum of \`inserted\`, \`duplicates\`, \`corrected\` and \`rejected\`; a file refused whole counts as one rejected row.

| exit status | meaning |
|---|---|
| 0 | everything is in the log, now or since an earlier delivery |
| 1 | nothing could be taken |
| 2 | the command was not used rightly |
| 3 | something was stored or already there, and something was refused |

The same command run again inserts nothing. \`--backfill\` says that the delivery is history: its rows count as known since
their \`recorded_at\`, not since they arrived. \`--dry-run\` checks the delivery, says what would be done and stores nothing.`;
