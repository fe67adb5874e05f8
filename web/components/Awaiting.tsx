import { extractsBehind } from '../../indicators/measures.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';

/** What to do about figures that have not arrived. */
export function Awaiting({ indicator, catalogue }: { indicator: Indicator; catalogue: Catalogue }) {
  const [name = ''] = extractsBehind(indicator.measure, catalogue);
  const extract = catalogue.extracts.find((one) => one.name === name);
  const title = extract?.title ?? name;
  return (
    <section class="awaiting" aria-labelledby="awaiting">
      <h2 id="awaiting">This indicator is waiting for its first file</h2>
      <p>
        It is worked out from the extract <strong>{title}</strong>
        {extract ? `, which comes from: ${extract.source}` : ''}. None has been accepted yet.
      </p>
      <p>
        To fill it, drop the CSV file, named like <code>{extract?.filename[0] ?? name}_2024-07.csv</code>,
        into the <code>inbox</code> folder of Waggle’s data (<code>data/inbox</code> unless set otherwise).
        The figures appear here a few minutes later.
      </p>
    </section>
  );
}
