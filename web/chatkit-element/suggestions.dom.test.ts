import { afterEach, expect, test } from 'vitest';
import { createGate } from './testing/gate.ts';
import { found, mountReady, mountWith, people } from './testing/suggestions.ts';

afterEach(() => document.body.replaceChildren());

test('`@` lists what the host finds by groups, and the text names the active one', async () => {
  const { root, area, write, words, press, active } = await mountReady({ entities: { onTagSearch: found } });
  write('Ask @');
  await expect.poll(words).toEqual(['Ada Lovelace', 'Bo', 'Plan']);
  expect([...root.querySelectorAll('[role="group"]')].map((group) => group.ariaLabel)).toEqual([
    'People',
    'Documents',
  ]);
  expect(root.querySelector('[role="listbox"]')?.id).toBe(area().getAttribute('aria-controls'));
  const named = () => root.getElementById(area().getAttribute('aria-activedescendant') ?? '')?.textContent;
  expect(named()).toContain('Ada Lovelace');
  expect(press('ArrowDown').defaultPrevented).toBe(true);
  await expect.poll(active).toBe('Bo');
  expect(named()).toContain('Bo');
  press('ArrowUp');
  await expect.poll(active).toBe('Ada Lovelace');
  press('ArrowUp');
  await expect.poll(active).toBe('Plan');
  await expect.poll(() => root.querySelector('[aria-live="polite"]')?.textContent).toBe('Suggestions: 3');
});

test.each(['Enter', 'Tab'])(
  '%s takes the active entity, which is sent as a tag with all that belongs to it',
  async (key) => {
    const { area, write, words, press, marks, server } = await mountReady({
      entities: { onTagSearch: found },
    });
    write('Ask @ad');
    await expect.poll(words).toEqual(['Ada Lovelace']);
    expect(press(key).defaultPrevented).toBe(true);
    expect(area().value).toBe('Ask @Ada Lovelace ');
    await expect.poll(marks).toEqual(['@Ada Lovelace']);
    await expect.poll(words).toEqual([]);
    write('about @pl');
    await expect.poll(words).toEqual(['Plan']);
    press(key);
    press('Enter');
    await expect
      .poll(() => server.requests[0]?.params.input)
      .toMatchObject({
        content: [
          { type: 'input_text', text: 'Ask ' },
          {
            type: 'input_tag',
            id: 'u1',
            text: 'Ada Lovelace',
            data: { mail: 'ada@example.test' },
            group: 'People',
            interactive: true,
          },
          { type: 'input_text', text: ' about ' },
          { type: 'input_tag', id: 'd1', text: 'Plan', data: {}, group: 'Documents', interactive: false },
        ],
      });
  },
);

test('a click takes an entity in the middle of a text, without taking the focus', async () => {
  const { root, area, write, words, options, marks } = await mountReady({ entities: { onTagSearch: found } });
  write('Ask  now');
  area().setRangeText('@b', 4, 4, 'end');
  area().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await expect.poll(words).toEqual(['Bo']);
  const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
  options()[0]?.dispatchEvent(press);
  expect(press.defaultPrevented).toBe(true);
  options()[0]?.click();
  await expect.poll(marks).toEqual(['@Bo']);
  expect(area().value).toBe('Ask @Bo now');
  expect(area().selectionStart).toBe(8);
  expect(root.activeElement).toBe(area());
});

test('Escape closes the list and is used up; it stays closed until another word is begun', async () => {
  const { write, words, press, server } = await mountReady({ entities: { onTagSearch: found } });
  write('@');
  await expect.poll(words).toHaveLength(3);
  expect(press('Escape').defaultPrevented).toBe(true);
  await expect.poll(words).toEqual([]);
  expect(press('Escape').defaultPrevented).toBe(false);
  write('b');
  write(' and @b');
  await expect.poll(words).toEqual(['Bo']);
  press('Escape');
  await expect.poll(words).toEqual([]);
  press('Enter');
  await expect.poll(() => server.requests.length).toBe(1);
});

test('keys of an input method are left to it', async () => {
  const { area, write, words, press } = await mountReady({ entities: { onTagSearch: found } });
  write('@b');
  await expect.poll(words).toEqual(['Bo']);
  expect(press('Enter', { isComposing: true }).defaultPrevented).toBe(false);
  expect(press('Enter', { keyCode: 229 }).defaultPrevented).toBe(false);
  expect(press('ArrowDown', { isComposing: true }).defaultPrevented).toBe(false);
  expect(area().value).toBe('@b');
});

test('an answer that comes after that of a later query is dropped', async () => {
  const slow = createGate();
  const asked: string[] = [];
  const onTagSearch = async (query: string) => {
    asked.push(query);
    if (query === '') await slow.passed;
    return found(query);
  };
  const { root, write, words } = await mountReady({ entities: { onTagSearch } });
  write('@');
  await expect.poll(() => asked).toEqual(['']);
  write('b');
  await expect.poll(words).toEqual(['Bo']);
  const shown: number[] = [];
  const observer = new MutationObserver(() => shown.push(words().length));
  observer.observe(root.querySelector('.field') as Element, { subtree: true, childList: true });
  slow.open();
  write('o');
  await expect.poll(() => asked).toEqual(['', 'b', 'bo']);
  write('x');
  await expect.poll(words).toEqual([]);
  observer.disconnect();
  expect(shown).not.toContain(3);
});

test('while nothing is found yet, Enter does not send what is half written', async () => {
  const slow = createGate();
  const onTagSearch = async (query: string) => {
    await slow.passed;
    return found(query);
  };
  const { root, write, press, words, server } = await mountReady({ entities: { onTagSearch } });
  write('@b');
  await expect.poll(() => root.querySelector('.suggestions-waiting')).not.toBeNull();
  expect(press('Enter').defaultPrevented).toBe(true);
  slow.open();
  await expect.poll(words).toEqual(['Bo']);
  expect(server.requests).toEqual([]);
});

test('when nothing fits, that is said, and Enter sends', async () => {
  const { write, press, note, server } = await mountReady({ entities: { onTagSearch: found } });
  write('@zz');
  await expect.poll(note).toBe('No matches');
  press('Enter');
  await expect
    .poll(() => server.requests[0]?.params.input)
    .toMatchObject({
      content: [{ type: 'input_text', text: '@zz' }],
    });
});

test('a name of several words is looked for as long as it fits', async () => {
  const { area, write, words, press } = await mountReady({ entities: { onTagSearch: async () => people } });
  write('@ada lo');
  await expect.poll(words).toEqual(['Ada Lovelace']);
  press('Enter');
  expect(area().value).toBe('@Ada Lovelace ');
});

test('a sentence that goes on after an address hides the list', async () => {
  const { root, write, words, press, server } = await mountReady({
    entities: { onTagSearch: async () => people },
  });
  write('@bo');
  await expect.poll(words).toHaveLength(3);
  write(' hello');
  await expect.poll(() => root.querySelector('.suggestions')).toBeNull();
  press('Enter');
  await expect.poll(() => server.requests.length).toBe(1);
});

test('a search that fails can be tried again, and the host is told', async () => {
  let isBroken = true;
  const onTagSearch = async (query: string) => {
    if (isBroken) throw new Error('No directory');
    return found(query);
  };
  const { write, words, note, button, trace } = await mountReady({ entities: { onTagSearch } });
  write('@b');
  await expect.poll(note).toContain('The search failed.');
  expect(trace).toEqual(['ready', 'error']);
  isBroken = false;
  button('Try again')?.click();
  await expect.poll(words).toEqual(['Bo']);
  expect(note()).toBeUndefined();
});

test('an edit within a tag makes it plain text, a deletion at its edge takes all of it', async () => {
  const { area, press, marks, element } = await mountReady({ entities: { onTagSearch: found } });
  const tag = (text: string) => ({ type: 'input_tag' as const, id: text, text });
  await element.setComposerValue({ content: [tag('Ada'), { type: 'input_text', text: ' ' }, tag('Bo')] });
  await expect.poll(marks).toEqual(['@Ada', '@Bo']);
  area().focus();
  area().setRangeText('x', 2, 2, 'end');
  area().dispatchEvent(new InputEvent('input', { bubbles: true }));
  await expect.poll(marks).toEqual(['@Bo']);
  area().setSelectionRange(9, 9);
  expect(press('Backspace').defaultPrevented).toBe(false);
  expect([area().selectionStart, area().selectionEnd]).toEqual([6, 9]);
});

test('the `@` button begins a mention', async () => {
  const { button, area, words } = await mountReady({
    entities: { onTagSearch: found, showComposerMenu: true },
  });
  await expect.poll(() => button('Mention something')).toBeDefined();
  button('Mention something')?.click();
  await expect.poll(words).toHaveLength(3);
  expect(area().value).toBe('@');
});

test('there is no `@` button without a search', async () => {
  const { root, button } = mountWith({ entities: { showComposerMenu: true } });
  await expect.poll(() => button('Send message')).toBeDefined();
  expect(root.querySelectorAll('.composer button')).toHaveLength(1);
});
