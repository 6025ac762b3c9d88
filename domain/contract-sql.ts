/**
 * How the log (`event`) writes what the contract calls a pseudonym and the identity of an event: one
 * place, for those who write the log and those who read it. Each takes and gives a SQL expression.
 */

/** 32 lower-case hexadecimal characters as the UInt128 of the log; '' (null) is 0. */
export const pseudonymToInteger = (text: string) => `reinterpretAsUInt128(reverse(unhex(${text})))`;

/** Finds the versions of an event fast; equality is always decided on the two columns. */
export const eventKey = (source: string, eventId: string) => `sipHash64(${source}, ${eventId})`;
