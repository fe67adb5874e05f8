import type { OverviewRow } from '../../../indicators/series.ts';
import { isMissed, STATUS_WORDS, type Status } from '../../words.ts';
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

/** An indicator's status; of a target for which the latest figure is too early, and of one whose day has passed, that. */
export function RowStatus({ row }: { row: OverviewRow }) {
  if (row.status === 'no_target' && row.target)
    return <StatusTag status="no_target" words="Not judged yet" />;
  if (isMissed(row)) return <StatusTag status="off_track" words="Off track: date passed" />;
  return <StatusTag status={row.status} />;
}
