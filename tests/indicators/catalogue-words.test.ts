import { describe, expect, it } from 'vitest';
import { groupWords } from '../../indicators/breakdowns.ts';
import { loadCatalogue } from '../../indicators/catalogue.ts';
import { projectRoot } from '../support/home.ts';

/** What the catalogues that are shipped call their indicators, and how they speak of them. */

const catalogues = await Promise.all(
  ['hertfordshire', 'herefordshire'].map((name) => loadCatalogue(`${projectRoot}/indicators/${name}`)),
);
const indicators = catalogues.flatMap((catalogue) => catalogue.indicators);

describe('an indicator', () => {
  it.each(['absence-overall', 'persistent-absence'])(
    '%s, of all in a file of attendance, says that these may be some alone',
    (id) => {
      const found = indicators.find((indicator) => indicator.id === id);
      expect(found?.title).toMatch(/of pupils whose attendance is sent$/);
      expect(found?.phrase).toMatch(/of .*pupils whose attendance schools send/);
      expect(found?.definition).toMatch(/pupils with SEN support or an EHC plan alone/);
    },
  );

  it('is said in a sentence with a verb', () => {
    const without = indicators.filter(({ phrase }) => phrase && !PAST.test(phrase));
    expect(without.map(({ id, phrase }) => [id, phrase])).toEqual([]);
  });
});

it('a service is called as people write it: ADHD in capitals', () => {
  const [catalogue] = catalogues;
  const indicator = indicators.find(({ id }) => id === 'experience-priority-services');
  if (!catalogue || !indicator) throw new Error('The catalogue has no such indicator.');
  const { labelOf } = groupWords(indicator, 'question', catalogue);
  expect(['autism-and-adhd', 'mental-health'].map(labelOf)).toEqual(['Autism and ADHD', 'Mental health']);
});

const PAST =
  /\b(?:was|were|had|could|came|felt|found|gave|knew|led|made|met|ran|rested|said|saw|sent|told|took|understood|went|began|\w+ed)\b/;
