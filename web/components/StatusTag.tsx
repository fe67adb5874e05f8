import { STATUS_WORDS, type Status } from '../words.ts';
import { StatusIcon } from './Icons.tsx';

/** Where a figure stands against its target: an icon, a word and a colour. */
export function StatusTag({ status }: { status: Status }) {
  return (
    <span class={`tag tag-${status}`}>
      <StatusIcon status={status} />
      {STATUS_WORDS[status]}
    </span>
  );
}
