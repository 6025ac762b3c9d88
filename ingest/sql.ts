/** A text as a SQL literal. Only for what cannot be bound: the body of a view. */
export const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`;

export const array = (texts: readonly string[]) => `[${texts.map(quote).join(', ')}]`;

/** An instant as the engine reads it, in UTC. */
export const instant = (at: Date) => quote(at.toISOString().replace('T', ' ').replace('Z', ''));

/** A value looked up in a list of texts: over a dictionary, once per distinct value of a block. */
export const lookUp = (
  value: string,
  keys: readonly string[],
  numbers: readonly (number | bigint)[],
  type: string,
  otherwise = 0,
) =>
  `CAST(transform(${value}, ${array(keys)}, CAST([${numbers.join(', ')}], 'Array(${type})'), CAST(${otherwise}, '${type}')), '${type}')`;
