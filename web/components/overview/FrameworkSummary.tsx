import { leadingFramework } from '../../../indicators/frameworks.ts';
import type { Overview } from '../../../indicators/series.ts';
import type { Frame } from '../../props/frame.ts';
import { counted, listWords } from '../../words.ts';
import { fitsComb, Honeycomb } from '../marks/Honeycomb.tsx';
import { CountsKey, judgedApart, TallyKey } from '../marks/Tally.tsx';
import { FrameworkList } from './FrameworkList.tsx';
import { itemsServed } from './overviewFilter.ts';

/** The framework that a partnership leads with, as a comb where its titles are short enough. */
export function FrameworkSummary({ frame, overview }: { frame: Frame; overview: Overview }) {
  const { partnership, indicators } = frame.catalogue;
  const leading = leadingFramework(partnership);
  if (!leading) return null;
  const { framework } = leading;
  const props = { ...leading, indicators, rows: overview.rows, area: overview.area };
  return (
    <section class="summary" aria-labelledby="framework">
      <h2 id="framework">{framework.title}</h2>
      {fitsComb(framework) ? (
        <>
          <Honeycomb {...props} />
          <CountsKey />
          <p class="key-note">Warmer: more off track or getting worse. {uncountedWords(overview)}</p>
        </>
      ) : (
        <>
          <FrameworkList {...props} />
          <TallyKey rows={judgedApart(overview.rows)[0]} />
        </>
      )}
      {indicators.some((one) => itemsServed(one, leading.id).length > 1) && (
        <p class="key-note">One indicator can serve more than one {framework.item}, and counts in each.</p>
      )}
    </section>
  );
}

/** How many are in none of the counts of a cell. */
function uncountedWords({ rows }: Overview): string {
  const untargeted = rows.filter(({ status }) => status === 'no_target').length;
  const inDoubt = rows.filter(({ status }) => status === 'in_doubt').length;
  const parts = [
    ...(untargeted > 0
      ? [counted(untargeted, 'indicator without a target due', 'indicators without a target due')]
      : []),
    ...(inDoubt > 0
      ? [counted(inDoubt, 'indicator whose file is in doubt', 'indicators whose file is in doubt')]
      : []),
  ];
  return parts.length === 0 ? '' : `Not counted: ${listWords(parts)}.`;
}
