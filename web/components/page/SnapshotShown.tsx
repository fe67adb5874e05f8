import { dateWords } from '../../../indicators/period-words.ts';
import type { SnapshotInfo } from '../../../indicators/series.ts';
import type { Frame } from '../../props/frame.ts';

/** Says that a page shows figures as they were, and leads to the latest. */
export function SnapshotShown({ frame: { snapshot, latest } }: { frame: Frame }) {
  if (latest === undefined) return null;
  return (
    <aside class="snapshot-shown" aria-label="Which figures these are">
      <p class="width">
        <strong>{asTheyWere(snapshot)}</strong>{' '}
        <a href={latest} data-latest>
          See the latest figures
        </a>
      </p>
    </aside>
  );
}

/** Which figures these are, in the foot of a page and in the head of one on paper. */
export function publishedWords({ name, id, published_at }: SnapshotInfo): string {
  return `Figures published ${dateWords(published_at.slice(0, 10))} (${name ?? id})`;
}

export function asTheyWere({ name, frozen_at, published_at }: SnapshotInfo): string {
  if (name === null) return `Figures as published on ${dateWords(published_at.slice(0, 10))}.`;
  const day = dateWords((frozen_at ?? published_at).slice(0, 10));
  return `Figures as the board saw them on ${day} (${name}).`;
}
