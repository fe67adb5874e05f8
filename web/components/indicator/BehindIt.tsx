import type { ComponentChildren } from 'preact';
import type { IndicatorProps } from '../../props/indicator.ts';
import { BehindLatest } from './BehindLatest.tsx';
import { BehindFigures, Sources } from './IndicatorFacts.tsx';

/** The files and checks behind the figures, and the documents behind the indicator. */
export function BehindIt({
  indicator,
  row,
  files,
  lineage,
  frame,
  children,
}: IndicatorProps & { children: ComponentChildren }) {
  const opens = frame.seesFiles !== false;
  return (
    <div class="thirds">
      {children}
      <BehindLatest indicator={indicator} latest={row.latest} lineage={lineage} opensFiles={opens} />
      <BehindFigures files={files} opensFiles={opens} />
      <Sources indicator={indicator} />
    </div>
  );
}
