import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'postcss';

const SYSTEM_FONT = 'Arial, "Helvetica Neue", Helvetica, "Liberation Sans", system-ui, sans-serif';

/** Leaves of GOV.UK Frontend's style sheet the classes that the pages' sources name, and neither the font nor the crown
 *  that only GOV.UK may use.
 *  @param sources the folder of the pages */
export function onlyUsedGovuk(sources: string): Plugin {
  const used = classesNamedIn(sources);
  const isUsed = (name: string) =>
    used.has(name) || [...used].some((one) => /[_-]$/.test(one) && name.startsWith(one));
  const isWanted = (selector: string) =>
    (selector.match(/\.(govuk-[\w-]+|js-enabled)/g) ?? []).every((name) => isUsed(name.slice(1)));
  return {
    postcssPlugin: 'only-used-govuk',
    OnceExit(root) {
      root.walkAtRules('font-face', (rule) => void rule.remove());
      // A query that only Internet Explorer understood; today's minifier does not.
      root.walkAtRules('media', (rule) => void (rule.params.includes('\\0') && rule.remove()));
      root.walkDecls('font-family', (decl) => {
        if (decl.value.includes('GDS Transport')) decl.value = SYSTEM_FONT;
      });
      root.walkRules(/govuk-/, (rule) => {
        const selectors = rule.selectors.filter(isWanted);
        if (selectors.length === 0) rule.remove();
        else rule.selectors = selectors;
      });
    },
  };
}

/** Every class of GOV.UK Frontend in the sources; one that is put together there is named by its beginning. */
function classesNamedIn(folder: string): Set<string> {
  const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  return new Set(texts.flatMap((text) => text.match(/\bgovuk-[\w-]+/g) ?? []));
}
