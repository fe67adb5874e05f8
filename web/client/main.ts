/** Pages are complete without this. */

import { enhanceCharts } from './charts.ts';
import { enhanceFilters } from './filters.ts';
import { sayPainted } from './painted.ts';

enhanceCharts();
enhanceFilters();
sayPainted();

const upload = document.querySelector<HTMLFormElement>('form[data-upload]');
if (upload) void import('./upload.ts').then(({ showProgress }) => showProgress(upload));
