import { COUNTY } from '../indicators/areas.ts';
import { periodWords } from '../indicators/period-words.ts';
import type { Change, Figure } from '../indicators/series.ts';
import { valueWords, wholeNumber } from '../indicators/words.ts';

const CHANGES_SHOWN = 10;
const FILES_NAMED = 3;

/** Which past figures a run has changed: the county's first, as a board knows them. */
export function changesText(changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, CHANGES_SHOWN);
  const rest = changes.length - shown.length;
  return [
    heading(changes),
    ...shown.map((change) => `  ${changeText(change)}`),
    ...(rest > 0 ? [`  … and ${wholeNumber(rest)} more.`] : []),
  ];
}

function heading(changes: readonly Change[]): string {
  if (changes.length === 1) return 'A past figure changed:';
  const ofCounty = changes.filter(({ area }) => area === COUNTY);
  const county = ofCounty[0]?.area_name;
  const many = `${wholeNumber(changes.length)} past figures changed`;
  return county ? `${many}, ${wholeNumber(ofCounty.length)} of them for ${county}:` : `${many}:`;
}

function changeText(change: Change): string {
  const { title, area_name, period, was, is, because } = change;
  const now = is ? `is ${figureText(change, is)}` : 'now there is none';
  const what = `${title}, ${area_name}, ${periodWords(period)}`;
  return `${what}: was ${figureText(change, was)}, ${now}, ${reason(because)}.`;
}

function figureText({ unit, average }: Change, { value, numerator, denominator }: Figure): string {
  if (value === null) return 'none';
  const words = valueWords(unit, value);
  if (denominator === null) return words;
  if (average) return `${words} (${wholeNumber(denominator)} counted)`;
  if (numerator === null) return words;
  return `${words} (${wholeNumber(numerator)} of ${wholeNumber(denominator)})`;
}

function reason({ files, definition, updated }: Change['because']): string {
  const known = [...(definition ? ['its definition in the catalogue'] : []), ...named(files)];
  if (known.length === 0 && updated)
    return 'because Waggle itself was updated and now works it out in another way';
  if (known.length === 0) return 'though neither its files, its definition nor Waggle itself have changed';
  const causes = [...known, ...(updated ? ['perhaps the update of Waggle itself'] : [])];
  return `because of ${causes.length === 1 ? causes[0] : `${causes.slice(0, -1).join(', ')} and ${causes.at(-1)}`}`;
}

function named(files: string[]): string[] {
  if (files.length <= FILES_NAMED + 1) return files;
  return [...files.slice(0, FILES_NAMED), `${files.length - FILES_NAMED} more files`];
}
