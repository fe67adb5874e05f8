import { leadingFramework } from '../../../indicators/frameworks.ts';
import type { Overview } from '../../../indicators/series.ts';
import type { Frame } from '../../props/frame.ts';
import { counted } from '../../words.ts';
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
  const untargeted = overview.rows.filter(({ status }) => status === 'no_target').length;
  return (
    <section class="summary" aria-labelledby="framework">
      <h2 id="framework">{framework.title}</h2>
      {fitsComb(framework) ? (
        <>
          <Honeycomb {...props} />
          <CountsKey />
          <p class="key-note">
            Warmer: more off track or getting worse.{' '}
            {untargeted > 0 &&
              `${counted(untargeted, 'indicator has', 'indicators have')} no target due and ${untargeted === 1 ? 'is' : 'are'} in no count.`}
          </p>
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
