import { expect, it } from 'vitest';
import { complaint, csv, windows1252 } from '../support/rows.ts';
import { useTestshire } from '../support/testshire.ts';

const { openHome } = useTestshire();
const row = complaint('C1', '2024-07-01', { theme: 'Renée’s £5, "never" paid' });

it.each([
  ['UTF-8', Buffer.from(csv(row))],
  ['UTF-8 with a mark', Buffer.from(`\uFEFF${csv(row)}`)],
  ['UTF-16', Buffer.from(`\uFEFF${csv(row)}`, 'utf16le')],
  ['UTF-16, the other way round', Buffer.from(`\uFEFF${csv(row)}`, 'utf16le').swap16()],
  ['Windows-1252', windows1252(csv(row))],
])('a text is kept as it was written: %s', async (_encoding, bytes) => {
  const home = await openHome();
  await home.deliver({ 'complaints_2024-07.csv': bytes });
  expect(await home.facts('SELECT theme FROM facts.complaints')).toEqual([{ theme: row.theme }]);
});
