import type { ComponentChildren } from 'preact';
import { indicatorAddress } from '../../addresses.ts';
import { HexIcon } from '../marks/Icons.tsx';
import { VariationWords } from '../marks/VariationWords.tsx';
import { besideWords, type Measure, type StandsOut as Out } from './profile.ts';

const SHOWN = 5;
const MOVING_SHOWN = 8;

interface StandsOutProps {
  out: Out;
  county: string;
}

/** What stands out in an area, in sentences: first beside the county, then through time. */
export function StandsOut({ out, county }: StandsOutProps) {
  return (
    <>
      {out.worse.length + out.better.length > 0 && (
        <div class="out">
          <Side
            id="worse"
            title={`Clearly worse than ${county}`}
            measures={out.worse}
            county={county}
            tone="bad"
          />
          <Side
            id="better"
            title={`Clearly better than ${county}`}
            measures={out.better}
            county={county}
            tone="good"
          />
        </div>
      )}
      <Changing out={out} county={county} />
    </>
  );
}

interface SideProps {
  id: string;
  title: string;
  measures: Measure[];
  county: string;
  tone: 'good' | 'bad';
}

function Side({ id, title, measures, county, tone }: SideProps) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {measures.length === 0 ? (
        <p class="none">
          No figure is clearly {tone === 'bad' ? 'worse' : 'better'} than {county}’s.
        </p>
      ) : (
        <Matters {...inPlace(measures, measures.slice(0, SHOWN))}>
          {(measure) => (
            <>
              <HexIcon tone={tone} />
              <p>
                <MeasureLink measure={measure} />: {besideWords(measure, county)}.
              </p>
            </>
          )}
        </Matters>
      )}
    </section>
  );
}

function Changing({ out, county }: StandsOutProps) {
  const all = [...out.worsening, ...out.improving];
  const worsening = out.worsening.slice(0, Math.max(MOVING_SHOWN / 2, MOVING_SHOWN - out.improving.length));
  const first = [...worsening, ...out.improving].slice(0, MOVING_SHOWN);
  return (
    <section aria-labelledby="changing">
      <h2 id="changing">Changing by more than chance</h2>
      {all.length === 0 ? (
        <p class="none">
          {out.isChangeJudged
            ? 'No figure gets better or worse by more than its usual month-to-month variation.'
            : 'Too few figures by month are shown to tell a real change from usual variation.'}
        </p>
      ) : (
        <Matters {...inPlace(all, first)} layout="matters-two">
          {(measure) => <Change measure={measure} tone={toneOf(measure, out)} county={county} />}
        </Matters>
      )}
    </section>
  );
}

interface ChangeProps {
  measure: Measure;
  tone: 'good' | 'bad' | 'plain';
  county: string;
}

function Change({ measure, tone, county }: ChangeProps) {
  const { variation, status } = measure.row;
  return (
    <>
      <HexIcon tone={tone} />
      <div>
        <p>
          <MeasureLink measure={measure} />: {besideWords(measure, county)}.
        </p>
        {variation && (
          <p class="quiet">
            <VariationWords variation={variation} but={status === 'off_track' ? BUT_OFF_TRACK[tone] : ''} />
          </p>
        )}
      </div>
    </>
  );
}

const BUT_OFF_TRACK = { good: '', plain: ', yet still off track', bad: ', and off track' };

/** Better than it was is not good where it is still off track. */
function toneOf(measure: Measure, { worsening }: Out): 'good' | 'bad' | 'plain' {
  if (worsening.includes(measure)) return 'bad';
  return measure.row.status === 'off_track' ? 'plain' : 'good';
}

interface MattersProps {
  first: Measure[];
  others: Measure[];
  layout?: 'matters-two';
  children: (measure: Measure) => ComponentChildren;
}

/** The first of them, and the others folded away below. */
function Matters({ first, others, layout, children }: MattersProps) {
  const list = (measures: Measure[]) => (
    <ul class={layout ? `matters ${layout}` : 'matters'}>
      {measures.map((measure) => (
        <li key={measure.indicator.id}>{children(measure)}</li>
      ))}
    </ul>
  );
  return (
    <>
      {list(first)}
      {others.length > 0 && (
        <details class="more-rows">
          <summary>{others.length} more</summary>
          {list(others)}
        </details>
      )}
    </>
  );
}

/** A single other is shown: the words that fold it away would take its room. */
function inPlace(all: Measure[], first: Measure[]): { first: Measure[]; others: Measure[] } {
  const others = all.filter((measure) => !first.includes(measure));
  return others.length === 1 ? { first: all, others: [] } : { first, others };
}

function MeasureLink({ measure: { indicator, row } }: { measure: Measure }) {
  return <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>;
}
