import type { ComponentChildren } from 'preact';
import { pointPeriodWords } from '../../../indicators/period-words.ts';
import { ofFew } from '../../../indicators/sentence.ts';
import { spokenUnit } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { capitalised, figureWords } from '../../words.ts';
import { VariationWords } from '../marks/VariationWords.tsx';
import { Verdict } from '../marks/Verdict.tsx';
import { ProfileMark } from './ProfileMark.tsx';
import { besideFigureWords, type Measure, standingOf } from './profile.ts';

interface ProfileProps {
  title: string;
  measures: Measure[];
  /** `tag` stands at each figure on a phone, where there is no room for the area's name. */
  names: { area: string; county: string; tag: string };
}

/** A group of indicators, one row each: the area's figure against the county's line. */
export function Profile({ title, measures, names }: ProfileProps) {
  return (
    <table class="profile">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">Indicator</th>
          <th scope="col" class="figure">
            {names.area}
          </th>
          <th scope="col" class="profile-picture">
            <span class="spine">
              <span>◂ worse</span> <span>better ▸</span>
            </span>
          </th>
          <th scope="col" class="figure">
            {names.county}
          </th>
          <th scope="col">Beside {names.county}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <ProfileLine key={measure.indicator.id} measure={measure} names={names} />
        ))}
      </tbody>
    </table>
  );
}

function ProfileLine({ measure, names }: { measure: Measure; names: ProfileProps['names'] }) {
  const { indicator, row, county } = measure;
  const { latest, variation } = row;
  if (!latest) return null;
  const isReal = variation !== null && variation !== 'common_cause';
  return (
    <tr>
      <th scope="row">
        <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>{' '}
        <span class="when">{capitalised(pointPeriodWords(latest))}</span>
      </th>
      <Figure name={names.tag}>
        <OwnFigure measure={measure} />
      </Figure>
      <td class="profile-picture">
        <ProfileMark measure={measure} names={names} />
      </td>
      <Figure name={names.county}>{besideFigureWords(indicator, county)}</Figure>
      <td class="profile-verdict">
        <Verdict standing={standingOf(measure)} /> {isReal && <VariationWords variation={variation} />}
      </td>
    </tr>
  );
}

/** A share of a few is told with its counts, and not made much of. */
function OwnFigure({ measure }: { measure: Measure }) {
  const { indicator, row } = measure;
  if (!row.latest) return null;
  const figure = figureWords(spokenUnit(indicator), row.latest);
  if (standingOf(measure) !== 'few') return <strong>{figure}</strong>;
  return (
    <>
      {figure}
      <span class="quiet">{ofFew(indicator, row.latest)}</span>
    </>
  );
}

/** On a phone, where the columns' heads cannot stand, each figure says whose it is. */
function Figure({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <td class="figure">
      <span class="whose-figure" aria-hidden="true">
        {name}{' '}
      </span>
      {children}
    </td>
  );
}
