/** Forms and links marked `data-live` change the page without loading it anew. Without this they are ordinary ones. */

interface Way {
  push: boolean;
  /** How far down the page was, when it was left. */
  top?: number;
}

let asked = 0;
/** What the page shows; after Back the browser's address is ahead of it. */
let shown = addressShown();

/** @param prepare makes a page's charts and forms answer, once it is there */
export function goLive(prepare: () => void): void {
  const show = (address: string, way: Way) => void load(address, way, prepare);
  document.addEventListener('submit', (event) => {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-live]')) return;
    event.preventDefault();
    show(addressOf(form), { push: true });
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[data-live]');
    const other = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || other) return;
    event.preventDefault();
    show(link.href, { push: true });
  });
  addEventListener('popstate', ({ state }) => {
    if (addressShown() !== shown) show(location.href, { push: false, top: state?.top });
  });
  addEventListener('pageshow', ({ persisted }) => persisted && chooseWhatIsShown());
}

/** A page that the browser kept whole comes back with what was chosen last, not with what it shows. */
function chooseWhatIsShown(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[autocomplete=off]')) form.reset();
}

function addressShown(): string {
  return location.pathname + location.search;
}

/** A form's address, without what was left blank. */
function addressOf(form: HTMLFormElement): string {
  const given = [...new FormData(form)].filter(([, value]) => value !== '');
  const query = new URLSearchParams(given as [string, string][]).toString();
  return query === '' ? form.action : `${form.action}?${query}`;
}

async function load(address: string, way: Way, prepare: () => void): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } });
    // Whoever is no longer logged in is led elsewhere.
    if (!response.ok || response.redirected) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // A slower answer to an earlier question does not replace a later one.
    if (mine !== asked || !(way.push || location.href === address)) return;
    replace(page, address, way);
    prepare();
  } catch {
    if (mine === asked) location.assign(address);
  }
}

function replace(page: Document, address: string, { push, top }: Way): void {
  const before = location.pathname;
  const focused = document.activeElement?.id ?? '';
  if (push) {
    history.replaceState({ top: scrollY }, '');
    history.pushState(null, '', address);
  }
  exchange(page);
  shown = addressShown();
  document.title = page.title;
  const main = document.querySelector('main');
  (document.getElementById(focused) ?? main)?.focus({ preventScroll: true });
  const result = main?.querySelector('[data-result]');
  const isAbove = result ? result.getBoundingClientRect().top < 0 : false;
  // What was asked for stands higher than what it replaces: one begins at its top, as on any new page.
  if (push && (isAbove || location.pathname !== before)) scrollTo({ top: 0 });
  if (top !== undefined) scrollTo({ top });
  announce(result?.textContent ?? page.title);
}

/** All but the line that is spoken: screen readers follow it only while it stays where it is. */
function exchange(page: Document): void {
  const [line, next] = [document.getElementById('announce'), page.getElementById('announce')];
  if (!line || !next) throw new Error('no line to speak');
  for (const old of [...document.body.childNodes]) if (old !== line) old.remove();
  const parts = [...page.body.childNodes];
  const at = parts.indexOf(next);
  line.before(...parts.slice(0, at));
  line.after(...parts.slice(at + 1));
}

function announce(words: string): void {
  const region = document.getElementById('announce');
  if (region) region.textContent = words.replace('Clear filters', '').trim();
}
