/** Counts failures, so that passwords cannot be tried one after another. */

const WINDOW_MS = 15 * 60_000;
const KEYS_AT_MOST = 20_000;

export class Throttle {
  readonly #failures = new Map<string, number[]>();

  constructor(
    private readonly atMost: number,
    private readonly clock: () => number,
  ) {}

  /** Minutes to wait until another try; 0 when one may be made. */
  wait(key: string): number {
    const recent = this.#recent(key);
    if (recent.length < this.atMost) return 0;
    return Math.ceil(((recent[0] ?? 0) + WINDOW_MS - this.clock()) / 60_000);
  }

  failed(key: string): void {
    const recent = [...this.#recent(key), this.clock()].slice(-this.atMost);
    this.#failures.delete(key);
    this.#failures.set(key, recent);
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > KEYS_AT_MOST && oldest !== undefined) this.#failures.delete(oldest);
  }

  /** Forgets the failures of a key, and answers how many there were. */
  succeeded(key: string): number {
    const { length } = this.#recent(key);
    this.#failures.delete(key);
    return length;
  }

  /** The latest so many were none: somebody’s slips of the finger. */
  takeBack(key: string, slips: number): void {
    const recent = this.#recent(key);
    const left = recent.slice(0, Math.max(0, recent.length - slips));
    if (left.length > 0) this.#failures.set(key, left);
    else this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.clock() - WINDOW_MS;
    return (this.#failures.get(key) ?? []).filter((time) => time > since);
  }
}
