import { periodWords, shortDate } from '../../../indicators/period-words.ts';
import type { Decision } from '../../../indicators/plan.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { spokenUnit, valueWords } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { counted } from '../../words.ts';
import { DataTable } from '../DataTable.tsx';
import { Outcome, overdueFirst, ownerWords } from './Outcome.tsx';

const SHOWN = 8;

interface DecisionsProps {
  decisions: Decision[];
  catalogue: Catalogue;
  today: string;
}

/** What boards decided because of which figure: what is overdue first, then the newest. */
export function Decisions({ decisions, catalogue, today }: DecisionsProps) {
  const [first, others] = overdueFirst(decisions, today, SHOWN);
  return (
    <section id="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">What boards decided, and because of which figure</h2>
      {decisions.length === 0 ? (
        <p>No decision has been recorded yet. They come in the extract “decisions”.</p>
      ) : (
        <DecisionTable
          caption="Decisions, the overdue first and then the newest"
          {...{ decisions: first, catalogue, today }}
        />
      )}
      {others.length > 0 && (
        <details class="more-rows">
          <summary>{counted(others.length, 'more decision')}</summary>
          <DecisionTable caption="More decisions" {...{ decisions: others, catalogue, today }} />
        </details>
      )}
    </section>
  );
}

function DecisionTable({ caption, decisions, catalogue, today }: DecisionsProps & { caption: string }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { head: 'Decision' },
        { head: 'Because of' },
        { head: 'Board' },
        { head: 'Who' },
        { head: 'What came of it, or when it is due' },
      ]}
      rows={decisions.map((decision) => ({
        key: decision.id,
        cells: [
          decision.decision,
          <Because key="because" decision={decision} catalogue={catalogue} />,
          `${decision.board}, ${shortDate(decision.decided_on)}`,
          ownerWords(decision),
          <Outcome key="outcome" decision={decision} today={today} />,
        ],
      }))}
    />
  );
}

function Because({ decision, catalogue }: { decision: Decision; catalogue: Catalogue }) {
  const { indicator: id, period, value } = decision;
  const indicator = catalogue.indicators.find((one) => one.id === id);
  if (!indicator) return <span class="quiet">{id ?? 'No figure named'}</span>;
  const figure = value === null ? '' : `: ${valueWords(spokenUnit(indicator), value)}`;
  return (
    <>
      <a href={indicatorAddress(indicator.id)}>{indicator.title}</a>
      {figure}
      {period && ` in ${periodWords(period)}`}
    </>
  );
}
