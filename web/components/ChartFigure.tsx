import type { ComponentChildren } from 'preact';
import { chartAddress } from '../addresses.ts';
import { type ChartData, chartSpec } from '../charts/chart.ts';
import { pictureSize } from '../charts/size.ts';
import { chartWords } from '../charts/words.ts';
import type { ChartKind } from '../props.ts';

export interface ChartFigureProps {
  kind: ChartKind;
  data: ChartData;
  /** Where the chart stands beside others on a large screen, it takes its narrow form there too. */
  beside?: boolean;
  heading: string;
  /** The same figures as a table. */
  children: ComponentChildren;
}

const PHONE = 'screen and (max-width: 739px)';
const BESIDE = `${PHONE}, screen and (min-width: 1100px)`;

/** A chart with its headline, and the table of the same figures one key away. */
export function ChartFigure({ kind, data, beside = false, heading, children }: ChartFigureProps) {
  const { headline, subtitle, alt } = chartWords(kind, data);
  const view = { kind, area: data.series.area, grain: data.series.grain };
  const wide = pictureSize(chartSpec(kind, 'wide', data));
  const narrow = pictureSize(chartSpec(kind, 'narrow', data));
  const address = (size: 'wide' | 'narrow') => chartAddress(data.indicator.id, { ...view, size });
  return (
    <section class={`chart chart-${kind}`}>
      <figure data-chart={kind}>
        <figcaption>
          <h2>{heading}</h2>
          <p class="headline">{headline}</p>
          <p class="subtitle">{subtitle}</p>
        </figcaption>
        <picture>
          <source
            media={beside ? BESIDE : PHONE}
            srcset={address('narrow')}
            width={narrow.width}
            height={narrow.height}
          />
          <img src={address('wide')} alt={alt} width={wide.width} height={wide.height} />
        </picture>
      </figure>
      <details class="figures">
        <summary>Show the figures as a table</summary>
        {children}
      </details>
    </section>
  );
}
