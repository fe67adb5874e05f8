import { dateWords } from '../../indicators/words.ts';
import type { Frame } from '../props/frame.ts';

/** A style sheet that says on every printed page of a report whose figures it shows, so that a loose sheet still tells. */
export function footStyle({ catalogue, snapshot, sampleData }: Frame): string {
  const words = [
    catalogue.partnership.name,
    snapshot.data_to === null ? 'no data yet' : `data to ${dateWords(snapshot.data_to)}`,
    snapshot.name ?? snapshot.id,
    ...(sampleData ? ['sample data'] : []),
  ];
  return `@page { @bottom-left { content: ${quoted(words.join(' · '))}; font: 9pt Arial, "Liberation Sans", sans-serif; color: #4a5863; } }\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\<\n\r\f]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;
}
