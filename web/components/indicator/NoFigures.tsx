import { COUNTY } from '../../../indicators/areas.ts';
import { countingWords } from '../../../indicators/counting-words.ts';
import { extractsBehind, sentMeasures } from '../../../indicators/measures.ts';
import { hasNoRows } from '../../../indicators/sentence.ts';
import { listWords } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { byPeriods, shownPeriods } from '../../hidden-periods.ts';
import type { IndicatorProps } from '../../props/indicator.ts';
import { areaTitle } from '../../words.ts';
import { exampleName, IntoInbox } from '../IntoInbox.tsx';
import { TrendTable } from './TrendTable.tsx';

/** Why there is nothing to draw, and what can be done about it. */
export function NoFigures(props: IndicatorProps) {
  if (props.series.points.some(({ status }) => status === 'suppressed')) return <Hidden {...props} />;
  switch (props.row.status) {
    case 'hidden':
      return <Hidden {...props} />;
    case 'no_figure':
      return isWithoutRows(props) ? <NoRows {...props} /> : <NotHere {...props} />;
    default:
      return <Awaiting {...props} />;
  }
}

function isWithoutRows({ indicator, series }: IndicatorProps): boolean {
  return series.area === COUNTY && hasNoRows(indicator, series.points);
}

function Hidden(props: IndicatorProps) {
  const { frame, indicator, series, county } = props;
  const { points } = series;
  const isOfFew = points.some(({ status }) => status === 'suppressed');
  return (
    <section class="awaiting" aria-labelledby="awaiting">
      <h2 id="awaiting">These figures are hidden to protect children’s privacy</h2>
      <p>
        {isOfFew
          ? 'There are figures, but of so few children that somebody could be recognised, or from which such a figure could be worked out.'
          : `It is counted ${byPeriods(indicator.grains)}. ${shownPeriods(indicator.grains, frame.catalogue.partnership)}`}
      </p>
      <Whole {...props} />
      {isOfFew && (
        <details class="figures">
          <summary>Show what is known as a table</summary>
          <TrendTable {...{ indicator, series, county }} partnership={frame.catalogue.partnership} />
        </details>
      )}
    </section>
  );
}

/** The sentence above it says why. */
function NotHere(props: IndicatorProps) {
  const { partnership } = props.frame.catalogue;
  return (
    <section class="awaiting" aria-labelledby="awaiting">
      <h2 id="awaiting">No figure for {areaTitle(partnership, props.series.area)}</h2>
      <p>
        <WhereFrom {...props} />.
      </p>
      <Whole {...props} />
    </section>
  );
}

function WhereFrom(props: IndicatorProps) {
  const { name, extract } = extractBehind(props);
  const isSent = sentMeasures(props.indicator.measure).length > 0;
  return (
    <>
      {isSent ? 'It is sent as a figure, in the extract ' : 'It is worked out from the extract '}
      <strong>{extract?.title ?? name}</strong>
      {extract ? `, which comes from: ${extract.source}` : ''}
    </>
  );
}

/** The way to the county's figures, where there are some. */
function Whole({ frame, indicator, series, county }: IndicatorProps) {
  if (series.area === COUNTY || county.points.every(({ value }) => value === null)) return null;
  const { partnership } = frame.catalogue;
  return (
    <p>
      <a href={indicatorAddress(indicator.id, { area: COUNTY, grain: series.grain })}>
        The figures for {partnership.county}
      </a>
    </p>
  );
}

function Awaiting(props: IndicatorProps) {
  const { seesFiles = true } = props.frame;
  const sent = sentMeasures(props.indicator.measure);
  const isSent = sent.length > 0;
  return (
    <section class="awaiting" aria-labelledby="awaiting">
      <h2 id="awaiting">This indicator is waiting for its first {isSent ? 'figure' : 'file'}</h2>
      <p>
        <WhereFrom {...props} />.{' '}
        {isSent ? 'No file that was accepted has a row for it.' : 'None has been accepted yet.'}
      </p>
      {seesFiles && (
        <p>
          {isSent ? (
            <>
              To fill it, write <code>{listWords(sent)}</code> as the measure of a row, in a CSV file named
              like <ExampleName {...props} />, and drop that
            </>
          ) : (
            <>
              To fill it, drop the CSV file, named like <ExampleName {...props} />,
            </>
          )}{' '}
          <IntoInbox />
        </p>
      )}
    </section>
  );
}

/** The sentence above it says that files have come. How rows are counted is for those who send them. */
function NoRows(props: IndicatorProps) {
  const { indicator, frame } = props;
  const { extract, name } = extractBehind(props);
  return (
    <section class="awaiting" aria-labelledby="awaiting">
      <h2 id="awaiting">Nothing has been sent for this figure yet</h2>
      <p>
        What has come so far as <strong>{extract?.title ?? name}</strong> is about other figures.{' '}
        {indicator.owner} is to supply what this needs.
      </p>
      {frame.seesFiles !== false && <Recipe {...props} />}
    </section>
  );
}

/** A file replaces its months whole, so the rows go with the others. */
function Recipe(props: IndicatorProps) {
  return (
    <>
      <p>
        <WhereFrom {...props} />.
      </p>
      <p>{countingWords(props.indicator, props.frame.catalogue)}</p>
      <p>
        To fill it, send such rows with the others of their month: drop the CSV file, named like{' '}
        <ExampleName {...props} />, <IntoInbox />
      </p>
    </>
  );
}

function extractBehind({ indicator, frame: { catalogue } }: IndicatorProps) {
  const [name = ''] = extractsBehind(indicator.measure, catalogue);
  return { name, extract: catalogue.extracts.find((one) => one.name === name) };
}

function ExampleName(props: IndicatorProps) {
  return <code>{exampleName(extractBehind(props).name, props.frame.catalogue)}</code>;
}
