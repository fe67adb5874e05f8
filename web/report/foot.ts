import { dateWords } from '../../indicators/period-words.ts';
import type { Frame } from '../props/frame.ts';

/** A style sheet that says on every printed page of a report whose figures it shows, so that a loose sheet still tells.
 *  @param to the last day of the period that was asked for; null for the latest */
export function footStyle({ catalogue, snapshot, sampleData }: Frame, to: string | null): string {
  const dataTo = to ?? snapshot.data_to;
  const words = [
    catalogue.partnership.name,
    dataTo === null ? 'no data yet' : `data to ${dateWords(dataTo)}`,
    snapshot.name ?? snapshot.id,
    ...(sampleData ? ['sample data'] : []),
  ];
  return `@page { @bottom-left { content: ${quoted(words.join(' · '))}; font: 9pt Arial, "Liberation Sans", sans-serif; color: #4a5863; } }\n`;
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\<\n\r\f]/g, (letter) => `\\${letter.charCodeAt(0).toString(16)} `)}"`;
}
