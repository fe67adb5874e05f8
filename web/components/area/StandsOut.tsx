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
        <ul class="matters">
          {measures.slice(0, SHOWN).map((measure) => (
            <li key={measure.indicator.id}>
              <HexIcon tone={tone} />
              <p>
                <MeasureLink measure={measure} />: {besideWords(measure, county)}.
              </p>
            </li>
          ))}
          <More more={measures.length - SHOWN} />
        </ul>
      )}
    </section>
  );
}

function Changing({ out, county }: StandsOutProps) {
  const worsening = out.worsening.slice(0, Math.max(MOVING_SHOWN / 2, MOVING_SHOWN - out.improving.length));
  const changing = [...worsening, ...out.improving].slice(0, MOVING_SHOWN);
  const more = out.worsening.length + out.improving.length - changing.length;
  return (
    <section aria-labelledby="changing">
      <h2 id="changing">Really changing</h2>
      {changing.length === 0 ? (
        <p class="none">
          {out.isChangeJudged
            ? 'No figure gets better or worse by more than its usual month-to-month variation.'
            : 'Too few figures by month are shown to tell a real change from usual variation.'}
        </p>
      ) : (
        <ul class="matters matters-two">
          {changing.map((measure) => (
            <li key={measure.indicator.id}>
              <HexIcon tone={toneOf(measure, out)} />
              <div>
                <p>
                  <MeasureLink measure={measure} />: {besideWords(measure, county)}.
                </p>
                {measure.row.variation && (
                  <p class="quiet">
                    <VariationWords
                      variation={measure.row.variation}
                      but={measure.row.status === 'off_track' ? BUT_OFF_TRACK[toneOf(measure, out)] : ''}
                    />
                  </p>
                )}
              </div>
            </li>
          ))}
          <More more={more} />
        </ul>
      )}
    </section>
  );
}

const BUT_OFF_TRACK = { good: '', plain: ', yet still off track', bad: ', and off track' };

/** Better than it was is not good where it is still off track. */
function toneOf(measure: Measure, { worsening }: Out): 'good' | 'bad' | 'plain' {
  if (worsening.includes(measure)) return 'bad';
  return measure.row.status === 'off_track' ? 'plain' : 'good';
}

function More({ more }: { more: number }) {
  if (more <= 0) return null;
  return (
    <li class="more">
      <a href="#profile">{more} more below</a>
    </li>
  );
}

function MeasureLink({ measure: { indicator, row } }: { measure: Measure }) {
  return <a href={indicatorAddress(indicator.id, { area: row.area })}>{indicator.title}</a>;
}
