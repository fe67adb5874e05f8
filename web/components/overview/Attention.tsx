import type { ComponentChildren } from 'preact';
import { lastDayOf } from '../../../indicators/periods.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import type { OverviewRow } from '../../../indicators/series.ts';
import { indicatorAddress } from '../../addresses.ts';
import type { Arrivals, LateExtract, Standings } from '../../props/overview.ts';
import { capitalised, counted, howMany } from '../../words.ts';
import { HexIcon } from '../marks/Icons.tsx';
import { arranged, type Band, MATTERS_SHOWN } from './arranged.ts';
import {
  inBracketsWords,
  lastingWords,
  lateBehind,
  lateWords,
  type Matter,
  mattersOf,
  type Urgency,
} from './attention.ts';
import { DoubtfulItem, doubtfulOf } from './Doubtful.tsx';
import { DueSoonItem, dueSoon } from './DueSoon.tsx';
import { GatheredItem } from './GatheredItem.tsx';
import { type Shown, shownOf } from './overviewFilter.ts';

const GOOD_SHOWN = 2;
const OFF_TRACK: Record<number, string> = { 1: 'The one', 2: 'Both' };

interface AttentionProps {
  catalogue: Catalogue;
  rows: OverviewRow[];
  arrivals: Arrivals;
  standings: Standings;
  /** Where all that are off track, really change or are in doubt are listed. */
  more: { offTrack: string; changing: string; inDoubt: string };
  today: string;
  /** What else is to be said of it, below. */
  children?: ComponentChildren;
}

/** What needs attention, in sentences. */
export function Attention(props: AttentionProps) {
  const { catalogue, rows, arrivals, standings, more, today, children } = props;
  const { concerns } = mattersOf(catalogue, rows, standings);
  const waiting = waitingFor(catalogue, rows, arrivals);
  const due = dueSoon(catalogue.indicators, rows);
  const doubtful = doubtfulOf(shownOf(catalogue.indicators, rows));
  const others = [waiting.first, due[0], doubtful[0]].filter((first) => first !== undefined);
  const bands = arranged(concerns, MATTERS_SHOWN - others.length);
  return (
    <section class="attention" aria-labelledby="attention">
      <h2 id="attention">What needs attention</h2>
      {concerns.length === 0 && <p class="calm">{calm(rows, today)}</p>}
      {concerns.length + others.length > 0 && (
        <ul class="matters">
          {doubtful.length > 0 && (
            <DoubtfulItem
              doubtful={doubtful}
              unlike={arrivals.unlike}
              addressOf={addressOf}
              all={more.inDoubt}
            />
          )}
          {bands.map((band) => (
            <BandItems key={band.urgency} band={band} more={more} />
          ))}
          <DueSoonItem due={due} addressOf={addressOf} today={today} />
          <LateItem {...waiting} />
        </ul>
      )}
      {bands.some(({ together }) => together.length > 0) && <More rows={rows} {...more} />}
      {children}
    </section>
  );
}

function BandItems({ band, more }: { band: Band<Matter>; more: AttentionProps['more'] }) {
  const { urgency, single, together } = band;
  return (
    <>
      {single.map((concern) => (
        <MatterItem key={concern.indicator.id} {...concern} />
      ))}
      {together.length > 0 && (
        <GatheredItem
          tone="bad"
          lead={leadWords(band)}
          gathered={together}
          figureOf={inBracketsWords}
          addressOf={addressOf}
          all={urgency === 'off_track' ? more.offTrack : more.changing}
        />
      )}
    </>
  );
}

function leadWords({ urgency, single, together }: Band<Matter>): string {
  const words = urgency === 'lasting' ? lastingWords(together.map(({ row }) => row)) : LEAD_WORDS[urgency];
  return capitalised(single.length > 0 ? `also ${words}` : words);
}

const LEAD_WORDS: Record<Exclude<Urgency, 'lasting'>, string> = {
  new: 'newly getting worse or off track',
  off_track: 'off track',
  new_beside: 'newly getting worse',
};

function addressOf({ indicator, row }: Shown): string {
  return indicatorAddress(indicator.id, { area: row.area });
}

function More({ rows, offTrack, changing }: AttentionProps['more'] & { rows: OverviewRow[] }) {
  const off = rows.filter(({ status }) => status === 'off_track').length;
  return (
    <p class="more">
      {off > 0 && (
        <>
          <a href={offTrack}>{OFF_TRACK[off] ?? `All ${off}`} off track</a> ·{' '}
        </>
      )}
      <a href={changing}>All with a real change</a>
    </p>
  );
}

function calm(rows: OverviewRow[], today: string): string {
  const known = rows.filter(({ status }) => status !== 'hidden' && !isWithout(status));
  if (known.length === 0)
    return rows.some(({ status }) => status === 'hidden')
      ? 'There are no figures that may be shown.'
      : 'There are no figures yet.';
  const past = pastWords(rows, today);
  if (!known.some(({ status }) => status === 'met' || status === 'on_track'))
    return `${unjudgedWords(known, rows.length)}; ${steadyWords(rows)}.${past}`;
  const those = known.length === rows.length ? '' : ' of what has figures';
  return `Nothing${those} is off track, and ${steadyWords(rows)}.${past}`;
}

/** "None of these 6 indicators has a target, so none can be off track": nothing is said to be well that nothing is measured
 *  by. @param known those with figures */
function unjudgedWords(known: OverviewRow[], all: number): string {
  const target = known.some((row) => row.target !== null) ? 'target that is due yet' : 'target';
  if (known.length === 1)
    return `${all === 1 ? 'This indicator' : 'The one indicator with figures'} has no ${target}, so it cannot be off track`;
  const those =
    known.length === all ? `these ${all} indicators` : `the ${known.length} indicators with figures`;
  return `None of ${those} has a ${target}, so none can be off track`;
}

/** " Two have no figure, though their target’s day has passed." */
function pastWords(rows: OverviewRow[], today: string): string {
  const past = rows.filter(
    ({ status, target }) => isWithout(status) && target !== null && lastDayOf(target.by) < today,
  );
  if (past.length === 0) return '';
  const [have, their] = past.length === 1 ? ['has', 'its'] : ['have', 'their'];
  return ` ${capitalised(howMany(past.length))} ${have} no figure, though ${their} target’s day has passed.`;
}

function steadyWords(rows: OverviewRow[]): string {
  return rows.some(({ variation }) => variation !== null)
    ? 'no figure is getting worse beyond its usual range'
    : 'there are too few figures to tell whether any is getting worse';
}

function isWithout(status: OverviewRow['status']): boolean {
  return status === 'awaiting_data' || status === 'no_figure';
}

/** What goes well, the most telling alone: no longer than what stands beside it. */
export function GoingWell({
  catalogue,
  rows,
  all,
}: Pick<AttentionProps, 'catalogue' | 'rows'> & {
  /** Where all that are met are listed. */
  all: string;
}) {
  const met = rows.filter(({ status }) => status === 'met').length;
  const { good } = mattersOf(catalogue, rows);
  if (good.length === 0) return null;
  return (
    <section class="going-well" aria-labelledby="going-well">
      <h2 id="going-well">What is going well</h2>
      <ul class="matters">
        {good.slice(0, GOOD_SHOWN).map((matter) => (
          <MatterItem key={matter.indicator.id} {...matter} />
        ))}
      </ul>
      {met > GOOD_SHOWN && (
        <p class="more">
          <a href={all}>All {met} met</a>
        </p>
      )}
    </section>
  );
}

function MatterItem({ sentence, details, tone, ...shown }: Matter) {
  return (
    <li>
      <HexIcon tone={tone} />
      <div>
        <p>
          <a href={addressOf(shown)}>{shown.indicator.title}</a>: {sentence}
        </p>
        {details.length > 0 && <p class="quiet">{details.join('. ')}.</p>}
      </div>
    </li>
  );
}

interface Waiting {
  /** The one that is named: of those on which these indicators rest the first. */
  first: LateExtract | undefined;
  /** How many more are late. */
  others: number;
  /** How many of these indicators wait for a file, and how many there are anywhere. */
  count: number;
  all: number;
}

function waitingFor(catalogue: Catalogue, rows: OverviewRow[], { late, waiting }: Arrivals): Waiting {
  const own = shownOf(catalogue.indicators, rows).filter(({ row }) => waiting.includes(row.indicator));
  const names = own
    .flatMap(({ indicator }) => lateBehind(indicator, catalogue, late))
    .map(({ name }) => name);
  return {
    first: late.find(({ name }) => names.includes(name)),
    others: late.length - 1,
    count: own.length,
    all: waiting.length,
  };
}

/** Late files together, and how many figures wait for them. */
function LateItem({ first, others, count, all }: Waiting) {
  if (!first) return null;
  const here = count < all ? ' here' : '';
  return (
    <li>
      <HexIcon tone="plain" />
      <div>
        <p>
          <a href="/quality">{first.title}</a>: {lateWords(first)}
          {others > 0 && ` ${capitalised(othersLate(others))} late too.`}
        </p>
        <p class="quiet">
          {counted(count, `indicator${here} waits`, `indicators${here} wait`)} for{' '}
          {others === 0 ? 'it' : 'them'}.
        </p>
      </div>
    </li>
  );
}

function othersLate(count: number): string {
  return `${howMany(count)} other ${count === 1 ? 'extract is' : 'extracts are'}`;
}
