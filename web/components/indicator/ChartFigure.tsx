import type { ComponentChildren } from 'preact';
import { chartAddress } from '../../addresses.ts';
import { type ChartData, chartSpec } from '../../charts/chart.ts';
import { pictureSize } from '../../charts/size.ts';
import { chartWords } from '../../charts/words.ts';
import type { ChartKind, ChartSize } from '../../props/charts.ts';

interface ChartFigureProps {
  kind: ChartKind;
  data: ChartData;
  /** The pictures that come with the page, as SVG; the others are loaded when they are about to be seen. */
  drawn?: Partial<Record<ChartSize, string>> | null;
  /** The same figures as a table. */
  children: ComponentChildren;
}

export const PHONE = 'screen and (max-width: 46.1875em)';
/** From here a picture over the whole page is as wide as the page. */
const WHOLE_PAGE = 'screen and (min-width: 76.25em)';

/** A chart with its headline, and the table of the same figures one key away. */
export function ChartFigure({ kind, data, drawn, children }: ChartFigureProps) {
  const { headline, subtitle, alt } = chartWords(kind, data);
  const picture = (size: ChartSize) => {
    const view = { kind, area: data.series.area, grain: data.series.grain, size };
    const breakdown = kind.startsWith('breakdown') ? data.breakdown?.by : undefined;
    const address = chartAddress(data.indicator.id, { ...view, breakdown });
    return {
      address,
      picture: dataAddress(drawn?.[size]) ?? address,
      ...pictureSize(chartSpec(kind, size, data)),
    };
  };
  const wide = picture('wide');
  const sources = [
    { media: PHONE, ...picture('narrow') },
    ...(kind === 'area-trends' ? [{ media: WHOLE_PAGE, ...picture('full') }] : []),
  ];
  return (
    <div class={`chart chart-${kind}`}>
      <figure data-chart={kind} aria-labelledby={`${kind}-headline`} aria-describedby={`${kind}-subtitle`}>
        <figcaption>
          <h3 class="headline" id={`${kind}-headline`}>
            {headline}
          </h3>
          <p class="subtitle" id={`${kind}-subtitle`}>
            {subtitle}
          </p>
        </figcaption>
        <picture>
          {sources.map(({ media, picture, address, ...size }) => (
            <source key={media} media={media} srcset={picture} data-src={address} {...size} />
          ))}
          <img
            {...(!drawn && { loading: 'lazy' })}
            src={wide.picture}
            data-src={wide.address}
            alt={alt}
            width={wide.width}
            height={wide.height}
          />
        </picture>
      </figure>
      <details class="figures">
        <summary>
          Show the figures as a table<span class="hidden">: {headline}</span>
        </summary>
        {children}
      </details>
    </div>
  );
}

/** A picture as an address that holds it. */
function dataAddress(svg: string | undefined): string | undefined {
  if (svg === undefined) return undefined;
  return `data:image/svg+xml,${svg.replace(/[%#"<>\s]/g, encodeURIComponent)}`;
}
