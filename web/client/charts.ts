/** Charts are complete pictures without this. It lets them answer the pointer and the keyboard, once somebody asks for
 *  it or comes to them by scrolling. */

import { savesData } from './savesData.ts';

export function offerExploring(): void {
  for (const figure of document.querySelectorAll<HTMLElement>('figure[data-chart]')) enhance(figure);
}

function enhance(figure: HTMLElement): void {
  const picture = figure.querySelector('picture');
  if (!picture) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'explore';
  button.textContent = 'Explore the chart';
  const headline = figure.querySelector('.headline')?.id;
  if (headline) button.setAttribute('aria-describedby', headline);
  figure.append(button);
  let isPressed = false;
  const explore = once(async () => {
    try {
      const { makeInteractive } = await import('./interactive.ts');
      const live = await makeInteractive(figure, picture);
      // Whoever asked for the chart, or came to the button as it answered, goes on from the chart.
      if (isPressed || document.activeElement === button) live?.focus();
    } catch {
      // The picture says the same; without it working, the offer goes.
    }
    button.remove();
  });
  button.addEventListener('click', () => {
    isPressed = true;
    explore();
  });
  picture.addEventListener('pointerenter', ({ pointerType }) => pointerType === 'mouse' && explore(), {
    once: true,
  });
  whenScrolledTo(picture, explore);
}

/** Nothing more is loaded until the reader moves, nor for a finger, nor for somebody who saves data. */
function whenScrolledTo(picture: Element, act: () => void): void {
  if (savesData() || !matchMedia('(hover: hover) and (pointer: fine)').matches) return;
  const watcher = new IntersectionObserver(
    (entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      act();
    },
    { threshold: 0.5 },
  );
  addEventListener('scroll', () => watcher.observe(picture), { once: true, passive: true });
}

function once(action: () => Promise<void>): () => void {
  let started = false;
  return () => {
    if (started) return;
    started = true;
    void action();
  };
}
