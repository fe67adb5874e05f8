export type Headers = Record<string, number | string | string[] | undefined>;

/** An answer as it went out, packed and all. */
export interface Answer {
  headers: Headers;
  body: Buffer;
}

/** What a kept answer takes beside its body and its question, about. */
const BYTES_ABOUT_IT = 1_000;

/**
 * Answers to be given again to those who ask the same. They hold so many bytes at most; the least recently asked for
 * goes first. Who asks for what is just being worked out waits for it: after a new snapshot all ask at once.
 */
export class Answers {
  readonly #kept = new Map<string, Answer>();
  readonly #coming = new Map<string, Promise<Answer | null>>();
  #bytes = 0;

  constructor(private readonly mostBytes: number) {}

  /** What is kept, or what is about to be: null where that turns out not to be for keeping. Undefined where nobody is at
   *  work on it. */
  find(question: string): Answer | Promise<Answer | null> | undefined {
    return this.#recall(question) ?? this.#coming.get(question);
  }

  /** Says that the answer is being worked out; the function says what it is, or null where it is not to be kept. */
  begin(question: string): ((answer: Answer | null) => void) | null {
    if (this.#coming.has(question)) return null;
    let arrived: ((answer: Answer | null) => void) | null = null;
    this.#coming.set(question, new Promise((resolve) => (arrived = resolve)));
    return (answer) => {
      if (!arrived) return;
      if (answer) this.#keep(question, answer);
      this.#coming.delete(question);
      arrived(answer);
      arrived = null;
    };
  }

  #recall(question: string): Answer | undefined {
    const kept = this.#kept.get(question);
    if (kept) {
      this.#kept.delete(question);
      this.#kept.set(question, kept);
    }
    return kept;
  }

  #keep(question: string, answer: Answer): void {
    this.#forget(question);
    this.#bytes += sizeOf(question, answer);
    this.#kept.set(question, answer);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.mostBytes) return;
      this.#forget(oldest);
    }
  }

  #forget(question: string): void {
    const kept = this.#kept.get(question);
    if (!kept) return;
    this.#bytes -= sizeOf(question, kept);
    this.#kept.delete(question);
  }
}

/** Whoever asks chooses how long a question is. */
function sizeOf(question: string, { body }: Answer): number {
  return question.length + body.length + BYTES_ABOUT_IT;
}
