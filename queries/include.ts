import { readFileSync } from 'node:fs';
import { DefinitionError } from '#core/errors.ts';

const SHARED = new URL('./shared/', import.meta.url);

/** Puts the shared sub-queries in the place of their `-- @include name` lines, and theirs in them. */
export function include(sql: string, file = 'sql', firstLine = 0): string {
  return sql
    .split('\n')
    .map((line, index) => {
      const name = /^-- @include ([a-z-]+)$/.exec(line)?.[1];
      if (!name) return line;
      try {
        const shared = readFileSync(new URL(`${name}.sql`, SHARED), 'utf8').trimEnd();
        return include(shared, `shared/${name}.sql`);
      } catch (cause) {
        if (cause instanceof DefinitionError) throw cause;
        throw new DefinitionError(
          `${file}:${firstLine + index + 1}: there is no queries/shared/${name}.sql`,
          { cause },
        );
      }
    })
    .join('\n');
}
