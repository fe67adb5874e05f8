import { expect, it } from 'vitest';
import { attendance, csv } from '../support/rows.ts';
import { useShipped } from '../support/shipped.ts';

const { openHome } = useShipped('persistent-absence');

/** The one pupil misses more than a tenth of the term, the other less. */
function month(name: string): [string, string] {
  return [`attendance_${name}.csv`, csv(attendance(name, 'P1', 30, 4), attendance(name, 'P2', 30, 1))];
}

it('persistent absence of a term is whole when the files of its months are in, whenever the next term begins', async () => {
  const home = await openHome({ today: '2025-01-03' });
  const term = async () =>
    (await home.series('persistent-absence', 'county', 'term')).find(({ period }) => period === 'AY2024T1');
  await home.deliver(Object.fromEntries(['2024-09', '2024-10', '2024-11'].map(month)));
  expect(await term()).toMatchObject({ complete: false, value: null });
  await home.deliver(Object.fromEntries([month('2024-12')]));
  expect(await term()).toMatchObject({ complete: true, numerator: 1, denominator: 2 });
});
