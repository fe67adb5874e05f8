import { monthId, monthNumber, parsePeriod } from '../periods.ts';
import type { WrittenIndicator } from '../schema.ts';
import type { Fault, Source } from '../source.ts';

/** Targets that cannot be reached from where the indicator started. */
export function targetFaults({ value, fault }: Source<WrittenIndicator>): Fault[] {
  const end = value.baseline && parsePeriod(value.baseline.period)?.end.slice(0, 7);
  return value.targets.flatMap((target, index) => {
    if (target.change !== undefined && !value.baseline) {
      return [
        fault(['targets', index, 'change'], 'a target that is a change needs a baseline to change from'),
      ];
    }
    if (end && target.by <= end) {
      const after = monthId(monthNumber(end) + 1);
      return [
        fault(
          ['targets', index, 'by'],
          `the target is dated before the end of its baseline; it must be ${after} or later`,
        ),
      ];
    }
    return [];
  });
}

/** The most that a share may be expected to come to, as a fraction: beyond it somebody wrote 90 for 90%. */
const MOST = { share: 2, other: 10 };

export function percentFaults({ value, fault }: Source<WrittenIndicator>): Fault[] {
  if (value.unit !== 'percent') return [];
  const most = value.measure.kind === 'proportion' ? MOST.share : MOST.other;
  const figures: [path: (string | number)[], figure: number | undefined][] = [
    [['baseline', 'value'], value.baseline?.value],
    [['standard', 'value'], value.standard?.value],
    ...value.targets.flatMap(({ value: figure, range = [] }, index): typeof figures => [
      [['targets', index, 'value'], figure],
      ...range.map((end): (typeof figures)[number] => [['targets', index, 'range'], end]),
    ]),
  ];
  return figures.flatMap(([path, figure = 0]) =>
    Math.abs(figure) > most
      ? [fault(path, `${figure} is ${round(figure * 100)}%: write ${figure}% as ${round(figure / 100)}`)]
      : [],
  );
}

function round(figure: number): number {
  return Number(figure.toFixed(9));
}
