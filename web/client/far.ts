import { savesData } from './savesData.ts';

/** Pictures below the first screen come once the page is there, before anybody scrolls to them, prints or saves it. */
export function loadFarPictures(): void {
  if (savesData()) return;
  if (document.readyState === 'complete') loadAll();
  else addEventListener('load', loadAll);
}

function loadAll(): void {
  for (const image of document.querySelectorAll<HTMLImageElement>('img[loading=lazy]'))
    image.loading = 'eager';
}
