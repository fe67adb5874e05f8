import type { OverviewRow } from '../../../indicators/series.ts';
import { STATUS_WORDS, type Status } from '../../words.ts';
import { StatusIcon } from './Icons.tsx';

/** Where a figure stands against its target: an icon, a word and a colour. */
export function StatusTag({ status, words }: { status: Status; words?: string }) {
  return (
    <span class={`tag tag-${status}`}>
      <StatusIcon status={status} />
      {words ?? STATUS_WORDS[status]}
    </span>
  );
}

/** An indicator's status; where a target is agreed for which the latest figure is too early, that. */
export function RowStatus({ row }: { row: OverviewRow }) {
  return row.status === 'no_target' && row.target ? (
    <StatusTag status="no_target" words="Not judged yet" />
  ) : (
    <StatusTag status={row.status} />
  );
}
