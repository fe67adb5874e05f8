/** What is agreed on of the inbox by those who put files into it and those who take them out. */

/** What systems and programs leave in a shared folder, and what a browser or a copy has not brought to its end; hidden files too. */
const LITTER = /^(\..*|~\$.*|thumbs\.db|desktop\.ini|.*\.(part|partial|filepart|crdownload|download|tmp))$/i;

/** Whether a file in the inbox is passed over without a word. */
export function isLitter(name: string): boolean {
  return LITTER.test(name);
}

/** How long a file must have lain unchanged to be taken for whole: a copy over a network may pause. */
export const QUIET_MS = 2000;
