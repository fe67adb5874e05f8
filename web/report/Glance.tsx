import type { ComponentChildren } from 'preact';
import { dateWords } from '../../indicators/period-words.ts';
import type { OverviewRow } from '../../indicators/series.ts';
import { spokenUnit } from '../../indicators/words.ts';
import { indicatorAddress } from '../addresses.ts';
import { DataTable } from '../components/DataTable.tsx';
import { HexIcon } from '../components/marks/Icons.tsx';
import { statusesFor, TallyBar, tallyOf } from '../components/marks/Tally.tsx';
import { type Matter, mattersOf } from '../components/overview/attention.ts';
import { DoubtfulItem, doubtfulOf } from '../components/overview/Doubtful.tsx';
import { DueSoonItem, dueSoon } from '../components/overview/DueSoon.tsx';
import { GatheredItem } from '../components/overview/GatheredItem.tsx';
import type { Shown } from '../components/overview/overviewFilter.ts';
import type { Frame } from '../props/frame.ts';
import { figureWords, STATUS_GROUP_WORDS } from '../words.ts';
import { Part } from './Part.tsx';
import { anchor, type ReportChoice, type ReportEntry, type ReportSection, TIER_CHOICES } from './report.ts';

const CONCERNS_SHOWN = 6;
const GOOD_SHOWN = 3;
/** As many more are named. */
const NAMED = 3;

interface GlanceProps {
  frame: Frame;
  choice: ReportChoice;
  sections: ReportSection[];
  outside: OverviewRow[];
}

/** The board's first page: what needs attention, what goes well, and how every item stands. */
export function Glance({ frame, choice, sections, outside }: GlanceProps) {
  const { partnership } = frame.catalogue;
  const entries = new Map(sections.flatMap((one) => one.entries).map((entry) => [entry.indicator.id, entry]));
  const rows = [...entries.values()].map(({ row }) => row);
  const standings = Object.fromEntries([...entries].map(([id, entry]) => [id, entry.standings]));
  const { concerns, good } = mattersOf(frame.catalogue, rows, standings);
  const unlike = Object.fromEntries([...entries].map(([id, entry]) => [id, entry.unlike]));
  const doubtful = doubtfulOf([...entries.values()]);
  // Of an earlier time nothing is to come.
  const due = choice.earlier ? [] : dueSoon(frame.catalogue.indicators, rows);
  const addressOf = ({ indicator }: Shown) => `#${anchor(entries.get(indicator.id)?.number ?? '')}`;
  const others = mattersOf(frame.catalogue, outside).concerns;
  const statuses = statusesFor(sections.flatMap(({ rows }) => rows));
  return (
    <Part number="1" title="What needs attention" kind="glance">
      {concerns.length === 0 && <p>{nothingWords(entries.size, choice)}</p>}
      {choice.earlier && entries.size > 0 && (
        <p class="quiet">
          What was beyond its usual range then is not judged: that range is worked out with the months since.
        </p>
      )}
      {doubtful.length > 0 && (
        <ul class="matters">
          <DoubtfulItem doubtful={doubtful} unlike={unlike} addressOf={addressOf} />
        </ul>
      )}
      <Matters
        matters={concerns}
        shown={CONCERNS_SHOWN - [due, doubtful, others].filter((one) => one.length > 0).length}
        entries={entries}
      />
      {due.length > 0 && (
        <ul class="matters">
          <DueSoonItem due={due} addressOf={addressOf} />
        </ul>
      )}
      {others.length > 0 && (
        <ul class="matters">
          <GatheredItem
            tone="plain"
            lead="Not in this report, and off track or getting worse as well"
            gathered={others}
            figureOf={({ indicator, row }) => figureWords(spokenUnit(indicator), row.latest)}
            addressOf={({ indicator, row }) => indicatorAddress(indicator.id, { area: row.area })}
          />
        </ul>
      )}
      {good.length > 0 && <h3>What is going well</h3>}
      <Matters matters={good} shown={GOOD_SHOWN} entries={entries} />
      <h3>How it stands{outside.length > 0 && `: ${TIER_CHOICES[choice.tier].toLowerCase()}`}</h3>
      <DataTable
        caption={`Indicators by status, each ${partnership.frameworks[choice.framework]?.item ?? 'item'}`}
        captionHidden
        columns={[
          { head: 'Part' },
          ...statuses.map((status) => ({ head: STATUS_GROUP_WORDS[status], figure: true })),
          { head: 'Share of each' },
        ]}
        rows={sections.map(({ number, item, rows }) => {
          const tally = tallyOf(rows);
          return {
            key: number,
            cells: [
              <a key="link" href={`#${anchor(number)}`}>
                {number} {item.title}
              </a>,
              ...statuses.map((status) => `${tally[status]}`),
              <TallyBar key="bar" tally={tally} />,
            ],
          };
        })}
      />
    </Part>
  );
}

/** Nothing is said to be well that nobody has looked at. */
function nothingWords(figures: number, { to, earlier }: ReportChoice): string {
  if (figures === 0)
    return to === null ? 'There are no figures yet.' : `There are no figures up to ${dateWords(to)}.`;
  if (earlier) return 'Nothing was off track.';
  return 'Nothing is off track or getting worse beyond its usual range.';
}

/** "And 2.5 Mediations that settled the dispute" and the like; of many only how many there are. */
function moreWords(more: Matter[], entries: Map<string, ReportEntry>): ComponentChildren {
  if (more.length > NAMED) return `${more.length} more are in the parts that follow.`;
  return more.map(({ indicator }, index) => {
    const number = entries.get(indicator.id)?.number ?? '';
    return [
      index === 0 ? 'Also ' : index === more.length - 1 ? ' and ' : ', ',
      <a key={number} href={`#${anchor(number)}`}>
        {number} {indicator.title}
      </a>,
      index === more.length - 1 ? '.' : '',
    ];
  });
}

interface MattersProps {
  matters: Matter[];
  shown: number;
  entries: Map<string, ReportEntry>;
}

function Matters({ matters, shown, entries }: MattersProps) {
  if (matters.length === 0) return null;
  const more = matters.slice(shown);
  return (
    <ul class="matters">
      {matters.slice(0, shown).map(({ indicator, tone, sentence, details }) => {
        const number = entries.get(indicator.id)?.number ?? '';
        return (
          <li key={indicator.id}>
            <HexIcon tone={tone} />
            <div>
              <p>
                <a href={`#${anchor(number)}`}>{indicator.title}</a>: {sentence}
              </p>
              <p class="quiet">{[...details, `See\u00a0${number}`].join('. ')}.</p>
            </div>
          </li>
        );
      })}
      {more.length > 0 && (
        <li class="more">
          <p>{moreWords(more, entries)}</p>
        </li>
      )}
    </ul>
  );
}
