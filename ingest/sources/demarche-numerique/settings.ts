import { z } from 'zod';
import { Demarche } from './demarche.ts';

/** The settings of the source, in the file that OBS_SOURCES names. */
export const Settings = z.strictObject({
  /** Where the API answers. */
  url: z.url().default('https://demarche.numerique.gouv.fr/api/v2/graphql'),
  /** Dossiers that have not changed since are not read; used once, at the first pull. */
  since: z.iso.datetime({ offset: true }).default('1990-01-01T00:00:00Z'),
  /** How long an answer is waited for; the API itself gives up after 30 s. */
  timeout_s: z.number().positive().max(300).default(40),
  /** How many pages of dossiers make one delivery. */
  pages_per_delivery: z.int().min(1).max(100).default(20),
  /** How long a démarche that fails at every page size is left alone. */
  pause_minutes: z
    .number()
    .positive()
    .max(24 * 60)
    .default(60),
  /** What each démarche is. */
  demarches: z
    .array(Demarche)
    .min(1)
    .superRefine((demarches, context) => {
      const seen = new Set<number>();
      for (const [index, { number }] of demarches.entries()) {
        if (seen.has(number)) {
          const message = `the démarche ${number} is there twice`;
          context.addIssue({ code: 'custom', path: [index, 'number'], message });
        }
        seen.add(number);
      }
    }),
});
export type Settings = z.output<typeof Settings>;
