/** Pages are complete without this. It lets a chart answer the pointer and the keyboard, once somebody asks it to. */

for (const figure of document.querySelectorAll<HTMLElement>('figure[data-chart]')) enhance(figure);

const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
if (upload) void import('./upload.ts').then(({ showProgress }) => showProgress(upload));

function enhance(figure: HTMLElement): void {
  const picture = figure.querySelector('picture');
  if (!picture) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'explore';
  button.textContent = 'Explore the chart';
  figure.append(button);
  const explore = once(async (byButton: boolean) => {
    try {
      const { makeInteractive } = await import('./interactive.ts');
      await makeInteractive(figure, picture, byButton);
      button.remove();
    } catch {
      // The picture says the same; without it working, the offer goes.
      button.remove();
    }
  });
  button.addEventListener('click', () => explore(true));
  picture.addEventListener('pointerenter', () => explore(false), { once: true });
}

function once(action: (byButton: boolean) => Promise<void>): (byButton: boolean) => void {
  let started = false;
  return (byButton) => {
    if (started) return;
    started = true;
    void action(byButton);
  };
}
