/**
 * An error someone can do something about. `code` is stable and documented; `message` says what was
 * found and what was expected. Anything else that is thrown is a bug.
 */
export abstract class KnownError extends Error {
  abstract readonly code: string;
}

/** The command or request is not one we know, or its arguments are not valid. */
export class BadRequest extends KnownError {
  readonly code = 'bad_request';
}

/** What was asked for does not exist. */
export class NotFound extends KnownError {
  readonly code = 'not_found';
}

/** The environment does not describe a valid configuration. */
export class ConfigError extends KnownError {
  readonly code = 'config';
}

/** The embedded engine cannot run here or now. */
export class EngineError extends KnownError {
  readonly code = 'engine';
}

/** The database refuses a state that we cannot mend, such as an edited migration. */
export class SchemaError extends KnownError {
  readonly code = 'schema';
}

/** One of our own files (an indicator, a reference table) is malformed: says which and where. */
export class DefinitionError extends KnownError {
  readonly code = 'definition';
}

/** A delivery that cannot be taken at all. */
export class DeliveryError extends KnownError {
  readonly code = 'delivery';
}

/** A source cannot be pulled now: it does not answer, refuses, or says what we do not understand. */
export class SourceError extends KnownError {
  readonly code = 'source';
  /** Seconds after which the source asks to be called again, where it says so. */
  readonly retry_after_s: number | undefined;

  constructor(message: string, options?: ErrorOptions & { retry_after_s?: number | undefined }) {
    super(message, options);
    this.retry_after_s = options?.retry_after_s;
  }
}
