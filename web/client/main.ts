/** Pages are complete without this. */

import './charts.ts';
import { loadFarPictures } from './far.ts';
import { goLive } from './live.ts';

goLive();
loadFarPictures();

const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
if (upload) void import('./upload.ts').then(({ showProgress }) => showProgress(upload));
