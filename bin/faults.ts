import { CatalogueError, loadCatalogue } from '../indicators/catalogue.ts';
import type { Catalogue } from '../indicators/schema.ts';

/** What comes of a catalogue with faults. */
export const NOTHING_CHANGES =
  'Until they are put right nothing is loaded: files wait in the inbox, and the dashboard shows its last good figures.';

/** Says a thing once, and again only when something else has been said since. */
export function sayingOnce(say: (text: string) => void): (text: string) => void {
  let last = '';
  return (text) => {
    if (text !== '' && text !== last) say(text);
    last = text;
  };
}

/** The catalogue, once it has no faults: until then they are said whenever they are others, and it is read again. Null
 *  where whoever waits has been told to stop. */
export async function soundCatalogue(
  partnership: string,
  say: (text: string) => void,
  wait: () => Promise<'again' | 'stop'>,
): Promise<Catalogue | null> {
  const sayOnce = sayingOnce(say);
  for (;;) {
    try {
      return await loadCatalogue(partnership);
    } catch (error) {
      if (!(error instanceof CatalogueError)) throw error;
      sayOnce(`${error.message}\n${NOTHING_CHANGES}`);
      if ((await wait()) === 'stop') return null;
    }
  }
}
