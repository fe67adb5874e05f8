/** Pages are complete without this. */

import './charts.ts';
import { goLive } from './live.ts';

goLive();

const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
if (upload) void import('./upload.ts').then(({ showProgress }) => showProgress(upload));
