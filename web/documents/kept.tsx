import { renderToString } from 'preact-render-to-string';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { DefinitionFacts } from './Definition.tsx';

/** A catalogue's definitions as markup: hundreds of them take longer to render than a page may. */
const kept = new WeakMap<Catalogue, Map<string, string>>();

export function definitionMarkup(indicator: Indicator, catalogue: Catalogue): string {
  const known = kept.get(catalogue) ?? new Map<string, string>();
  kept.set(catalogue, known);
  const markup =
    known.get(indicator.id) ??
    renderToString(<DefinitionFacts indicator={indicator} catalogue={catalogue} />);
  known.set(indicator.id, markup);
  return markup;
}
