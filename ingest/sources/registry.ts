import { demarcheNumerique } from './demarche-numerique/demarche-numerique.ts';
import { bucketDrop } from './drop/bucket.ts';
import { folderDrop } from './drop/folder.ts';
import { listingDrop } from './drop/listing.ts';
import { tabular } from './tabular/tabular.ts';
import { availability } from './trackers/availability.ts';
import { gitlab } from './trackers/gitlab.ts';
import { jira } from './trackers/jira.ts';
import type { Source } from './source.ts';

/** Every kind of source, by what `kind:` says in the configuration. A new one is a line here. */
const SOURCES: readonly Source[] = [
  folderDrop,
  bucketDrop,
  listingDrop,
  demarcheNumerique,
  tabular,
  gitlab,
  jira,
  availability,
];

export const KINDS: ReadonlyMap<string, Source> = new Map(
  SOURCES.map((source) => [source.kind, source]),
);
