import { beforeEach, describe, expect, it } from 'vitest';
import { type Built, build, homeWith } from './home.ts';

let built: Built;
beforeEach(async () => {
  built = await build(await homeWith(1));
});

async function ask(url: string): Promise<{ status: number; text: string; body: string }> {
  const { statusCode, body } = await built.app.inject({ url, headers: { accept: 'text/html' } });
  return { status: statusCode, body, text: body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ') };
}

describe('the overview’s address', () => {
  it.each([
    ['/?item=bees:be-ambitious', 2],
    ['/?item=bees%3Abe-well', 2],
    ['/?item=improvement:AI2', 4],
    ['/?status=awaiting_data', 1],
    ['/?tier=core', 2],
    ['/?tier=all', 4],
    ['/?special=on', 2],
    ['/?q=plans', 1],
    ['/?q=SESSIONS+possible', 1],
    ['/?item=bees:be-well&tier=core', 1],
    ['/?item=bees:be-well&q=plans', 0],
    ['/?area=dspl-1&status=met', 1],
  ])('%s finds %d', async (url, count) => {
    const { status, text } = await ask(url);
    expect(status).toBe(200);
    expect(text).toContain(
      count === 0 ? 'No indicator mentions “plans” and serves' : `${count} of 4 indicators`,
    );
  });

  it('may have empty fields, as a form without a script sends them', async () => {
    const { text } = await ask('/?area=&q=&item=&status=&tier=');
    expect(text).toContain('What needs attention');
  });

  it.each([
    ['/?item=bees:be-wel', 404, 'Did you mean'],
    ['/?item=nonsense', 400, 'bees:be-safe'],
    ['/?status=offtrack', 400, 'off_track'],
    ['/?tier=top', 400, 'headline'],
    ['/?area=nowhere', 404, 'dspl-1'],
    [`/?q=${'a'.repeat(201)}`, 400, '200'],
  ])('%s is refused with advice', async (url, status, words) => {
    const answer = await ask(url);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain(words);
  });

  it('of a framework’s item shows that item’s indicators alone', async () => {
    const { text } = await ask('/bees/be-well');
    expect(text).toContain('2 indicators: 1 with no target due and 1 awaiting data');
    expect(text).not.toContain('Requests for assessment');
  });
});
