import { enhanceCharts } from './charts.ts';

/** Forms of choices are sent without a reload; without this the browser sends them. */

export function enhanceFilters(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('form.filters')) return;
    event.preventDefault();
    void show(addressOf(form), 'push');
  });
  addEventListener('popstate', () => void show(location.href, 'stay'));
}

/** Without the fields that are empty, so that addresses stay short enough to send. */
function addressOf(form: HTMLFormElement): string {
  const chosen = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' ? [[name, value]] : [],
  );
  const query = new URLSearchParams(chosen).toString();
  return `${new URL(form.action).pathname}${query === '' ? '' : `?${query}`}`;
}

let latest = 0;

async function show(address: string, history_: 'push' | 'stay'): Promise<void> {
  latest += 1;
  const turn = latest;
  const main = document.querySelector('main');
  main?.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (turn !== latest) return;
    if (!answer.ok || !replace(main, next)) throw new Error(`${address} has no page`);
    if (history_ === 'push') history.pushState(null, '', address);
  } catch {
    location.assign(address);
  }
}

/** Puts the other page's content in place, with the focus and the scroll where they were. */
function replace(main: Element | null, next: Document): boolean {
  const content = next.querySelector('main');
  if (!main || !content) return false;
  const focused = document.activeElement?.id ?? '';
  const wasButton = document.activeElement?.matches('form.filters button') ?? false;
  const top = scrollY;
  main.replaceChildren(...content.childNodes);
  main.removeAttribute('aria-busy');
  document.title = next.title;
  const again = focused !== '' ? document.getElementById(focused) : null;
  (again ?? (wasButton ? main.querySelector<HTMLElement>('form.filters button') : null))?.focus();
  scrollTo({ top, behavior: 'instant' });
  announce(main.querySelector('[data-result], .shown, h1')?.textContent ?? '');
  enhanceCharts();
  return true;
}

function announce(words: string): void {
  const region = document.querySelector('#announced') ?? document.body.appendChild(newRegion());
  region.textContent = words;
}

function newRegion(): HTMLElement {
  const region = document.createElement('p');
  region.id = 'announced';
  region.className = 'hidden';
  region.setAttribute('role', 'status');
  return region;
}
