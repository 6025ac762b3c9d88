import { lookup as resolveName, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { SourceError } from '#core/errors.ts';

const range = z.string().refine((text) => maybeRange(text) !== undefined, {
  message: 'is not an address range such as 10.1.0.0/16 or fd00::/8',
});

/** Where a source may connect to, as the operator configures it. */
export const Network = z.strictObject({
  hosts: z
    .array(z.string().regex(/^[A-Za-z0-9.-]+(?::\d{1,5})?$/))
    .default([])
    .describe('Further hosts that it may speak with, beside those of its settings.'),
  http: z.boolean().default(false).describe('May it use http:// as well as https://?'),
  private: z
    .array(range)
    .default([])
    .describe('Address ranges that it may connect to although they are not public.'),
});
export type Network = z.output<typeof Network>;

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

function maybeRange(text: string): Range | undefined {
  try {
    return ipaddr.parseCIDR(text);
  } catch {
    return undefined;
  }
}

/**
 * Throws SourceError when an address is not a public one and not in a listed range. An IPv4 address
 * dressed as IPv6 is looked at as what it is.
 */
export function checkAddress(address: string, listed: readonly string[]): void {
  const parsed = ipaddr.process(address);
  if (parsed.range() === 'unicast') return;
  const allowed = listed.some((text) => {
    const given = maybeRange(text);
    return given !== undefined && given[0].kind() === parsed.kind() && parsed.match(given);
  });
  if (!allowed) {
    throw new SourceError(
      `${address} is not a public address (${parsed.range()}): list its range under \`network: private:\` if this is meant.`,
    );
  }
}

/** Resolves a name; in the tests, from a table. */
export type Resolve = (
  host: string,
  done: (error: Error | null, addresses: LookupAddress[]) => void,
) => void;

const system: Resolve = (host, done) =>
  resolveName(host, { all: true, verbatim: true }, (error, addresses) => done(error, addresses));

/**
 * A look-up for sockets that gives only addresses that were checked: the one that is connected to is
 * the one that was looked at, so that a name cannot change its mind in between. One address that is
 * refused refuses the name.
 */
export function guardedLookup(
  listed: readonly string[],
  resolve: Resolve = system,
): LookupFunction {
  return (host, options, done) => {
    resolve(host, (error, addresses) => {
      if (error) return done(error, '', 4);
      try {
        for (const { address } of addresses) checkAddress(address, listed);
      } catch (refusal) {
        return done(refusal as Error, '', 4);
      }
      if (options.all) return done(null, addresses);
      const [first] = addresses;
      if (!first) return done(new SourceError(`${host} has no address.`), '', 4);
      done(null, first.address, first.family);
    });
  };
}

/** The address that a URL names by number, if it does: no look-up happens for it. */
export const literalAddress = ({ hostname }: URL): string | undefined => {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) ? bare : undefined;
};
