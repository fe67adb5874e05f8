import type { FileRecord } from '../../../indicators/series.ts';

const OUTCOMES: Record<FileRecord['outcome'], { words: string; tag: string }> = {
  accepted: { words: 'Accepted', tag: 'met' },
  accepted_with_findings: { words: 'Accepted, with findings', tag: 'on_track' },
  rejected: { words: 'Rejected', tag: 'off_track' },
};

const STATES: Partial<Record<FileRecord['state'], string>> = {
  superseded: 'since replaced by a newer file',
  withdrawn: 'since withdrawn',
};

/** What became of a delivery. */
export function FileOutcome({ file }: { file: Pick<FileRecord, 'outcome' | 'state'> }) {
  const { words, tag } = OUTCOMES[file.outcome];
  const later = STATES[file.state];
  return (
    <>
      <span class={`tag tag-${tag}`}>{words}</span>
      {later && <span class="quiet"> {later}</span>}
    </>
  );
}
