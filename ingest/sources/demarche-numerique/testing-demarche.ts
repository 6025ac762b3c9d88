/** A démarche of the tests' server: its dossiers, and the lists that the API makes of them. */
import { GraphQLError } from 'graphql';

export interface FakeTraitement {
  id: string;
  event: string;
  dateTraitement: string;
}

export interface FakeDossier {
  number: number;
  state: string;
  traitements: FakeTraitement[];
  messages: {
    id: string;
    createdAt: string;
    correction: { dateResolution: string | null } | null;
  }[];
  /** Its last change. */
  updated_at: string;
  /** Put aside by its user or by the administration. */
  hidden_at?: string;
  /** Gone for good. */
  deleted_at?: string;
  reason?: string;
  /** The API stumbles over it. */
  broken?: boolean;
}

export interface FakeDemarche {
  dossiers: FakeDossier[];
  retention_months: number;
  /** Not for the holder of the token. */
  forbidden?: boolean;
  /** Pages of more dossiers than this do not come in time. */
  slow_above?: number;
}

export const PAGE_MAX = 100;
const BLIND_DAYS = 14;
const CLOSED = ['accepte', 'refuse', 'sans_suite'];

/** Answers with an error instead. */
export const refuse = (code: string, message = code): never => {
  throw new GraphQLError(message, { extensions: { code } });
};

const ms = (date: string) => new Date(date).getTime();
const filed = ({ traitements, updated_at }: FakeDossier) =>
  traitements[0]?.dateTraitement ?? updated_at;

/** When a closed dossier leaves every list, and when it is deleted. */
function expiry({ state, traitements }: FakeDossier, { retention_months }: FakeDemarche) {
  const last = traitements.at(-1);
  if (!CLOSED.includes(state) || !last) return undefined;
  const hidden = new Date(last.dateTraitement);
  hidden.setUTCMonth(hidden.getUTCMonth() + retention_months);
  const deleted = new Date(hidden.getTime() + BLIND_DAYS * 86_400_000);
  return { hidden, deleted };
}

interface Listed {
  at: number;
  number: number;
  node: object;
}

/** One page of a list, in the order of an instant and a number. */
function page(list: Listed[], first: number | undefined, after: string | undefined) {
  const size = Math.min(first ?? PAGE_MAX, PAGE_MAX);
  const [, at = '0', number = '0'] =
    /^(\d+);(\d+)$/.exec(after ? Buffer.from(after, 'base64').toString() : '0;0') ??
    refuse('bad_request');
  const rest = list
    .filter(
      (item) => item.at > Number(at) || (item.at === Number(at) && item.number > Number(number)),
    )
    .toSorted((one, other) => one.at - other.at || one.number - other.number);
  const nodes = rest.slice(0, size);
  const last = nodes.at(-1);
  return {
    nodes: nodes.map(({ node }) => node),
    pageInfo: {
      endCursor: last ? Buffer.from(`${last.at};${last.number}`).toString('base64') : null,
      hasNextPage: rest.length > nodes.length,
    },
  };
}

export interface Arguments {
  first?: number;
  after?: string;
  updatedSince?: string;
  deletedSince?: string;
}

/** The lists of a démarche as they are at an instant. */
export function lists(demarche: FakeDemarche, now: Date) {
  const gone = (dossier: FakeDossier) => {
    const end = expiry(dossier, demarche);
    if (dossier.deleted_at)
      return { at: dossier.deleted_at, reason: dossier.reason ?? 'user_request' };
    return end && end.deleted <= now
      ? { at: end.deleted.toISOString(), reason: 'expired' }
      : undefined;
  };
  const hidden = (dossier: FakeDossier) => {
    const end = expiry(dossier, demarche);
    return gone(dossier) !== undefined || (end !== undefined && end.hidden <= now);
  };
  const deletion = (dossier: FakeDossier, at: string, reason: string) => ({
    at: ms(at),
    number: dossier.number,
    node: { number: dossier.number, state: dossier.state, reason, dateSupression: at },
  });
  return {
    dossiers({ first, after, updatedSince }: Arguments) {
      const order = updatedSince ? (one: FakeDossier) => one.updated_at : filed;
      const seen = demarche.dossiers
        .filter((dossier) => !hidden(dossier) && !dossier.hidden_at)
        .filter((dossier) => !updatedSince || ms(dossier.updated_at) >= ms(updatedSince))
        .map((dossier) => ({ at: ms(order(dossier)), number: dossier.number, node: dossier }));
      return page(seen, first, after);
    },
    deleted({ first, after, deletedSince }: Arguments) {
      const seen = demarche.dossiers.flatMap((dossier) => {
        const end = gone(dossier);
        return end ? [deletion(dossier, end.at, end.reason)] : [];
      });
      return page(since(seen, deletedSince), first, after);
    },
    pending({ first, after, deletedSince }: Arguments) {
      const seen = demarche.dossiers.flatMap((dossier) =>
        dossier.hidden_at && !hidden(dossier)
          ? [deletion(dossier, dossier.hidden_at, dossier.reason ?? 'user_request')]
          : [],
      );
      return page(since(seen, deletedSince), first, after);
    },
  };
}

const since = (list: Listed[], from: string | undefined) =>
  list.filter(({ at }) => !from || at >= ms(from));

/** What became of a dossier, in acts: its last act says its state and its last change. */
export function fakeDossier(
  number: number,
  acts: readonly (readonly [event: string, at: string])[],
  rest: Partial<FakeDossier> = {},
): FakeDossier {
  const traitements = acts.map(([event, at], index) => ({
    id: `Traitement-${number}-${index}`,
    event,
    dateTraitement: at,
  }));
  return {
    number,
    state: stateAfter(acts.map(([event]) => event)),
    traitements,
    messages: [],
    updated_at: acts.at(-1)?.[1] ?? '2026-01-01T00:00:00+01:00',
    ...rest,
  };
}

const STATES: Record<string, string> = {
  depose: 'en_construction',
  repasse_en_construction: 'en_construction',
  passe_en_instruction: 'en_instruction',
  passe_en_instruction_automatiquement: 'en_instruction',
  repasse_en_instruction: 'en_instruction',
  accepte: 'accepte',
  accepte_automatiquement: 'accepte',
  refuse: 'refuse',
  refuse_automatiquement: 'refuse',
  classe_sans_suite: 'sans_suite',
};

const stateAfter = (events: readonly string[]) =>
  events.reduce((state, event) => STATES[event] ?? state, 'en_construction');
