import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { projectRoot } from '../../bin/project.ts';
import { snapshotNumber } from '../../indicators/snapshot.ts';
import { read, snapshotPath } from './state.ts';

/**
 * The real server on a home whose pipeline is being killed, and somebody who asks it without pause. Every answer must
 * come, and be of one snapshot: its figures are those that the file of that snapshot has.
 */

/** It leaves the processor to the pipeline for a moment. */
const PAUSE_MS = 12;

const ADDRESSES = [
  '/api/v1/overview?area=county',
  '/api/v1/indicators/complaints/series?area=county&grain=month',
  '/indicators/complaints?grain=month',
  '/api/v1/overview?area=dspl-1',
  '/api/v1/indicators/absence/series?area=dspl-1&grain=month',
  '/indicators/absence?area=dspl-1&grain=month',
];

const point = z.object({
  period: z.string(),
  status: z.string(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
  value: z.number().nullable(),
});
type Point = z.infer<typeof point>;

const overview = z.object({
  area: z.string(),
  snapshot: z.string(),
  rows: z.array(
    z.object({
      indicator: z.string(),
      grain: z.string(),
      sentence: z.string(),
      latest: point.nullable(),
      trend: z.object({ grain: z.string(), points: z.array(point) }),
    }),
  ),
});
const series = z.object({
  indicator: z.string(),
  area: z.string(),
  grain: z.string(),
  snapshot: z.string(),
  points: z.array(point),
  summary: z.object({ sentence: z.string() }),
});

/** What a snapshot's file says, by indicator, area and grain. */
interface Figures {
  points: Map<string, Point[]>;
  sentences: Map<string, string>;
}

export class Dashboard {
  answers = 0;
  /** 304: the asker has the answer already. */
  unchanged = 0;
  readonly faults: string[] = [];
  readonly #seen = new Map<string, Promise<Figures>>();
  readonly #tags = new Map<string, string>();
  #newest = 0;
  #asking = true;
  #asked: Promise<void> = Promise.resolve();

  private constructor(
    private readonly home: string,
    private readonly server: ChildProcess,
    private readonly url: string,
  ) {}

  static async open(home: string, environment: Record<string, string>): Promise<Dashboard> {
    const server = spawn(process.execPath, [join(projectRoot, 'bin', 'waggle.js'), 'serve', '--json'], {
      env: {
        ...process.env,
        ...environment,
        WAGGLE_HOME: home,
        HOST: '127.0.0.1',
        PORT: '0',
        WAGGLE_AUTH: 'open',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await addressOf(server);
    const dashboard = new Dashboard(home, server, url);
    dashboard.#asked = dashboard.#askOnAndOn();
    return dashboard;
  }

  get snapshotsSeen(): number {
    return this.#seen.size;
  }

  async close(): Promise<void> {
    this.#asking = false;
    await this.#asked;
    this.server.kill('SIGTERM');
    if (this.server.exitCode === null && this.server.signalCode === null) await once(this.server, 'exit');
  }

  async #askOnAndOn(): Promise<void> {
    for (let turn = 0; this.#asking && this.faults.length === 0; turn += 1) {
      const address = ADDRESSES[turn % ADDRESSES.length] ?? '/';
      await this.#ask(address, turn % 5 === 0).catch((error) => this.#fault(address, `no answer: ${error}`));
      await delay(PAUSE_MS);
    }
  }

  async #ask(address: string, knows: boolean): Promise<void> {
    const tag = this.#tags.get(address);
    const response = await fetch(`${this.url}${address}`, {
      headers: knows && tag ? { 'if-none-match': tag } : {},
    });
    const text = await response.text();
    this.#tags.set(address, response.headers.get('etag') ?? '');
    this.answers += 1;
    if (response.status === 304) this.unchanged += 1;
    else if (response.status !== 200) this.#fault(address, `${response.status}: ${text.slice(0, 300)}`);
    else await this.#check(address, text);
  }

  async #check(address: string, text: string): Promise<void> {
    const id = address.startsWith('/api') ? snapshotOfJson(text) : snapshotOfPage(text);
    if (id === null) return this.#fault(address, `it does not say its snapshot: ${text.slice(0, 300)}`);
    const number = snapshotNumber(id) ?? 0;
    if (number < this.#newest) this.#fault(address, `${id} after snapshot ${this.#newest}`);
    this.#newest = number;
    const known = await this.#figuresOf(id);
    const wrong = address.includes('overview')
      ? wrongInOverview(text, known)
      : address.startsWith('/api')
        ? wrongInSeries(text, known)
        : wrongInPage(address, text, known);
    if (wrong) this.#fault(address, `not the figures of ${id}: ${wrong}`);
  }

  #figuresOf(id: string): Promise<Figures> {
    const known = this.#seen.get(id) ?? figuresOf(snapshotPath(this.home, snapshotNumber(id) ?? 0));
    this.#seen.set(id, known);
    return known;
  }

  #fault(address: string, what: string): void {
    if (this.#asking) this.faults.push(`${address}: ${what}`);
  }
}

async function addressOf(server: ChildProcess): Promise<string> {
  let said = '';
  for await (const part of server.stdout ?? []) {
    said += part;
    const url = /"url": "([^"]+)"/.exec(said)?.[1];
    if (url) return url;
  }
  throw new Error(`The dashboard did not start: ${said}`);
}

function figuresOf(path: string): Promise<Figures> {
  return read(path, async (rows) => {
    const points = new Map<string, Point[]>();
    const found = (
      await rows(
        'SELECT start, indicator, area, grain, period, status, numerator, denominator, value FROM full_point',
      )
    ).map((text) => JSON.parse(text));
    for (const { indicator, area, grain, ...rest } of found) {
      const key = keyOf(indicator, area, grain);
      points.set(key, [...(points.get(key) ?? []), point.parse(rest)]);
    }
    const sentences = (await rows('SELECT indicator, area, grain, sentence FROM full_summary')).map(
      (text) => {
        const { indicator, area, grain, sentence } = JSON.parse(text);
        return [keyOf(indicator, area, grain), String(sentence)] as const;
      },
    );
    return { points, sentences: new Map(sentences) };
  });
}

function keyOf(...words: string[]): string {
  return words.join(' ');
}

function snapshotOfJson(text: string): string | null {
  return /"snapshot":"(snapshot-\d+)"/.exec(text)?.[1] ?? null;
}

function snapshotOfPage(text: string): string | null {
  return text.trimEnd().endsWith('</html>') ? (/\((snapshot-\d+)\)/.exec(text)?.[1] ?? null) : null;
}

function wrongInOverview(text: string, known: Figures): string | null {
  const { area, rows } = overview.parse(JSON.parse(text));
  for (const { indicator, grain, latest, trend, sentence } of rows) {
    const wrong = wrongPoints(trend.points, known.points.get(keyOf(indicator, area, trend.grain)));
    if (wrong) return `${indicator}: ${wrong}`;
    const shown = known.points.get(keyOf(indicator, area, grain)) ?? [];
    if (latest && !shown.some((candidate) => same(candidate, latest)))
      return `${indicator}: ${shortly([latest])}`;
    const should = known.sentences.get(keyOf(indicator, area, grain));
    if (should !== undefined && should !== sentence) return `${indicator}: “${sentence}”, not “${should}”`;
  }
  return null;
}

function wrongInSeries(text: string, known: Figures): string | null {
  const { indicator, area, grain, points, summary } = series.parse(JSON.parse(text));
  const key = keyOf(indicator, area, grain);
  const should = known.sentences.get(key);
  if (should !== undefined && should !== summary.sentence) return `“${summary.sentence}”, not “${should}”`;
  return wrongPoints(points, known.points.get(key));
}

const TREND = /<caption[^>]*>[^<]*, by month<\/caption>.*?<tbody[^>]*>(.*?)<\/tbody>/s;
const ROW = /<th scope="row"[^>]*>[^<]*<\/th><td[^>]*>([^<]*)<\/td><td[^>]*>([^<]*)<\/td>/g;

/** The trend's table, newest first: of a share what it is counted from, of a count the count. */
function wrongInPage(address: string, text: string, known: Figures): string | null {
  const { pathname, searchParams } = new URL(address, 'http://waggle');
  const key = keyOf(pathname.split('/').at(-1) ?? '', searchParams.get('area') ?? 'county', 'month');
  const points = (known.points.get(key) ?? []).toReversed();
  const isShare = points.some(({ denominator }) => denominator !== null);
  const rows = [...(TREND.exec(text)?.[1] ?? '').matchAll(ROW)].map((cells) => cells[isShare ? 2 : 1]);
  const should = points.map((point) => countedWords(point, isShare));
  return JSON.stringify(rows) === JSON.stringify(should)
    ? null
    : `${JSON.stringify(rows)}, not ${JSON.stringify(should)}`;
}

function countedWords({ numerator, denominator }: Point, isShare: boolean): string {
  const [above, below] = [numerator, denominator].map((number) => number?.toLocaleString('en-GB'));
  if (isShare) return above === undefined || below === undefined ? '' : `${above} of ${below}`;
  return above ?? 'no data';
}

function wrongPoints(points: Point[], should: Point[] = []): string | null {
  const isSame = points.length === should.length && points.every((one, index) => same(one, should[index]));
  return isSame ? null : `${shortly(points)}, not ${shortly(should)}`;
}

function same(one: Point, other: Point | undefined): boolean {
  return JSON.stringify(point.parse(one)) === JSON.stringify(other);
}

function shortly(points: Point[]): string {
  return points
    .map(({ period, numerator, denominator }) => `${period} ${numerator}/${denominator}`)
    .join(' ');
}
