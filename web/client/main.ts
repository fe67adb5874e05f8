/** Pages are complete without this. */

import './charts.ts';

const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
if (upload) void import('./upload.ts').then(({ showProgress }) => showProgress(upload));
