/** Forms and links marked `data-live` change the page without loading it anew. Without this they are ordinary ones. */

const LIVE = 'waggle-live';
let asked = 0;

export function goLive(): void {
  if (!document.querySelector('form[data-live]')) return;
  history.replaceState(LIVE, '');
  document.addEventListener('submit', (event) => {
    const { target: form } = event;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-live]')) return;
    event.preventDefault();
    void show(addressOf(form), { push: true });
  });
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a[data-live]');
    const other = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || other) return;
    event.preventDefault();
    void show(link.href, { push: true });
  });
  addEventListener('popstate', ({ state }) => {
    if (state === LIVE) void show(location.href, { push: false });
  });
}

/** A form's address, without what was left blank. */
function addressOf(form: HTMLFormElement): string {
  const given = [...new FormData(form)].filter(([, value]) => value !== '');
  const query = new URLSearchParams(given as [string, string][]).toString();
  return query === '' ? form.action : `${form.action}?${query}`;
}

async function show(address: string, { push }: { push: boolean }): Promise<void> {
  asked += 1;
  const mine = asked;
  try {
    const response = await fetch(address, { headers: { accept: 'text/html' } });
    if (!response.ok) throw new Error(response.statusText);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    // A slower answer to an earlier question does not replace a later one.
    if (mine === asked) replace(page, address, push);
  } catch {
    if (mine === asked) location.assign(address);
  }
}

function replace(page: Document, address: string, push: boolean): void {
  const [old, next] = [document.querySelector('main'), page.querySelector('main')];
  if (!old || !next) throw new Error('no main part');
  const focused = document.activeElement?.id ?? '';
  if (push) history.pushState(LIVE, '', address);
  document.title = page.title;
  old.replaceChildren(...next.childNodes);
  (document.getElementById(focused) ?? old).focus({ preventScroll: true });
  const result = old.querySelector('[data-result]');
  // What was asked for stands higher than what it replaces: one begins at its top, as on any new page.
  if (push && result && result.getBoundingClientRect().top < 0) scrollTo({ top: 0 });
  announce(result?.textContent ?? page.title);
}

function announce(words: string): void {
  const region = document.getElementById('announce');
  if (region) region.textContent = words.replace('Clear filters', '').trim();
}
