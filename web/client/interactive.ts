import type { View } from 'vega';
import embed from 'vega-embed';
import { expressionInterpreter } from 'vega-interpreter';

/** Swaps a chart's picture for one that answers, drawn from the same specification.
 * @returns it, for the focus to go to */
export async function makeInteractive(
  figure: HTMLElement,
  picture: HTMLElement,
): Promise<HTMLElement | null> {
  const image = picture.querySelector('img');
  if (!image) return null;
  const live = document.createElement('div');
  live.className = 'chart-live';
  const spec = await loadSpec(shownOf(picture).replace('.svg?', '.vg.json?'));
  const { view } = await embed(live, spec, {
    mode: 'vega',
    renderer: 'svg',
    ast: true,
    expr: expressionInterpreter,
    actions: false,
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  });
  giveName(live, figure.dataset.chart ?? 'chart', figure.querySelector('.headline')?.textContent, image.alt);
  live.tabIndex = -1;
  picture.replaceWith(live);
  if (figure.dataset.chart === 'trend') answerKeys(figure, live, view);
  return live;
}

/** The address of the picture of this width; the picture itself may have come with the page. */
function shownOf(picture: HTMLElement): string {
  const fits = (one: Element) => !(one instanceof HTMLSourceElement) || matchMedia(one.media).matches;
  const shown = picture.querySelectorAll<HTMLElement>('source, img');
  return [...shown].find(fits)?.dataset.src ?? '';
}

async function loadSpec(address: string): Promise<object> {
  const response = await fetch(address, { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`The chart could not be loaded: ${response.status}`);
  return response.json();
}

/** The live chart is an image with a name and a description, as the picture before it was. */
function giveName(live: HTMLElement, chart: string, title: string | null | undefined, alt: string): void {
  const svg = live.querySelector('svg');
  if (!svg) return;
  const words = { title: title ?? alt, desc: alt };
  const parts = Object.entries(words).map(([name, text]) => {
    const part = document.createElementNS('http://www.w3.org/2000/svg', name);
    part.id = `${chart}-live-${name}`;
    part.textContent = text;
    return part;
  });
  svg.prepend(...parts);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', parts.map(({ id }) => id).join(' '));
}

interface Column {
  period: string;
  /** Where it lies on the chart's scales. */
  x: number;
  value: number | null;
  name: string;
  words: string;
  fraction: string;
  target: string;
  status: string;
}

/** Left and right walk through the periods; each is said in the line under the chart. */
function answerKeys(figure: HTMLElement, live: HTMLElement, view: View): void {
  const columns = columnsOf(view);
  if (columns.length === 0) return;
  const readout = document.createElement('output');
  readout.className = 'readout';
  readout.textContent = matchMedia('(hover: hover)').matches
    ? 'Point at the chart, or use the left and right arrow keys, to walk through the periods.'
    : 'Touch the chart to read the figure of a period.';
  figure.append(readout);
  live.tabIndex = 0;
  live.setAttribute('role', 'group');
  live.setAttribute('aria-label', 'Chart: left and right arrow keys walk through its periods');
  const mark = ringIn(live, view);
  let at = columns.length;
  const show = (index: number) => {
    at = Math.max(0, Math.min(columns.length - 1, index));
    const column = columns[at];
    if (!column) return;
    readout.textContent = sentence(column);
    mark(column);
    view.signal('active', column.period).runAsync();
  };
  live.addEventListener('keydown', (event) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: columns.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    show(next);
  });
  view.addEventListener('mouseover', (_, item) => {
    const period: unknown = item?.datum?.period;
    const index = columns.findIndex((column) => column.period === period);
    if (index >= 0) show(index);
  });
}

/** A ring about the point that is read out, whether it was pointed at or walked to. */
function ringIn(live: HTMLElement, view: View): (column: Column) => void {
  const ring = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
  ring.setAttribute('class', 'chart-ring');
  const padding = view.padding();
  const edge = typeof padding === 'number' ? { left: padding, top: padding } : padding;
  const [left, top] = view.origin();
  const [x, y] = [view.scale('x'), view.scale('y')];
  return ({ x: middle, value }) => {
    ring.remove();
    if (value === null) return;
    ring.setAttribute('cx', String((edge.left ?? 0) + left + x(middle)));
    ring.setAttribute('cy', String((edge.top ?? 0) + top + y(value)));
    live.querySelector('svg')?.append(ring);
  };
}

/** The periods of the chart: the data set that the trend's specification names. */
function columnsOf(view: View): Column[] {
  return view.data('periods');
}

function sentence({ name, words, fraction, target, status }: Column): string {
  const counted = fraction === '–' ? '' : ` (${fraction})`;
  const aim = target === 'none' ? '' : `, target ${target}`;
  return `${name}: ${words}${counted}${aim}${status === '–' ? '' : `, ${status.toLowerCase()}`}.`;
}
