import type { Spec } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { plotSize } from './size.ts';

/** Vega-Lite to Vega: what browsers are sent, so that they need not carry the compiler. */
export function compileChart(spec: TopLevelSpec): Spec {
  return { ...compile(spec).spec, ...plotSize(spec) };
}

export interface PictureWords {
  title: string;
  description: string;
}

/** A chart as an SVG document with a name of its own. */
export async function renderSvg(spec: Spec, words?: PictureWords): Promise<string> {
  const { parse, View } = await import('vega');
  const view = new View(parse(spec), { renderer: 'none' });
  try {
    const svg = await view.toSVG();
    return words ? named(svg, words) : svg;
  } finally {
    view.finalize();
  }
}

/** A picture of Vega's has no accessible name. */
function named(svg: string, { title, description }: PictureWords): string {
  const start = svg.indexOf('>') + 1;
  const open = svg.slice(0, start - 1).replace(/ role="[^"]*"/, '');
  const names = `<title id="title">${escaped(title)}</title><desc id="desc">${escaped(description)}</desc>`;
  return `${open} role="img" aria-labelledby="title desc">${names}${svg.slice(start)}`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
