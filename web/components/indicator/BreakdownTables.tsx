import type { Partnership } from '../../../indicators/partnership-schema.ts';
import type { Indicator } from '../../../indicators/schema.ts';
import { spokenUnit, uncapitalised } from '../../../indicators/words.ts';
import { ranked } from '../../charts/areas.ts';
import { comparedIn } from '../../compared.ts';
import type { BrokenDown } from '../../props/indicator.ts';
import { countedWords, figureWords, GRAIN_EACH, intervalWords } from '../../words.ts';
import { DataTable } from '../DataTable.tsx';
import { TrendsTable } from './TrendsTable.tsx';

interface BreakdownTableProps {
  indicator: Indicator;
  partnership: Partnership;
  breakdown: BrokenDown;
}

export function BreakdownTable({ indicator, partnership, breakdown }: BreakdownTableProps) {
  const unit = spokenUnit(indicator);
  const { label, period, whole, groups } = breakdown;
  const county = whole ? [{ group: 'county', label: partnership.county, point: whole }] : [];
  return (
    <DataTable
      caption={`${indicator.title} by ${uncapitalised(label)}${comparedIn(period, [whole, ...groups.map(({ point }) => point)])}`}
      columns={[
        { head: label },
        { head: 'Value', figure: true },
        { head: 'Counted', figure: true },
        { head: '95% interval', figure: true },
      ]}
      rows={[...county, ...ranked(groups, indicator.polarity)].map(({ group, label: name, point }) => ({
        key: group,
        cells: [name, figureWords(unit, point), countedWords(indicator, point), intervalWords(unit, point)],
      }))}
    />
  );
}

/** Periods down, groups across. */
export function BreakdownTrendsTable({ indicator, partnership, breakdown }: BreakdownTableProps) {
  const { grain, whole, groups } = breakdown.trends;
  return (
    <TrendsTable
      caption={`${indicator.title} by ${uncapitalised(breakdown.label)} and ${GRAIN_EACH[grain]}`}
      unit={spokenUnit(indicator)}
      grain={grain}
      columns={[
        { head: partnership.county, points: whole },
        ...groups.map(({ label, points }) => ({ head: label, points })),
      ]}
    />
  );
}
