/** A page of an earlier snapshot leads on to the same snapshot: its links, forms and pictures all ask for it by name.
 *  Done to the finished page, so that no component has to carry the name along. */

const LINKING_TAG = /<(?:a|img|link|source|form)(?:\s+[\w:-]+(?:="[^"]*")?)*\s*\/?>/g;
const OWN_ADDRESS = /\s(href|src|srcset|data-src)="(\/(?!\/|assets\/)[^"]*)"/g;

export function keepSnapshot(html: string, snapshot: string): string {
  return html.replaceAll(LINKING_TAG, (tag) => keptTag(tag, snapshot));
}

function keptTag(tag: string, snapshot: string): string {
  if (/\sdata-latest[\s/>=]/.test(tag)) return tag;
  if (tag.startsWith('<form')) return withField(tag, snapshot);
  return tag.replaceAll(
    OWN_ADDRESS,
    (_, attribute, address) => ` ${attribute}="${asking(address, snapshot)}"`,
  );
}

/** Browsers put a form's fields in the place of its address's query. */
function withField(tag: string, snapshot: string): string {
  if (!/\smethod="get"/i.test(tag)) return tag;
  return `${tag}<input type="hidden" name="snapshot" value="${escaped(snapshot)}"/>`;
}

function asking(address: string, snapshot: string): string {
  const [path = '', fragment] = address.split('#');
  if (/[?;&]snapshot=/.test(path)) return address;
  const query = `snapshot=${encodeURIComponent(snapshot).replaceAll("'", '%27')}`;
  const whole = `${path}${path.includes('?') ? '&amp;' : '?'}${query}`;
  return fragment === undefined ? whole : `${whole}#${fragment}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
