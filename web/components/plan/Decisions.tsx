import type { Decision } from '../../../indicators/plan.ts';
import type { Catalogue } from '../../../indicators/schema.ts';
import { dateWords, periodWords, shortDate, spokenUnit, valueWords } from '../../../indicators/words.ts';
import { indicatorAddress } from '../../addresses.ts';
import { counted } from '../../words.ts';
import { DataTable } from '../DataTable.tsx';

const NEWEST = 8;

interface DecisionsProps {
  decisions: Decision[];
  catalogue: Catalogue;
}

/** What boards decided because of which figure, the newest first. */
export function Decisions({ decisions, catalogue }: DecisionsProps) {
  const older = decisions.slice(NEWEST);
  return (
    <section id="decisions" aria-labelledby="decisions-title">
      <h2 id="decisions-title">What boards decided, and because of which figure</h2>
      {decisions.length === 0 ? (
        <p>No decision has been recorded yet. They come in the extract “decisions”.</p>
      ) : (
        <DecisionTable
          caption="The newest decisions"
          decisions={decisions.slice(0, NEWEST)}
          catalogue={catalogue}
        />
      )}
      {older.length > 0 && (
        <details class="more-rows">
          <summary>{counted(older.length, 'earlier decision')}</summary>
          <DecisionTable caption="Earlier decisions" decisions={older} catalogue={catalogue} />
        </details>
      )}
    </section>
  );
}

function DecisionTable({ caption, decisions, catalogue }: DecisionsProps & { caption: string }) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={[
        { head: 'Decision' },
        { head: 'Because of' },
        { head: 'Board' },
        { head: 'Who, by when' },
        { head: 'What came of it' },
      ]}
      rows={decisions.map((decision) => ({
        key: decision.id,
        cells: [
          decision.decision,
          <Because key="because" decision={decision} catalogue={catalogue} />,
          `${decision.board}, ${shortDate(decision.decided_on)}`,
          [decision.owner, decision.due_on && `by ${dateWords(decision.due_on)}`].filter(Boolean).join(', '),
          decision.outcome ?? <span class="quiet">Not reported yet</span>,
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
