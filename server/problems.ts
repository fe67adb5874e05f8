import { STATUS_CODES } from 'node:http';

/** A refusal that the reader can act on: its detail is a plain sentence, safe to show. */
export class Problem extends Error {
  override name = 'Problem';

  constructor(
    readonly status: number,
    readonly detail: string,
    /** The values that would have been accepted, for programs. */
    readonly valid?: readonly string[],
  ) {
    super(detail);
  }

  get title(): string {
    return STATUS_CODES[this.status] ?? 'Error';
  }

  /** The body of an `application/problem+json` answer (RFC 9457). */
  toBody(instance: string): Record<string, unknown> {
    const { status, title, detail, valid } = this;
    return { type: 'about:blank', title, status, detail, instance, ...(valid && { valid }) };
  }
}

export const NOTHING_PUBLISHED =
  'No figures have been published yet. They appear here by themselves as soon as the first files have been loaded.';

export function nothingPublished(): Problem {
  return new Problem(503, NOTHING_PUBLISHED);
}
