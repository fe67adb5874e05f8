import { afterAll, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { ingest } from '../../bin/ingest.ts';
import type { IngestEvent } from '../../server/uploads/runs.ts';
import { environment } from '../support/command-line.ts';
import { testHome } from '../support/home.ts';
import { COMPLAINTS, openPartnership, type TestPartnership } from '../support/partnership.ts';
import { complaint, csv } from '../support/rows.ts';

/** What the dashboard does with an upload: another process loads the inbox, and says what became of it. */

let testshire: TestPartnership;
beforeAll(async () => {
  testshire = await openPartnership({ complaints: COMPLAINTS }, ['complaints']);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await testshire.remove();
});

async function ingestOf(
  files: Record<string, string>,
  partnership = testshire.folder,
): Promise<IngestEvent[]> {
  const home = await testHome();
  for (const [name, content] of Object.entries(files)) await home.drop(name, content);
  const env = environment(home, { WAGGLE_PARTNERSHIP: partnership });
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const events: IngestEvent[] = [];
  for await (const event of ingest()) events.push(event);
  return events;
}

it('tells of each file whether it was accepted, and what was found', async () => {
  const events = await ingestOf({
    'complaints_2024-07.csv': csv(complaint('C1', '2024-07-01')),
    'complaints_2024-08.csv': csv(complaint('C2', '2024-08-01', { dspl_area: 'Camelot' })),
  });
  expect(events.at(-1)).toMatchObject({
    kind: 'done',
    files: [
      { file: 'complaints_2024-07.csv', outcome: 'accepted', rows: 1 },
      {
        file: 'complaints_2024-08.csv',
        outcome: 'rejected',
        findings: [{ column: 'dspl_area', value: 'Camelot' }],
      },
    ],
  });
});

it('says in a sentence why nothing could be loaded', async () => {
  const events = await ingestOf({}, '/no/such/partnership');
  expect(events.at(-1)).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('/no/such/partnership'),
  });
});

it('says so, and takes nothing else with it, where no process can be begun', async () => {
  const { execPath } = process;
  onTestFinished(() => {
    process.execPath = execPath;
  });
  process.execPath = '/no/such/node';
  expect((await ingestOf({})).at(-1)).toEqual({
    kind: 'failed',
    message: 'The run could not be begun. The files wait in the inbox for the next one.',
  });
});
