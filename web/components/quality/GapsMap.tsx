import { frameworkIds } from '../../../indicators/frameworks.ts';
import type { GapCounts, Gaps } from '../../../indicators/gaps.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { frameworkAddress, indicatorAddress } from '../../addresses.ts';
import { listWords } from '../../words.ts';

const STATES = ['arrived', 'late', 'never'] as const;

interface GapsMapProps {
  gaps: Gaps;
  catalogue: Catalogue;
}

/** For each item of each framework, how many indicators have their data. */
export function GapsMap({ gaps, catalogue }: GapsMapProps) {
  const { frameworks } = catalogue.partnership;
  return (
    <>
      <div class="gaps">
        {frameworkIds(catalogue.partnership).map((id) => {
          const [framework, items] = [frameworks[id], gaps.frameworks[id]];
          if (!framework || !items) return null;
          return (
            <table key={id}>
              <caption>{framework.title}</caption>
              <thead>
                <tr>
                  <th scope="col">{framework.item}</th>
                  {STATES.map((state) => (
                    <th key={state} scope="col" class="figure">
                      {state}
                    </th>
                  ))}
                  <td />
                </tr>
              </thead>
              <tbody>
                {items.map((item) => (
                  <tr key={item.id}>
                    <th scope="row">
                      <a href={frameworkAddress(id, item.id)}>{item.title}</a>
                    </th>
                    {STATES.map((state) => (
                      <td key={state} class={item[state] === 0 ? 'figure quiet' : 'figure'}>
                        {item[state]}
                      </td>
                    ))}
                    <td>
                      <GapBar counts={item} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          );
        })}
      </div>
      <Waiting gaps={gaps} catalogue={catalogue} />
    </>
  );
}

function GapBar({ counts }: { counts: GapCounts }) {
  const total = Math.max(1, counts.arrived + counts.late + counts.never);
  const arrived = (counts.arrived / total) * 100;
  const late = (counts.late / total) * 100;
  return (
    <svg
      class="gap-bar"
      viewBox="0 0 100 10"
      width="100"
      height="10"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="gap-never" width="100" height="10" />
      <rect class="gap-late" width={arrived + late} height="10" />
      <rect class="gap-arrived" width={arrived} height="10" />
    </svg>
  );
}

/** Which extract would fill which gaps. */
function Waiting({ gaps, catalogue }: GapsMapProps) {
  const open = gaps.indicators.filter(({ state }) => state !== 'arrived');
  if (gaps.indicators.length === 0) return <p>The catalogue has no indicators yet.</p>;
  if (open.length === 0) return <p>Every indicator has its data.</p>;
  const byExtract = [...new Set(open.map(({ extracts }) => extracts[0] ?? ''))];
  const titleOf = (name: string) => catalogue.extracts.find((one) => one.name === name)?.title ?? name;
  return (
    <div class="waiting">
      <h3>What would fill the gaps</h3>
      <dl>
        {byExtract.map((name) => {
          const own = open.filter(({ extracts }) => (extracts[0] ?? '') === name);
          return (
            <div key={name}>
              <dt>
                {titleOf(name)} <span class="quiet">({stateWords(own.map(({ state }) => state))})</span>
              </dt>
              <dd>
                {own.map(({ indicator, title }, index) => (
                  <span key={indicator}>
                    {index > 0 && '; '}
                    <a href={indicatorAddress(indicator)}>{title}</a>
                  </span>
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
    </div>
  );
}

function stateWords(states: string[]): string {
  const parts = ['late', 'never'].flatMap((state) => {
    const count = states.filter((one) => one === state).length;
    return count === 0 ? [] : [state === 'late' ? `${count} late` : `${count} never had data`];
  });
  return listWords(parts);
}
