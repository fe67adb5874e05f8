import { leadingFramework } from '../../indicators/frameworks.ts';
import type { Catalogue, Indicator } from '../../indicators/schema.ts';
import { definitionsAddress, indicatorAddress } from '../addresses.ts';
import { Button } from '../components/forms/Button.tsx';
import { Breadcrumb } from '../components/page/Breadcrumb.tsx';
import { Page } from '../components/page/Page.tsx';
import { definitionsThatFit, lettersOf } from '../documents/definitionSearch.ts';
import { groupsOf } from '../documents/groups.ts';
import { definitionMarkup } from '../documents/kept.tsx';
import type { DefinitionsFilter, DefinitionsProps } from '../props/definitions.ts';
import { counted } from '../words.ts';

/** So few are shown open, many closed. */
const SHOWN_OPEN = 6;

/** What every indicator means: to search, or to read through. */
export function DefinitionsPage({ frame, filter }: DefinitionsProps) {
  const { catalogue } = frame;
  const found = definitionsThatFit(catalogue, filter);
  const isAll = filter.q === '' && filter.letter === null && filter.item === null;
  return (
    <Page frame={frame} title={titleOf(filter, catalogue)}>
      <Breadcrumb crumbs={[{ text: 'Overview', href: '/' }]} />
      <h1>What each indicator means</h1>
      <Search q={filter.q} />
      <Letters catalogue={catalogue} filter={filter} />
      <Items catalogue={catalogue} filter={filter} />
      <p class="lede">
        <span data-result>{foundWords(found.length, filter)}</span>{' '}
        {!isAll && <a href={definitionsAddress()}>Show all {catalogue.indicators.length}</a>}
      </p>
      {groupsShown(catalogue, found, isAll).map(({ id, title, indicators }) => (
        <section key={id} aria-labelledby={`group-${id}`}>
          <h2 id={`group-${id}`} class={isAll ? undefined : 'hidden'}>
            {title}
          </h2>
          <ul class="definitions">
            {indicators.map((indicator) => (
              <Entry
                key={indicator.id}
                indicator={indicator}
                catalogue={catalogue}
                open={found.length <= SHOWN_OPEN}
              />
            ))}
          </ul>
        </section>
      ))}
    </Page>
  );
}

function titleOf({ q, letter, item }: DefinitionsFilter, catalogue: Catalogue): string {
  const items = leadingFramework(catalogue.partnership)?.framework.items ?? [];
  const begin = letter === '#' ? 'a figure' : letter;
  return [
    `Definitions${q === '' ? '' : ` with “${q}”`}`,
    items.find(({ id }) => id === item)?.title ?? '',
    begin === null ? '' : `titles that begin with ${begin}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function Search({ q }: { q: string }) {
  return (
    <search>
      <form
        class="filters"
        action="/definitions"
        method="get"
        aria-label="Search the definitions"
        autocomplete="off"
        data-live
      >
        <div class="govuk-form-group">
          <label class="govuk-label" for="definitions-q">
            Words in the title or the definition
          </label>
          <input class="govuk-input" id="definitions-q" name="q" type="search" value={q} />
        </div>
        <Button>Search</Button>
      </form>
    </search>
  );
}

function Letters({ catalogue, filter }: { catalogue: Catalogue; filter: DefinitionsFilter }) {
  return (
    <nav class="index" aria-label="By letter">
      <ul>
        {lettersOf(catalogue.indicators).map((letter) => (
          <li key={letter}>
            <a
              href={definitionsAddress({ letter })}
              aria-current={filter.letter === letter ? 'true' : undefined}
              aria-label={letter === '#' ? 'Titles that begin with a figure' : undefined}
            >
              {letter}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Items({ catalogue, filter }: { catalogue: Catalogue; filter: DefinitionsFilter }) {
  const leading = leadingFramework(catalogue.partnership);
  if (!leading) return null;
  return (
    <nav class="index" aria-label={`By ${leading.framework.item}`}>
      <ul>
        {leading.framework.items.map(({ id, title }) => (
          <li key={id}>
            <a href={definitionsAddress({ item: id })} aria-current={filter.item === id ? 'true' : undefined}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface EntryProps {
  indicator: Indicator;
  catalogue: Catalogue;
  open: boolean;
}

function Entry({ indicator, catalogue, open }: EntryProps) {
  return (
    <li id={indicator.id}>
      <h3>
        <a href={indicatorAddress(indicator.id)}>{indicator.title}</a>
      </h3>
      <p>{indicator.definition}</p>
      <details open={open}>
        <summary>
          How it is counted, targets and owner<span class="hidden"> of {indicator.title}</span>
        </summary>
        <div dangerouslySetInnerHTML={{ __html: definitionMarkup(indicator, catalogue) }} />
      </details>
    </li>
  );
}

function groupsShown(catalogue: Catalogue, found: Indicator[], isAll: boolean) {
  if (isAll) return groupsOf(catalogue);
  return found.length === 0 ? [] : [{ id: 'found', title: 'Found', indicators: found }];
}

function foundWords(count: number, { q, letter, item }: DefinitionsFilter): string {
  if (q === '' && letter === null && item === null) return `${counted(count, 'indicator')}.`;
  const what = q === '' ? '' : ` for “${q}”`;
  if (count === 0) return `Nothing was found${what}. Try fewer or other words.`;
  return `${counted(count, 'indicator')}${what}.`;
}
