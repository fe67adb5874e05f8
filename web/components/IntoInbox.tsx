import type { Catalogue } from '../../indicators/schema.ts';

/** Where a file goes, as the end of a sentence. */
export function IntoInbox() {
  return (
    <>
      into the <code>inbox</code> folder of Waggle’s data (<code>data/inbox</code> unless set otherwise). The
      figures appear here a few minutes later.
    </>
  );
}

/** attendance_2024-07.csv */
export function exampleName(extract: string, { extracts }: Pick<Catalogue, 'extracts'>): string {
  return `${extracts.find(({ name }) => name === extract)?.filename[0] ?? extract}_2024-07.csv`;
}
