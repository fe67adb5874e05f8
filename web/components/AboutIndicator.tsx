import type { IndicatorProps } from '../props.ts';
import { BehindLatest } from './BehindLatest.tsx';
import { BehindFigures, Responsibility, Sources } from './IndicatorFacts.tsx';

/** What is counted, by whom, for what reason, and from which files. */
export function AboutIndicator({ indicator, row, files, lineage }: IndicatorProps) {
  return (
    <div class="thirds">
      <Responsibility indicator={indicator} />
      <div>
        <BehindLatest indicator={indicator} latest={row.latest} lineage={lineage} />
        <BehindFigures files={files} />
      </div>
      <Sources indicator={indicator} />
    </div>
  );
}
