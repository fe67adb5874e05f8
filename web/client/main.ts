/** Pages are complete without this. */

import { offerExploring } from './charts.ts';
import { loadFarPictures } from './far.ts';
import { goLive } from './live.ts';

prepare();
goLive(prepare);

function prepare(): void {
  offerExploring();
  loadFarPictures();
  const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
  if (upload) void import('./upload.ts').then(({ showProgress }) => showProgress(upload));
}
