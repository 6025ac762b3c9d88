import { z } from 'zod';

/**
 * The answers of the API, as far as we ask. Lists of words are not closed here: the API may add one,
 * which is counted and told, and must not stop the pull.
 */
const instant = z.iso.datetime({ offset: true });

const Traitement = z.object({ id: z.string().min(1), event: z.string(), dateTraitement: instant });

const Message = z.object({
  id: z.string().min(1),
  createdAt: instant,
  correction: z.object({ dateResolution: instant.nullable() }).nullable(),
});

export const Dossier = z.object({
  number: z.int().positive(),
  state: z.string(),
  traitements: z.array(Traitement),
  messages: z.array(Message),
});
export type Dossier = z.output<typeof Dossier>;

export const Deletion = z.object({
  number: z.int().positive(),
  state: z.string(),
  reason: z.string(),
  dateSupression: instant,
});
export type Deletion = z.output<typeof Deletion>;

/** One page. A null node is a dossier that could not be given: the page is not whole. */
export interface Page<Node> {
  nodes: Node[];
  endCursor: string | null;
  hasNextPage: boolean;
}

export const pageOf = <Node>(node: z.ZodType<Node>): z.ZodType<Page<Node>> =>
  z
    .object({
      demarche: z.object({
        page: z.object({
          nodes: z.array(node),
          pageInfo: z.object({ endCursor: z.string().nullable(), hasNextPage: z.boolean() }),
        }),
      }),
    })
    .transform(({ demarche: { page } }) => ({ nodes: page.nodes, ...page.pageInfo }));

export const Retention = z
  .object({
    demarcheDescriptor: z.object({ dureeConservationDossiers: z.int().positive() }).nullable(),
  })
  .transform(({ demarcheDescriptor }) => demarcheDescriptor?.dureeConservationDossiers);

const names = z
  .array(z.object({ name: z.string() }))
  .transform((list) => list.map(({ name }) => name));
const object = z
  .object({ fields: names })
  .nullable()
  .transform((type) => type?.fields ?? []);
const words = z
  .object({ enumValues: names })
  .nullable()
  .transform((type) => type?.enumValues ?? []);

export const Schema = z.object({
  demarche: object,
  dossier: object,
  traitement: object,
  message: object,
  correction: object,
  deleted: object,
  events: words,
  reasons: words,
});
export type Schema = z.output<typeof Schema>;
