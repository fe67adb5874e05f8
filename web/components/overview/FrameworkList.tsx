import { frameworkAddress } from '../../addresses.ts';
import { type HoneycombProps, rowsOf } from '../marks/Honeycomb.tsx';
import { indicatorCount, TallyBar, tallyOf, tallyWords } from '../marks/Tally.tsx';

/** The items of a framework, each with how its indicators stand. */
export function FrameworkList({
  id,
  framework,
  indicators,
  rows,
  area,
  described = false,
}: HoneycombProps & { described?: boolean }) {
  const Heading = described ? 'h2' : 'h3';
  return (
    <ul class="items">
      {framework.items.map(({ id: item, title, description }) => {
        const tally = tallyOf(rowsOf(id, item, indicators, rows));
        return (
          <li key={item}>
            <div>
              <Heading>
                <a href={frameworkAddress(id, item, area)}>{title}</a>
              </Heading>
              {described && <p>{description}</p>}
            </div>
            <div class="items-tally">
              <TallyBar tally={tally} />
              <p class="quiet">
                {indicatorCount(tally)}: {tallyWords(tally)}
              </p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
