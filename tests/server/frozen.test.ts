import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { watchFolder } from '../../server/snapshots/watch.ts';
import { type Built, build, homeWith, publish } from './home.ts';

const NAME = 'Board January 2025';
const ASKED = `snapshot=${encodeURIComponent(NAME)}`;

/** Writes the label as `waggle freeze` does. */
async function freeze(home: string, number: number, name = NAME): Promise<void> {
  const folder = join(home, 'snapshots');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `snapshot-00000${number}.frozen.json`);
  await writeFile(`${path}.half`, JSON.stringify({ name, frozen_at: '2025-01-20T14:00:00.000Z' }));
  await rename(`${path}.half`, path);
}

/** The first snapshot has 1 request in each year and is frozen, the second 2. */
async function frozenFirst(): Promise<Built> {
  const home = await homeWith();
  await publish(home, 1, { mark: 1 });
  await publish(home, 2, { mark: 2 });
  await freeze(home, 1);
  return build(home);
}

const page = ({ app }: Built, url: string) => app.inject({ url, headers: { accept: 'text/html' } });

describe('a frozen snapshot', () => {
  it('is listed with its name', async () => {
    const { app } = await frozenFirst();
    const { snapshots } = (await app.inject('/api/v1/snapshots')).json();
    expect(snapshots).toMatchObject([
      { id: 'snapshot-000002', name: null },
      { id: 'snapshot-000001', name: NAME, frozen_at: '2025-01-20T14:00:00.000Z' },
    ]);
  });

  it('opens by its name, however it is written', async () => {
    const { app } = await frozenFirst();
    const address = '/api/v1/indicators/requests/series?grain=calendar_year';
    for (const name of [NAME, 'board january  2025', 'snapshot-000001']) {
      const { snapshot, points } = (
        await app.inject(`${address}&snapshot=${encodeURIComponent(name)}`)
      ).json();
      expect([snapshot, points[0].value]).toEqual(['snapshot-000001', 1]);
    }
    expect((await app.inject(address)).json().points[0].value).toBe(2);
  });

  it('is what somebody meant who mistypes its name', async () => {
    const { app } = await frozenFirst();
    const response = await app.inject('/api/v1/overview?snapshot=Board%20Januray%202025');
    expect(response.statusCode).toBe(404);
    expect(response.json().detail).toBe(
      'There is no snapshot “Board Januray 2025”. Did you mean “Board January 2025”?',
    );
  });

  it('is noticed by a running server, with the file system’s notice', async () => {
    const home = await homeWith(1);
    const { app } = await build(home, watchFolder);
    const tag = (await app.inject('/')).headers.etag;
    await freeze(home, 1);
    await vi.waitFor(() => expect(app.snapshots.current?.info.name).toBe(NAME));
    expect((await app.inject('/')).headers.etag).not.toBe(tag);
  });

  it('opens at once on a server that has not noticed', async () => {
    const home = await homeWith(1);
    const { app } = await build(home);
    await freeze(home, 1);
    expect((await app.inject(`/api/v1/overview?${ASKED}`)).json().snapshot).toBe('snapshot-000001');
  });
});

describe('a page that is asked for a frozen snapshot', () => {
  it.each([
    '/',
    '/bees',
    '/bees/be-ambitious',
    '/indicators/requests',
    '/areas',
    '/areas/dspl-1',
    '/files',
    '/report',
  ])('%s says as of when, leads to the latest, and keeps to the snapshot everywhere else', async (path) => {
    const { body, statusCode } = await page(
      await frozenFirst(),
      `${path}?area=county&${ASKED}`.replace('/files?area=county&', '/files?'),
    );
    expect(statusCode, body).toBe(200);
    expect(body).toContain('Figures as the board saw them on 20 January 2025 (Board January 2025).');
    const own = [...body.matchAll(/<(?:a|img|source)\b[^>]*? (?:href|src|srcset)="(\/[^"]*)"/g)].map(
      ([, address = '']) => address,
    );
    const others = own.filter((address) => !address.includes(`snapshot=${encodeURIComponent(NAME)}`));
    expect(others).toEqual([path === '/files' ? path : `${path}?area=county`]);
    const forms = body.match(/<form[^>]*method="get"[^>]*>/g) ?? [];
    expect(
      body.match(/<input type="hidden" name="snapshot" value="Board January 2025"\/>/g) ?? [],
    ).toHaveLength(forms.length);
  });

  it('shows its pictures from that snapshot', async () => {
    const built = await frozenFirst();
    const picture = async (url: string) => {
      const { body } = await page(built, url);
      return /<img src="(data:image[^"]*)"/.exec(body)?.[1];
    };
    const own = '/indicators/requests?grain=calendar_year';
    const [frozen, latest] = [await picture(`${own}&${ASKED}`), await picture(own)];
    expect(frozen).toBeDefined();
    expect(latest).toBeDefined();
    expect(frozen).not.toBe(latest);
  });

  it('of one that no board was shown says when it was published', async () => {
    const { body } = await page(await frozenFirst(), '/?snapshot=snapshot-000002');
    expect(body).toContain('Figures as published on 15 January 2025.');
  });

  it('says nothing of the kind where the latest figures are asked for', async () => {
    const { body } = await page(await frozenFirst(), '/');
    expect(body).not.toContain('class="snapshot-shown');
    expect(body).not.toContain('snapshot=');
  });
});
