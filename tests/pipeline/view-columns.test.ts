import { expect, it } from 'vitest';
import { type TestHome, testHome } from '../support/home.ts';
import { COMPLAINTS, type PlainIndicator, testPartnership } from '../support/partnership.ts';

const UPHELD = "SELECT dspl_area, received_on FROM complaints WHERE outcome = 'upheld'";
const FILE = {
  'complaints_2024-07.csv':
    'contact_id,received_on,kind,agency,dspl_area\nC1,2024-07-10,complaint,health,1\n',
};

/** Without the column of outcomes the view would find nobody, and a nought would be shown. */
it('a file may not lack a column that an indicator’s view reads', async () => {
  const home = await homeWith({ measure: { kind: 'count', extract: 'upheld', date: 'received_on' } });
  const { files } = await home.deliver(FILE);
  expect(files).toMatchObject([{ outcome: 'rejected' }]);
  expect(files[0]?.findings.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'missing-label', column: 'outcome' },
  ]);
});

it('a file may lack what only a view reads that no indicator counts', async () => {
  const home = await homeWith(COMPLAINTS);
  expect((await home.deliver(FILE)).files).toMatchObject([{ outcome: 'accepted_with_findings', rows: 1 }]);
});

async function homeWith(indicator: PlainIndicator): Promise<TestHome> {
  const { folder } = await testPartnership({ one: indicator }, ['complaints'], { views: { upheld: UPHELD } });
  return testHome({ partnership: folder });
}
