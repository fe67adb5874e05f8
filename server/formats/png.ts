import { renderAsync } from '@resvg/resvg-js';

const SCALE = 2;

/** A picture drawn with the machine's own fonts; where it has none of those that are asked for, with whichever it has. */
export async function renderPng(svg: string): Promise<Buffer> {
  const picture = await renderAsync(svg, {
    background: 'white',
    fitTo: { mode: 'zoom', value: SCALE },
    font: { loadSystemFonts: true, sansSerifFamily: 'Liberation Sans' },
  });
  return picture.asPng();
}
