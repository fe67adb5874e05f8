import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { FileReport } from '../../indicators/series.ts';
import { Inbox } from '../../server/uploads/inbox.ts';
import type { Ingest, IngestEvent } from '../../server/uploads/runs.ts';
import { BAD_SHA, build, change, emptyHome, homeWith } from './home.ts';

const CSV = 'contact_id,received_on\nC1,2024-07-01\n';

interface Sent {
  name: string;
  content?: string;
}

function form(files: Sent[]) {
  const boundary = 'waggle-boundary';
  const parts = files.map(
    ({ name, content = CSV }) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\nContent-Type: text/csv\r\n\r\n${content}\r\n`,
  );
  return {
    payload: `${parts.join('')}--${boundary}--\r\n`,
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  };
}

async function dashboard(ingest?: Ingest) {
  const home = await homeWith(1);
  const { app, log } = await build(home, undefined, undefined, ingest && { ingest });
  const inbox = () => readdir(join(home, 'inbox')).catch(() => []);
  const post = (files: Sent[], url = '/api/v1/files') => app.inject({ method: 'POST', url, ...form(files) });
  return { app, log, home, inbox, post };
}

function reportOf(file: string, changes: Partial<FileReport> = {}): FileReport {
  return {
    ...{
      file,
      sha256: createHash('sha256').update(CSV).digest('hex'),
      extract: 'complaints',
      period: '2024-07',
    },
    ...{ outcome: 'accepted', rows: 1, quarantined: 0, findings: [], counts: {} },
    ...changes,
  };
}

const FINDING = {
  severity: 'error',
  code: 'code',
  row: 2,
  column: 'kind',
  value: '=1+1',
  message: 'It is no kind.',
  remedy: 'Use complaint.',
} as const;

async function* saying(...events: IngestEvent[]): AsyncGenerator<IngestEvent> {
  yield* events;
}

describe('POST /api/v1/files', () => {
  it('puts the bytes into the inbox under their name and answers 202 with a run to follow', async () => {
    const { home, post, inbox } = await dashboard();
    const response = await post([{ name: 'complaints_2024-07.csv' }]);
    expect(response.statusCode).toBe(202);
    expect(await inbox()).toEqual(['complaints_2024-07.csv']);
    expect(await readFile(join(home, 'inbox', 'complaints_2024-07.csv'), 'utf8')).toBe(CSV);
    const { run, page, files } = response.json();
    expect(run).toMatch(/^\/api\/v1\/runs\/[\w-]+$/);
    expect(page).toMatch(/^\/upload\/[\w-]+$/);
    expect(files).toEqual([
      { file: 'complaints_2024-07.csv', sha256: reportOf('').sha256, bytes: CSV.length, report: null },
    ]);
  });

  it('lets the group read the file, whatever the umask: the pipeline may be another user', async () => {
    const { home, post } = await dashboard();
    const umask = process.umask(0o077);
    onTestFinished(() => void process.umask(umask));
    await post([{ name: 'complaints_2024-07.csv' }]);
    const { mode } = await stat(join(home, 'inbox', 'complaints_2024-07.csv'));
    expect((mode & 0o777).toString(8)).toBe('640');
  });

  it('never writes over a file that waits', async () => {
    const { home, post, inbox } = await dashboard();
    await mkdir(join(home, 'inbox'));
    await writeFile(join(home, 'inbox', 'complaints.csv'), 'first');
    const response = await post([{ name: 'other.csv' }, { name: 'complaints.csv' }]);
    expect([response.statusCode, response.json().detail]).toEqual([
      409,
      expect.stringContaining('“complaints.csv” is in the inbox already'),
    ]);
    expect(await readFile(join(home, 'inbox', 'complaints.csv'), 'utf8')).toBe('first');
    expect(await inbox()).toEqual(['complaints.csv']);
  });

  it.each([
    '../evil.csv',
    '/etc/passwd',
    'a/b.csv',
    'C:\\x.csv',
    '.hidden.csv',
    '-rf.csv',
    'a*.csv',
    'a?.csv',
    'a[1].csv',
    'a{b}.csv',
    '~.csv',
    'complaints_2024-07.csv.crdownload',
    'a\u0007.csv',
    `${'a'.repeat(200)}.csv`,
  ])('refuses the name %j and leaves nothing behind', async (name) => {
    const { post, inbox } = await dashboard();
    const response = await post([{ name: 'good.csv' }, { name }]);
    expect(response.statusCode, response.body).toBe(400);
    expect(await inbox()).toEqual([]);
  });

  it.each(['attendance (1).csv', 'Présences – juillet 2024.csv', 'Ünicode_07.CSV'])(
    'takes the name %j',
    async (name) => {
      const { post, inbox } = await dashboard();
      expect((await post([{ name }])).statusCode).toBe(202);
      expect(await inbox()).toEqual([name.normalize('NFC')]);
    },
  );

  it('refuses a request without a file, or that is no form', async () => {
    const { app, post } = await dashboard();
    expect((await post([])).statusCode).toBe(400);
    expect((await post([{ name: '', content: '' }])).json().detail).toContain('No file was chosen');
    const json = await app.inject({ method: 'POST', url: '/api/v1/files', payload: { file: 'x' } });
    expect(json.statusCode).toBe(415);
  });

  it.each([
    [
      'breaks off',
      '--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nab',
      'boundary=x',
    ],
    ['has no boundary', 'ab', ''],
  ])('refuses a form that %s in words, and keeps nothing', async (_how, payload, boundary) => {
    const { app, inbox, log } = await dashboard();
    for (const url of ['/api/v1/files', '/upload']) {
      const headers = { 'content-type': `multipart/form-data; ${boundary}` };
      const { statusCode, body } = await app.inject({ method: 'POST', url, payload, headers });
      expect([statusCode, body.includes('did not come whole')]).toEqual([400, true]);
    }
    expect([await inbox(), log]).toEqual([[], []]);
  });

  it('takes away what a server that was killed had begun to take in, and nothing that is under way', async () => {
    const { home, post, inbox } = await dashboard();
    await mkdir(join(home, 'inbox'));
    const [left, underWay] = ['.upload-left', '.upload-under-way'];
    for (const name of [left, underWay]) await writeFile(join(home, 'inbox', name), CSV);
    await utimes(join(home, 'inbox', left), 0, 0);
    await post([{ name: 'a.csv' }]);
    expect((await inbox()).sort()).toEqual([underWay, 'a.csv']);
  });

  it('keeps nothing of a file that is too large', async () => {
    const folder = join(await emptyHome(), 'inbox');
    const file = Object.assign(Readable.from([Buffer.from('much')]), { truncated: true });
    const coming = (async function* () {
      yield { filename: 'large.csv', file };
    })();
    await expect(new Inbox(folder, 1024 ** 2).take(coming)).rejects.toMatchObject({ status: 413 });
    expect(await readdir(folder)).toEqual([]);
  });

  it('works before anything has been published', async () => {
    const home = await emptyHome();
    const { app } = await build(home);
    const page = await app.inject({ url: '/upload', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.body.includes('Load files')]).toEqual([200, true]);
    const sent = await app.inject({ method: 'POST', url: '/api/v1/files', ...form([{ name: 'a.csv' }]) });
    expect(sent.statusCode).toBe(202);
  });
});

describe('a run', () => {
  it('streams what is said and then the outcome of each file', async () => {
    const { app, post } = await dashboard(() =>
      saying({ kind: 'progress', line: 'Loading files: 50%' }, { kind: 'done', files: [reportOf('a.csv')] }),
    );
    const { run } = (await post([{ name: 'a.csv' }])).json();
    const stream = await app.inject({ url: run, headers: { accept: 'text/event-stream' } });
    expect(stream.headers['content-type']).toBe('text/event-stream');
    expect(stream.headers['cache-control']).toBe('no-store');
    const [progress = '', end = ''] = stream.body.split('\n\n');
    expect(progress).toBe('event: progress\ndata: {"line":"Loading files: 50%"}');
    expect(end).toMatch(/^event: end\ndata: /);
    expect(JSON.parse(end.split('data: ')[1] ?? '')).toMatchObject({
      state: 'done',
      files: [{ file: 'a.csv', report: { outcome: 'accepted', rows: 1 } }],
    });
    expect((await app.inject(run)).json()).toMatchObject({ state: 'done' });
  });

  it('comes after the one before it', async () => {
    let running = 0;
    let most = 0;
    const { app, post } = await dashboard(async function* () {
      running += 1;
      most = Math.max(most, running);
      await new Promise(setImmediate);
      running -= 1;
      yield { kind: 'done', files: [] };
    });
    const runs = [(await post([{ name: 'a.csv' }])).json().run, (await post([{ name: 'b.csv' }])).json().run];
    for (const run of runs) await app.inject({ url: run, headers: { accept: 'text/event-stream' } });
    expect(most).toBe(1);
  });

  it.each<[string, Ingest]>([
    ['says why it failed', () => saying({ kind: 'failed', message: 'The catalogue has a fault.' })],
    [
      'breaks off',
      async function* () {
        yield { kind: 'progress', line: 'Loading' };
        throw new Error('the process died');
      },
    ],
    ['ends without a word', () => saying()],
  ])('that %s is told of as failed', async (_, ingest) => {
    const { app, post } = await dashboard(ingest);
    const { run } = (await post([{ name: 'a.csv' }])).json();
    await app.inject({ url: run, headers: { accept: 'text/event-stream' } });
    const { state, message } = (await app.inject(run)).json();
    expect([state, message]).toEqual([
      'failed',
      expect.stringMatching(/^The (catalogue has a fault|run that)/),
    ]);
  });

  it('that the schedule has loaded is told of from the snapshot, once its file has left the inbox', async () => {
    const home = await homeWith(1);
    const { sha256 } = reportOf('odd.csv');
    for (const table of ['file', 'finding'])
      await change(home, 1, `UPDATE ${table} SET sha256 = '${sha256}' WHERE sha256 = '${BAD_SHA}'`);
    const { app } = await build(home);
    const files = form([{ name: 'odd.csv' }]);
    const { run, page } = (await app.inject({ method: 'POST', url: '/api/v1/files', ...files })).json();
    const pageNow = async () => (await app.inject({ url: page, headers: { accept: 'text/html' } })).body;
    expect((await app.inject(run)).json()).toMatchObject({ state: 'waiting', files: [{ report: null }] });
    expect(await pageNow()).toContain('1 file is in the inbox. The next run of the schedule takes it in.');
    await rm(join(home, 'inbox', 'odd.csv'));
    expect((await app.inject(run)).json()).toMatchObject({
      ...{ state: 'done', message: null },
      files: [{ sha256, report: { outcome: 'rejected', rows: 3, findings: [{}, {}, {}] } }],
    });
    for (const words of ['Not every file could be accepted', '31/02/2024 is no date.'])
      expect(await pageNow()).toContain(words);
    expect((await app.inject(`${run}/findings.csv`)).body.trim().split('\r\n')).toHaveLength(4);
  });

  it('that nobody knows is not found', async () => {
    const { app } = await dashboard();
    expect((await app.inject('/api/v1/runs/none')).json().detail).toContain('/files');
  });
});

describe('the form without JavaScript', () => {
  const rejected = reportOf('a.csv', { outcome: 'rejected', findings: [FINDING] });

  it('leads to a page with the outcome and its findings', async () => {
    const { app, post } = await dashboard(() => saying({ kind: 'done', files: [rejected] }));
    const sent = await post([{ name: 'a.csv' }], '/upload');
    expect(sent.statusCode).toBe(303);
    const page = await app.inject({ url: String(sent.headers.location), headers: { accept: 'text/html' } });
    for (const words of [
      'Not every file could be accepted',
      'It is no kind.',
      'Use complaint.',
      'findings.csv',
    ])
      expect(page.body).toContain(words);
  });

  it('shows itself again with what was wrong', async () => {
    const { post } = await dashboard();
    const page = await post([{ name: 'a*.csv' }], '/upload');
    expect(page.statusCode).toBe(400);
    expect(page.body).toContain('A file cannot be called “a*.csv” here.');
    expect(page.body).toContain('<input');
  });

  it('gives the findings as a CSV that no spreadsheet runs', async () => {
    const { app, post } = await dashboard(() => saying({ kind: 'done', files: [rejected] }));
    const { run } = (await post([{ name: 'a.csv' }])).json();
    await app.inject({ url: run, headers: { accept: 'text/event-stream' } });
    const { body, headers } = await app.inject(`${run}/findings.csv`);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(body).toBe(
      `file,severity,code,row,column,value,message,remedy\r\na.csv,error,code,2,kind,'=1+1,It is no kind.,Use complaint.\r\n`,
    );
    expect((await app.access.audit.read()).at(-1)).toMatchObject({
      event: 'download',
      detail: `findings, run ${run.split('/').at(-1)}`,
    });
  });
});
