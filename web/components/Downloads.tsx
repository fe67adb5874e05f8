import type { Indicator } from '../../indicators/schema.ts';
import { chartAddress, seriesAddress } from '../addresses.ts';
import type { Filters } from '../props.ts';

export function Downloads({ indicator, filters }: { indicator: Indicator; filters: Filters }) {
  const links = [
    { text: 'CSV', href: seriesAddress(indicator.id, filters, 'csv') },
    { text: 'JSON', href: seriesAddress(indicator.id, filters, 'json') },
    { text: 'Arrow', href: seriesAddress(indicator.id, filters, 'arrow') },
    { text: 'Chart (SVG)', href: chartAddress(indicator.id, { ...filters, kind: 'trend', size: 'wide' }) },
  ];
  return (
    <p class="downloads">
      Download the figures:
      {links.map(({ text, href }) => (
        <a key={text} href={href}>
          {text}
        </a>
      ))}
    </p>
  );
}
