/**
 * How long the server takes over each kind of page.
 *
 * @typedef {object} PageTime
 * @property {string} kind
 * @property {number} addresses
 * @property {number} firstMs the middle of the times when an address was first asked for
 * @property {number} againMs the middle of the times after that
 */

/** Fewer, and a page with one address is measured before its code has been made quick. */
const TIMES_AGAIN = 25;
const MOST_OF_A_KIND = 12;

/** What a browser that has been here before asks for a page with.
 * @param {string} url @returns {Promise<Record<string, string>>} */
export async function visitor(url) {
  const asked = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' };
  const { headers } = await fetch(url, { headers: asked });
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return cookies.length > 0 ? { ...asked, cookie: cookies.join('; ') } : asked;
}

/** Asks for every kind of page that the dashboard links to, each address several times.
 * @param {string} url @returns {Promise<PageTime[]>} */
export async function timePages(url) {
  const kinds = await kindsOf(url);
  const headers = await visitor(url);
  /** @type {PageTime[]} */
  const times = [];
  for (const [kind, paths] of kinds) {
    const first = await timed(url, paths, 1, headers);
    times.push({
      kind,
      addresses: paths.length,
      firstMs: middle(first),
      againMs: middle(await timed(url, paths, TIMES_AGAIN, headers)),
    });
  }
  return times;
}

/** The pages that can be reached by links from the overview and from those it links to, by kind.
 * @param {string} url @returns {Promise<Map<string, string[]>>} */
async function kindsOf(url) {
  const near = await linksOf(url, '/');
  const far = await Promise.all([...near].filter(isOneOfItsKind).map((path) => linksOf(url, path)));
  /** @type {Map<string, string[]>} */
  const kinds = new Map([['/', ['/']]]);
  for (const path of new Set([...near, ...far.flatMap((links) => [...links])])) {
    const kind = kindOf(path);
    const paths = kinds.get(kind) ?? [];
    if (paths.length < MOST_OF_A_KIND && !paths.includes(path)) kinds.set(kind, [...paths, path]);
  }
  return kinds;
}

/** @param {string} path @param {number} index @param {string[]} all */
function isOneOfItsKind(path, index, all) {
  return all.findIndex((other) => kindOf(other) === kindOf(path)) === index;
}

/** @param {string} path */
function kindOf(path) {
  const [first = '', second] = path.split('?')[0]?.slice(1).split('/') ?? [];
  return second === undefined ? `/${first}` : `/${first}/…`;
}

const NO_PAGES = /^\/(api|charts|assets)\/|^\/$|\.(csv|xlsx|svg|png|pdf)\b|format=/;

/** @param {string} url @param {string} path */
async function linksOf(url, path) {
  const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html' } });
  const links = [...(await response.text()).matchAll(/<a [^>]*href="(\/[^"#]*)/g)].map(([, link]) =>
    String(link).replaceAll('&amp;', '&'),
  );
  return new Set(links.filter((link) => !NO_PAGES.test(link)));
}

/** @param {string} url @param {string[]} paths @param {number} times @param {Record<string, string>} headers */
async function timed(url, paths, times, headers) {
  const seen = [];
  for (let turn = 0; turn < times; turn += 1) {
    for (const path of paths) {
      const begun = performance.now();
      const response = await fetch(`${url}${path}`, { headers });
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path} answers ${response.status}`);
      seen.push(performance.now() - begun);
    }
  }
  return seen;
}

/** @param {number[]} numbers */
export function middle(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
