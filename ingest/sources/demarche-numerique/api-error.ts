import { SourceError } from '#core/errors.ts';

/**
 * Why the API did not answer. `slow`: not in time, or it stumbled: a smaller page may do. `refused`:
 * this démarche is not for us, or the question is not understood. `away`: nothing can be asked now.
 */
export type Trouble = 'slow' | 'refused' | 'away';

export class ApiError extends SourceError {
  readonly trouble: Trouble;

  constructor(trouble: Trouble, message: string, options?: ErrorOptions) {
    super(message, options);
    this.trouble = trouble;
  }
}
