import { expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { useShipped } from '../support/shipped.ts';

const HEAD = 'comment_id,indicator,area,period,written_on,author_role,text';
const JULY = `${HEAD}
C1,complaints-count,,2024-06,2024-07-10,Head of Resolution,"June was calm, as every year."
C2,complaints-count,dspl-2,2024-06,2024-07-11,Area Lead,Two schools asked for advice.
`;
const AUGUST = `${HEAD}
C1,complaints-count,,2024-06,2024-07-10,Head of Resolution,June was calm.
C3,complaints-count,,2024-07,2024-08-09,Head of Resolution,July brought the end of term.
`;

const { openHome } = useShipped('complaints-count');

async function delivered() {
  const home = await openHome();
  await home.deliver({ 'commentary_2024-07.csv': JULY, 'commentary_2024-08.csv': AUGUST });
  return home;
}

it('a comment comes into the snapshot, and sent again with other words it is kept in the newest', async () => {
  const home = await delivered();
  const rows = await home.published('SELECT id, area, author_role, text FROM commentary ORDER BY id');
  expect(rows.map(({ id, area, text }) => [id, area, text])).toEqual([
    ['C1', null, 'June was calm.'],
    ['C2', 'dspl-2', 'Two schools asked for advice.'],
    ['C3', null, 'July brought the end of term.'],
  ]);
  expect(rows[0]?.author_role).toBe('Head of Resolution');
});

it('the indicator’s page shows comments newest first, a locality’s those on it and on the county', async () => {
  const { home } = await delivered();
  const app = await buildApp(
    { home: home.root, host: '127.0.0.1', port: 0, auth: 'open', now: new Date('2025-01-15') },
    { log: () => {}, watch: () => () => {} },
  );
  const said = async (area: string) => {
    const { body } = await app.inject(`/indicators/complaints-count?area=${area}`);
    return [...body.matchAll(/<p class="said">(.*?)<\/p>/g)].map(([, text]) => text);
  };
  const [third, second, first] = [
    'July brought the end of term.',
    'Two schools asked for advice.',
    'June was calm.',
  ];
  expect(await said('county')).toEqual([third, second, first]);
  expect(await said('dspl-2')).toEqual([third, second, first]);
  expect(await said('dspl-3')).toEqual([third, first]);
  await app.close();
});
