/** Pages are complete without this. */

import './charts.ts';
