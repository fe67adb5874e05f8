import type { FastifyInstance } from 'fastify';
import { snapshotNumber } from '../../indicators/snapshot.ts';
import type { SnapshotStore } from '../snapshots/store.ts';

const METRICS = [
  { name: 'waggle_http_requests_total', type: 'counter', help: 'Requests answered, by class of status.' },
  { name: 'waggle_snapshot_swaps_total', type: 'counter', help: 'Times a snapshot became current.' },
  { name: 'waggle_snapshot_number', type: 'gauge', help: 'Number of the current snapshot.' },
  { name: 'waggle_snapshot_age_seconds', type: 'gauge', help: 'Time since it was published.' },
  { name: 'waggle_snapshots_damaged', type: 'gauge', help: 'Snapshots that cannot be read.' },
  { name: 'process_resident_memory_bytes', type: 'gauge', help: 'Memory in use.' },
] as const;
type Metric = (typeof METRICS)[number];
/** A number, or one for each class of status. */
type Value = number | Map<string, number>;

/** Counts what the server does, for Prometheus. */
export class Metrics {
  readonly #requests = new Map<string, number>(['2xx', '3xx', '4xx', '5xx'].map((status) => [status, 0]));
  #swaps = 0;

  constructor(
    private readonly store: SnapshotStore,
    private readonly now: () => Date,
  ) {
    store.events.on('swap', () => {
      this.#swaps += 1;
    });
  }

  countRequests(app: FastifyInstance): void {
    app.addHook('onResponse', (_request, reply, done) => {
      const status = `${Math.floor(reply.statusCode / 100)}xx`;
      this.#requests.set(status, (this.#requests.get(status) ?? 0) + 1);
      done();
    });
  }

  /** Prometheus' text format. */
  text(): string {
    const info = this.store.current?.info;
    const values: Record<Metric['name'], Value> = {
      waggle_http_requests_total: this.#requests,
      waggle_snapshot_swaps_total: this.#swaps,
      waggle_snapshot_number: snapshotNumber(info?.id ?? '') ?? Number.NaN,
      waggle_snapshot_age_seconds: info ? this.#secondsSince(info.published_at) : Number.NaN,
      waggle_snapshots_damaged: this.store.damaged.length,
      process_resident_memory_bytes: process.memoryUsage.rss(),
    };
    return METRICS.map((metric) => lines(metric, values[metric.name])).join('');
  }

  #secondsSince(time: string): number {
    return (this.now().getTime() - Date.parse(time)) / 1000;
  }
}

function lines({ name, type, help }: Metric, value: Value): string {
  const samples =
    typeof value === 'number'
      ? `${name} ${value}\n`
      : [...value].map(([status, count]) => `${name}{status="${status}"} ${count}\n`).join('');
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${samples}`;
}
