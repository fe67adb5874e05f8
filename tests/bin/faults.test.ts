import { expect, it } from 'vitest';
import { sayingOnce, soundCatalogue } from '../../bin/faults.ts';
import { COMPLAINTS, testPartnership } from '../support/partnership.ts';

const INDICATOR = 'testshire/indicators/complaints.yaml';

it('a catalogue with faults is waited for: its faults are said once, and again when they are others', async () => {
  const testshire = await testPartnership({ complaints: COMPLAINTS });
  await testshire.edit(INDICATOR, 'received_on', 'received');
  const said: string[] = [];
  const meanwhile = [
    async () => {},
    async () => {},
    () => testshire.edit(INDICATOR, 'received', 'recieved_on'),
    () => testshire.edit(INDICATOR, 'recieved_on', 'received_on'),
  ];
  const catalogue = await soundCatalogue(
    testshire.folder,
    (text) => said.push(text),
    async () => {
      await meanwhile.shift()?.();
      return 'again';
    },
  );
  expect(catalogue?.indicators.map(({ id }) => id)).toEqual(['complaints']);
  expect(meanwhile).toEqual([]);
  expect(said).toHaveLength(2);
  expect(said[0]).toContain('"received" is not a column of complaints');
  expect(said[1]).toContain('"recieved_on" is not a column of complaints; did you mean "received_on"?');
  expect(said[1]).toContain('Until they are put right nothing is loaded');
});

it('whoever is told to stop waits no longer', async () => {
  const testshire = await testPartnership({ complaints: COMPLAINTS });
  await testshire.edit(INDICATOR, 'received_on', 'received');
  expect(
    await soundCatalogue(
      testshire.folder,
      () => {},
      async () => 'stop',
    ),
  ).toBeNull();
});

it('what each scheduled run says again is said once; after a run without errors it is news', () => {
  const said: string[] = [];
  const say = sayingOnce((text) => said.push(text));
  for (const text of ['full disk', 'full disk', '', 'full disk', 'a fault', 'a fault']) say(text);
  expect(said).toEqual(['full disk', 'full disk', 'a fault']);
});
