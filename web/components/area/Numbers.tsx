import { pointPeriodWords } from '../../../indicators/period-words.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { figureWords, VARIATION_WORDS } from '../../words.ts';
import { besideFigureWords, type Measure } from './profile.ts';

interface NumbersProps {
  measures: Measure[];
  names: { area: string; county: string };
}

/** Numbers of children and cases: a part beside its whole, which says nothing of better or worse. */
export function Numbers({ measures, names }: NumbersProps) {
  if (measures.length === 0) return null;
  return (
    <section aria-labelledby="numbers">
      <h2 id="numbers">Numbers in {names.area}</h2>
      <p class="quiet">
        Numbers of children and cases are not compared, for areas differ in size; {names.county}’s stands
        beside each.
      </p>
      <ul class="numbers">
        {measures.map((measure) => (
          <NumberLine key={measure.indicator.id} measure={measure} county={names.county} />
        ))}
      </ul>
    </section>
  );
}

function NumberLine({
  measure: { indicator, row, county },
  county: name,
}: {
  measure: Measure;
  county: string;
}) {
  const { latest, variation } = row;
  if (!latest) return null;
  const isReal = variation !== null && variation !== 'common_cause';
  return (
    <li>
      <strong>{figureWords(spokenUnit(indicator), latest)}</strong>{' '}
      <span>
        <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>{' '}
        <span class="quiet">
          {pointPeriodWords(latest)}; {name} {besideFigureWords(indicator, county)}
          {isReal && `. ${VARIATION_WORDS[variation]}`}
        </span>
      </span>
    </li>
  );
}
