/** What steers a terminal, or turns the direction of what follows. */
const STEERING = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/gu;
const PICTURES = 0x2400;
const LAST_PICTURE = 0x1f;

/** A text as a terminal may be given it. Names of files and of people come from elsewhere: what in them would move the
 *  cursor, colour what follows or begin a line of its own is shown as a sign instead. @param kept what may stay */
export function forTerminal(text: string, kept = ''): string {
  return text.replace(STEERING, (sign) => {
    const code = sign.charCodeAt(0);
    if (kept.includes(sign)) return sign;
    return code <= LAST_PICTURE ? String.fromCharCode(PICTURES + code) : '\uFFFD';
  });
}
