/** Remembers the answers to questions, the least recently used forgotten first. A failure is not remembered. */
export class Cache {
  readonly #answers = new Map<string, Promise<unknown>>();

  constructor(private readonly capacity: number) {}

  once<T>(question: string, answer: () => Promise<T>): Promise<T> {
    const known = this.#answers.get(question) as Promise<T> | undefined;
    const promise = known ?? answer();
    this.#answers.delete(question);
    this.#answers.set(question, promise);
    if (!known) this.#keep(question, promise);
    return promise;
  }

  clear(): void {
    this.#answers.clear();
  }

  #keep(question: string, promise: Promise<unknown>): void {
    promise.catch(() => this.#answers.delete(question));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.capacity && oldest !== undefined) this.#answers.delete(oldest);
  }
}
