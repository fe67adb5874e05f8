import { describe, expect, it } from 'vitest';
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
});
