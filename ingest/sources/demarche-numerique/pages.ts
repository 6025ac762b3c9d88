import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import type { z } from 'zod';
import { pageOf, type Page } from './answers.ts';
import { ApiError } from './api-error.ts';
import type { Api } from './client.ts';
import type { Progress } from './checkpoint.ts';

/** How many dossiers a page has: fewer when the API cannot do so many in time. */
const PAGE_SIZES = [100, 50, 25, 10] as const;

export interface PagesOptions {
  api: Api;
  number: number;
  /** What the last pull left. */
  before: PagesState;
  /** How long a démarche is left alone once it has failed at every size. */
  pause_ms: number;
  log: (line: string) => void;
}

/** What is kept from one pull to the next; without it, nothing is wrong. */
export interface PagesState {
  /** The size that the API could bear. */
  size?: number | undefined;
  breaker?: Progress['breaker'];
}

/** What is asked of one of the lists of a démarche. */
export interface Asked<Node> {
  query: string;
  node: z.ZodType<Node>;
  since: string;
  after: string | undefined;
}

/** The lists of one démarche, page after page. */
export interface Pages {
  /** The pages after a cursor, to the end. Throws ApiError. */
  read<Node>(asked: Asked<Node>): AsyncGenerator<Page<Node>>;
  state(): PagesState;
}

/**
 * Opens the lists of a démarche behind a circuit breaker of its own: one that fails at every page
 * size is left alone for a while, and the others are read meanwhile.
 */
export function openPages({ api, number, before, pause_ms, log }: PagesOptions): Pages {
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ApiError && error.trouble === 'slow'),
    {
      breaker: new ConsecutiveBreaker(PAGE_SIZES.length),
      halfOpenAfter: pause_ms,
      ...(before.breaker !== undefined && { initialState: before.breaker }),
    },
  );
  // One that has been left alone is tried again with the least.
  let size =
    breaker.state === CircuitState.Closed
      ? Math.max(
          0,
          PAGE_SIZES.findIndex((dossiers) => dossiers === before.size),
        )
      : PAGE_SIZES.length - 1;

  async function page<Node>({ query, node, since, after }: Asked<Node>): Promise<Page<Node>> {
    for (;;) {
      const first = PAGE_SIZES[size];
      try {
        const variables = { number, first, after: after ?? null, since };
        return await breaker.execute(() => api.ask(query, variables, pageOf(node)));
      } catch (error) {
        if (error instanceof BrokenCircuitError) {
          const minutes = Math.round(pause_ms / 60_000);
          throw new ApiError(
            'slow',
            `It failed at every page size, and is left alone for ${minutes} minutes.`,
          );
        }
        const smaller = PAGE_SIZES[size + 1];
        if (!(error instanceof ApiError) || error.trouble !== 'slow' || !smaller) throw error;
        log(`Démarche ${number}: ${error.message} Asking for ${smaller} dossiers, not ${first}.`);
        size += 1;
      }
    }
  }

  return {
    async *read(asked) {
      let { after } = asked;
      for (;;) {
        const got = await page({ ...asked, after });
        yield got;
        if (!got.hasNextPage) return;
        if (got.endCursor === null || got.endCursor === after) {
          throw new ApiError('refused', 'The API says that there is more, and not where.');
        }
        after = got.endCursor;
      }
    },
    state: () => ({
      size: size > 0 ? PAGE_SIZES[size] : undefined,
      breaker:
        breaker.state === CircuitState.Closed
          ? undefined
          : (JSON.parse(JSON.stringify(breaker)) as Progress['breaker']),
    }),
  };
}
