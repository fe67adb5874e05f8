import type { Extract, Indicator } from '../../indicators/schema.ts';

/** What to do about figures that have not arrived. */
export function Awaiting({ indicator, extracts }: { indicator: Indicator; extracts: Extract[] }) {
  const extract = extracts.find(({ name }) => name === indicator.measure.extract);
  const title = extract?.title ?? indicator.measure.extract;
  return (
    <section class="awaiting" aria-labelledby="awaiting">
      <h2 id="awaiting">This indicator is waiting for its first file</h2>
      <p>
        It is worked out from the extract <strong>{title}</strong>
        {extract ? `, which comes from: ${extract.source}` : ''}. None has been accepted yet.
      </p>
      <p>
        To fill it, drop the CSV file, named like{' '}
        <code>{extract?.filename[0] ?? indicator.measure.extract}_2024-07.csv</code>, into the{' '}
        <code>inbox</code> folder of Waggle’s data (<code>data/inbox</code> unless set otherwise). The figures
        appear here a few minutes later.
      </p>
    </section>
  );
}
