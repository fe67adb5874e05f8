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

  succeeded(key: string): void {
    this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.clock() - WINDOW_MS;
    return (this.#failures.get(key) ?? []).filter((time) => time > since);
  }
}
