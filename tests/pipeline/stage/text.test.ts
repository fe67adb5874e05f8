import { expect, it } from 'vitest';
import { complaint, csv, windows1252 } from '../../support/rows.ts';
import { useTestshire } from '../../support/testshire.ts';

const { openHome } = useTestshire();
it('a text is kept as it was written, however its file is encoded', async () => {
  const theme = 'Renée’s £5, "never" paid';
  const text = (id: string) => csv(complaint(id, '2024-07-01', { theme }));
  const home = await openHome();
  await home.deliver({
    'complaints_1.csv': Buffer.from(text('UTF-8')),
    'complaints_2.csv': Buffer.from(`\uFEFF${text('UTF-8 with a mark')}`),
    'complaints_3.csv': Buffer.from(`\uFEFF${text('UTF-16')}`, 'utf16le'),
    'complaints_4.csv': Buffer.from(`\uFEFF${text('UTF-16, the other way round')}`, 'utf16le').swap16(),
    'complaints_5.csv': windows1252(text('Windows-1252')),
  });
  expect(await home.facts('SELECT contact_id, theme FROM facts.complaints ORDER BY _arrival')).toEqual([
    { contact_id: 'UTF-8', theme },
    { contact_id: 'UTF-8 with a mark', theme },
    { contact_id: 'UTF-16', theme },
    { contact_id: 'UTF-16, the other way round', theme },
    { contact_id: 'Windows-1252', theme },
  ]);
});

it.each([
  ['an Excel workbook', Buffer.from('PK\u0003\u0004\u0014\u0000'), /Excel workbook .* not a CSV file/],
  ['an old Excel workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0x00, 0x00]), /old Excel workbook/],
])('%s is told to be saved as CSV UTF-8', async (_what, bytes, message) => {
  const home = await openHome();
  const [report] = await home.check(await home.drop('complaints_2024-07.csv', bytes));
  const remedy = expect.stringContaining('CSV UTF-8');
  expect(report?.findings).toMatchObject([
    { code: 'encoding-error', message: expect.stringMatching(message), remedy },
  ]);
});

it('a line that is too long is refused in UTF-16 too', async () => {
  const home = await openHome();
  const text = csv(complaint('C1', '2024-07-01', { theme: 'x'.repeat(300_000) }));
  const [report] = await home.check(
    await home.drop('complaints_2024-07.csv', Buffer.from(`\uFEFF${text}`, 'utf16le')),
  );
  expect(report?.findings).toMatchObject([
    { code: 'source-error', message: expect.stringContaining('longer') },
  ]);
});

it('every letter of Windows-1252 is read as what it is', async () => {
  const bytes = Array.from({ length: 128 }, (_, index) => index + 128).filter(
    (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
  );
  const theme = bytes.map((byte) => `x${String.fromCharCode(byte)}`).join('');
  const home = await openHome();
  await home.deliver({
    'complaints_1.csv': Buffer.from(csv(complaint('C1', '2024-07-01', { theme })), 'latin1'),
  });
  const [row] = await home.facts('SELECT theme FROM facts.complaints');
  expect(String(row?.theme).replaceAll('x', '')).toBe(
    `€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ${String.fromCharCode(...bytes.filter((byte) => byte >= 0xa0))}`,
  );
});

it('an unfinished quotation mark is found without reading a large file again and again', async () => {
  const home = await openHome();
  const rows = Array.from({ length: 60_000 }, (_, index) =>
    complaint(`C${index}`, '2024-07-01', { theme: 'delay' }),
  );
  const text = csv(...rows).replace('C0,', '"C0,');
  const [report] = await home.check(await home.drop('complaints_2024-07.csv', text));
  expect(report?.findings).toMatchObject([{ code: 'source-error', row: 2 }]);
});

it('spaces between a closing quotation mark and the next cell are no fault, wherever the file is read in parts', async () => {
  const home = await openHome();
  const rows = Array.from({ length: 8000 }, (_, index) =>
    complaint(`C${index}`, '2024-07-01', { theme: 'a,b' }),
  );
  const text = csv(...rows).replaceAll('"a,b",', `"a,b"${' '.repeat(200)},`);
  expect(await home.check(await home.drop('complaints_2024-07.csv', text))).toMatchObject([
    { outcome: 'accepted', rows: 8000 },
  ]);
});

it('a text with hundreds of thousands of spaces within is read as soon as any other of its length', async () => {
  const home = await openHome();
  const theme = `  a${' '.repeat(250_000)}b \t`;
  const rows = ['C1', 'C2', 'C3', 'C4'].map((id) => complaint(id, '2024-07-01', { theme }));
  await home.deliver({ 'complaints_2024-07.csv': csv(...rows).replace('C2,', '\nC2,') });
  expect(await home.facts('SELECT DISTINCT theme FROM facts.complaints')).toEqual([{ theme: theme.trim() }]);
});
