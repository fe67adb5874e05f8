import { columnWords } from './expression-words.ts';
import type { Extract, Field } from './extract-schema.ts';
import { mayRepeatKeys } from './keys.ts';
import { PUBLISHED } from './measures.ts';
import { capitalised, listWords, uncapitalised } from './words.ts';

/** What is checked of every file of an extract, by the code of the findings: each title says what holds when none is found. */
interface CheckTitle {
  code: string;
  title: string;
}

export function checksOf(extract: Extract): CheckTitle[] {
  const isPublished = extract.name === PUBLISHED;
  const titles: [code: string, title: string | null][] = [
    ['encoding-error', 'Every letter can be read'],
    ['missing-label', 'The file has every column'],
    ['extra-label', 'The file has no unknown column'],
    ['blank-header', 'Every column has a heading'],
    ['duplicate-label', 'No heading stands twice'],
    ['missing-cell', 'No row has fewer cells than the header'],
    ['extra-cell', 'No row has more cells than the header'],
    ['blank-row', 'No row between others is blank'],
    ['source-error', 'The file is whole and can be read'],
    ['no-rows', 'The file has rows'],
    ['replaced-rows', 'No month loses its rows, or many of them'],
    [
      'superseded-rows',
      extract.supersede === 'key' ? 'No row is older than one of its key that is here' : null,
    ],
    [
      'shortened-number',
      hasIdentifiers(extract) ? 'No identifier is shortened, as a spreadsheet does to long numbers' : null,
    ],
    ['constraint-error', values(extract.fields)],
    ['type-error', types(extract.fields)],
    [
      'foreign-key',
      extract.fields.some((field) => field.area || field.place)
        ? 'Every area is one of the partnership’s'
        : null,
    ],
    [
      'unknown-indicator',
      extract.fields.some(({ indicator }) => indicator)
        ? 'Every row is about an indicator that there is'
        : null,
    ],
    ['unknown-measure', isPublished ? 'Every measure is one that an indicator shows' : null],
    ['unknown-comparator', isPublished ? 'Every comparator is one that an indicator names' : null],
    ['date-out-of-range', believable(extract)],
    ['row-constraint', rules(extract)],
    [
      'primary-key',
      extract.primaryKey.length > 0 ? `No two rows of the file share ${listWords(keyWords(extract))}` : null,
    ],
    [
      'repeated-key',
      mayRepeatKeys(extract)
        ? `No row shares ${listWords(keyWords(extract))} with one of another month`
        : null,
    ],
    ['snapshot-days', showsOneDay(extract) ? 'A month is shown on one day' : null],
    [
      'period-unknown',
      extract.fields.some((field) => field.from_name) ? 'The file’s name says its month' : null,
    ],
    [
      'months-delivered',
      extract.supersede === 'key'
        ? 'A file with no month in its name has rows of each month it delivers'
        : null,
    ],
    ['period-mismatch', 'The month in the file’s name is that of its newest row'],
  ];
  return titles.flatMap(([code, title]) => (title === null ? [] : [{ code, title }]));
}

function keyWords({ fields, primaryKey }: Extract): string[] {
  return primaryKey.map((key) => fieldWords(fields.find(({ name }) => name === key) ?? { name: key }));
}

function fieldWords({ name, title }: Pick<Field, 'name' | 'title'>): string {
  return title === undefined ? columnWords(name) : uncapitalised(title);
}

function hasIdentifiers({ fields, primaryKey }: Extract): boolean {
  return fields.some(({ name, person }) => person || primaryKey.includes(name));
}

function values(fields: Field[]): string | null {
  const named = (has: (field: Field) => unknown) => fields.filter(has).map(fieldWords);
  const required = named(({ constraints }) => constraints?.required);
  const coded = named(({ constraints }) => constraints?.enum);
  const ranged = named(
    ({ constraints }) => constraints?.minimum !== undefined || constraints?.maximum !== undefined,
  );
  const parts = [
    ...(required.length > 0 ? [`every row has ${listWords(required)}`] : []),
    ...(coded.length > 0 ? [`codes are known ones in ${listWords(coded)}`] : []),
    ...(ranged.length > 0 ? [`numbers are possible ones in ${listWords(ranged)}`] : []),
  ];
  return parts.length > 0 ? capitalised(parts.join('; ')) : null;
}

const KINDS: Partial<Record<Field['type'], string>> = {
  date: 'dates are dates',
  yearmonth: 'months are months',
  year: 'years are years',
  period: 'periods are periods',
  integer: 'numbers are numbers',
  number: 'numbers are numbers',
};

function types(fields: Field[]): string | null {
  const kinds = new Set(fields.flatMap((field) => (field.person ? [] : (KINDS[field.type] ?? []))));
  return kinds.size > 0 ? capitalised([...kinds].join(', ')) : null;
}

function believable({ fields, period }: Extract): string | null {
  const dated = fields
    .filter(({ name, type, future }) => {
      if (type === 'period') return true;
      return type === 'yearmonth'
        ? period.includes(name)
        : type === 'date' && (period.includes(name) || !future);
    })
    .map(fieldWords);
  return dated.length > 0 ? `Nothing in ${listWords(dated, 'or')} is in the future, or too long ago` : null;
}

/** The rules that the extract's own file writes, by what each says of a row that breaks it. */
function rules({ checks }: Extract): string | null {
  const broken = checks.map(({ message }) => uncapitalised(message.replace(/\.$/, '')));
  if (broken.length === 0) return null;
  return `Of no row is it true that: ${broken.join('; ')}`;
}

/** An extract that shows everybody on a day: two days of a month would count everybody twice. */
function showsOneDay({ fields, supersede, period, primaryKey }: Extract): boolean {
  const keyed = fields.some(
    ({ name, type }) => type === 'date' && period.includes(name) && primaryKey.includes(name),
  );
  return supersede === 'period' && keyed;
}
