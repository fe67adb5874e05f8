import { textWidth, wrapToWidth } from './labels.ts';
import { escaped } from './render.ts';
import { COLOURS, FONT, FONT_SIZE } from './theme.ts';

/** A chart to take away: what stands around it on the page is written on it. */

interface Around {
  /** What the indicator is called. */
  title: string;
  headline: string;
  subtitle: string;
  /** Whose figures these are, and as of when. */
  source: string;
}

const MARGIN = 10;
const MOST_LINES = 4;

interface Style {
  size: number;
  bold: boolean;
  colour: string;
}

const STYLES: Record<keyof Around, Style> = {
  title: { size: 20, bold: true, colour: COLOURS.ink },
  headline: { size: 16, bold: true, colour: COLOURS.ink },
  subtitle: { size: FONT_SIZE, bold: false, colour: COLOURS.quiet },
  source: { size: FONT_SIZE, bold: false, colour: COLOURS.quiet },
};

/** @param svg a document of Vega's, with its width and height in pixels */
export function headedSvg(svg: string, around: Around): string {
  const [, open = '', width = '', height = ''] =
    /^(<svg [^>]*?width="([\d.]+)" height="([\d.]+)" viewBox="[^"]*"[^>]*>)/.exec(svg) ?? [];
  const [wide, tall] = [Number(width), Number(height)];
  const above = (['title', 'headline', 'subtitle'] as const).flatMap((part) =>
    linesOf(around[part], STYLES[part], wide),
  );
  const below = linesOf(around.source, STYLES.source, wide);
  const [top, bottom] = [heightOf(above) + 2 * MARGIN, heightOf(below) + 2 * MARGIN];
  const whole = open
    .replace(/ width="[^"]*" height="[^"]*"/, ` width="${width}" height="${top + tall + bottom}"`)
    .replace(/viewBox="[^"]*"/, `viewBox="0 ${-top} ${width} ${top + tall + bottom}"`);
  const paper = `<rect y="${-top}" width="${width}" height="${top + tall + bottom}" fill="#fff"/>`;
  const words = [...drawn(above, MARGIN - top), ...drawn(below, tall + MARGIN)].join('');
  const [names = '', drawing = ''] = svg.slice(open.length).split(/(?<=<\/desc>)/);
  return `${whole}${names}${paper}${words}${drawing}`;
}

interface Line extends Style {
  text: string;
}

function linesOf(text: string, style: Style, width: number): Line[] {
  const room = ((width - 2 * MARGIN) * FONT_SIZE) / style.size;
  const lines = textWidth(text, style.bold) > room ? wrapToWidth(text, room, MOST_LINES, style.bold) : [text];
  return lines.map((line) => ({ ...style, text: line }));
}

function heightOf(lines: Line[]): number {
  return lines.reduce((sum, { size }) => sum + lineHeight(size), 0);
}

function lineHeight(size: number): number {
  return Math.round(1.35 * size);
}

function drawn(lines: Line[], top: number): string[] {
  let y = top;
  return lines.map(({ text, size, bold, colour }) => {
    y += lineHeight(size);
    const weight = bold ? ' font-weight="bold"' : '';
    return `<text x="${MARGIN}" y="${y - Math.round(0.3 * size)}" font-family="${FONT.replaceAll('"', '')}" font-size="${size}px" fill="${colour}"${weight} aria-hidden="true">${escaped(text)}</text>`;
  });
}
