import { describe, expect, it } from 'vitest';
import { definitionsThatFit, lettersOf } from '../../web/documents/definitionSearch.ts';
import { AccessibilityPage } from '../../web/pages/AccessibilityPage.tsx';
import { DefinitionsPage } from '../../web/pages/DefinitionsPage.tsx';
import { ReadingPage } from '../../web/pages/ReadingPage.tsx';
import type { DefinitionsFilter } from '../../web/props/definitions.ts';
import { renderPage } from '../../web/render.ts';
import { catalogue, frame, indicators, partnership } from './fixtures.ts';

const EVERYTHING: DefinitionsFilter = { q: '', letter: null, item: null };
const find = (filter: Partial<DefinitionsFilter>) =>
  definitionsThatFit(catalogue, { ...EVERYTHING, ...filter }).map(({ id }) => id);
const page = (filter: Partial<DefinitionsFilter> = {}) =>
  renderPage(<DefinitionsPage frame={frame} filter={{ ...EVERYTHING, ...filter }} />);

function textOf(markup: string): string {
  return markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('a search of the definitions', () => {
  it('finds words in any order and in capitals or not', () => {
    expect(find({ q: 'WEEKS issued' })[0]).toBe('ehcp-issued-20-weeks');
    expect(find({ q: 'no such word' })).toEqual([]);
  });

  it('finds an indicator by its id and by who answers for it', () => {
    expect(find({ q: 'asd-waiting' })).toEqual(['asd-waiting']);
    expect(find({ q: 'Head of Statutory' })).toHaveLength(indicators.length);
  });

  it('puts first what has the words in its title', () => {
    const titled = { ...indicators[1], id: 'last', title: 'Numerator of nothing' } as (typeof indicators)[0];
    const text = { ...indicators[0], id: 'first', definition: 'The numerator.' } as (typeof indicators)[0];
    const found = definitionsThatFit(
      { ...catalogue, indicators: [text, titled] },
      { ...EVERYTHING, q: 'numerator' },
    );
    expect(found.map(({ id }) => id)).toEqual(['last', 'first']);
  });

  it('goes by letter, and by the item of the leading framework', () => {
    expect(find({ letter: 'W' })).toEqual(['special-school-waiting']);
    expect(find({ item: 'be-healthy' })).toEqual(['asd-waiting', 'salt-assessed-6-weeks']);
    expect(lettersOf(indicators)).toEqual(['A', 'C', 'E', 'N', 'P', 'R', 'S', 'W']);
  });
});

describe('the page of definitions', () => {
  it('has every indicator with what it counts, which way is better, its targets and its owner', () => {
    const text = textOf(page());
    for (const { title, definition } of indicators) {
      expect(text).toContain(title);
      expect(text).toContain(definition);
    }
    for (const words of ['A percentage. Higher is better.', 'Head of Statutory SEND', '31 March 2027'])
      expect(text).toContain(words);
    expect(text).toMatch(/60% by April 2025 \(Improvement Plan, PAP 2.2\)/);
  });

  it('opens what was found when it is little, and leads back to all', () => {
    const found = page({ q: 'autism' });
    expect(found).toContain('<details open>');
    expect(textOf(found)).toContain('1 indicator for “autism”. Show all 13');
    expect(found).toContain('type="search" value="autism"');
    expect(page()).not.toContain('<details open>');
  });

  it('says when nothing was found, with what was sought as text', () => {
    const none = page({ q: '<script>x</script>' });
    expect(none).toContain('Nothing was found for “&lt;script>x&lt;/script>”');
    expect(none).not.toContain('<script>x');
  });
});

describe('the accessibility statement', () => {
  it('says whom to tell, if the partnership has said', () => {
    const contact = { name: 'the SEND data team', email: 'data@example.org', phone: '01234 567890' };
    const told = { ...frame, catalogue: { ...catalogue, partnership: { ...partnership, contact } } };
    expect(textOf(renderPage(<AccessibilityPage frame={told} />))).toContain(
      'tell the SEND data team at data@example.org or on 01234 567890.',
    );
    expect(textOf(renderPage(<AccessibilityPage frame={frame} />))).toContain(
      'tell the person or team that gave you access',
    );
  });

  it('does not claim what has not been tested', () => {
    const text = textOf(renderPage(<AccessibilityPage frame={frame} />));
    expect(text).toContain('partially compliant');
    expect(text).toMatch(/What has not been done: an audit by somebody independent/);
  });
});

describe('how to read these pages', () => {
  it('explains every sign with the very sign', () => {
    const markup = renderPage(<ReadingPage frame={frame} />);
    for (const tag of ['tag-met', 'tag-on_track', 'tag-off_track', 'tag-no_target', 'tag-awaiting_data'])
      expect(markup).toContain(tag);
    expect(textOf(markup)).toContain('never altered');
  });
});
