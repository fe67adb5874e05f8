/** Stands in for vega-lite in the browser: charts arrive compiled, so the compiler stays on the server. */

export const version = '6.0.0';

export function compile(): never {
  throw new Error('Charts are compiled on the server.');
}
