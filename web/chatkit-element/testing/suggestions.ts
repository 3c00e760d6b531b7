// A panel in which tags and commands are looked for, and what a test does with it.
import '../define.ts';
import type { ChatKitOptions, Entity } from '@openai/chatkit';
import { expect } from 'vitest';
import { assistantMessage, confirmed, created, done } from './events.ts';
import { mount } from './mounted.ts';
import type { Script } from './scripted-server.ts';

export const people: Entity[] = [
  { id: 'u1', title: 'Ada Lovelace', group: 'People', interactive: true, data: { mail: 'ada@example.test' } },
  { id: 'd1', title: 'Plan', group: 'Documents' },
  { id: 'u2', title: 'Bo', group: 'People' },
];
/** As a host finds them. */
export const found = async (query: string) =>
  people.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()));
const answer: Script = ({ params }) => [created(), confirmed(params), done(assistantMessage('a1', 'Hi'))];

export function mountWith(options: Partial<ChatKitOptions>) {
  const mounted = mount({ 'threads.create': answer }, options);
  const { root } = mounted;
  const area = () => root.querySelector('textarea') as HTMLTextAreaElement;
  return {
    ...mounted,
    area,
    options: () => [...root.querySelectorAll<HTMLElement>('[role="option"]')],
    words: () =>
      [...root.querySelectorAll('[role="option"] .suggestion-words')].map((part) => part.textContent),
    active: () => root.querySelector('[aria-selected="true"] .suggestion-words')?.textContent,
    marks: () => [...root.querySelectorAll('.tag-layer mark')].map((mark) => mark.textContent),
    note: () => root.querySelector('.suggestions-note')?.textContent,
    /** Types at the end of the text, as with a keyboard. */
    write(words: string) {
      area().focus();
      area().setRangeText(words, area().value.length, area().value.length, 'end');
      area().dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
    },
    press(key: string, more: KeyboardEventInit = {}) {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more });
      area().dispatchEvent(event);
      return event;
    },
  };
}

/** A panel on the page, with its parts there that are fetched when an option asks for them. */
export async function mountReady(options: Partial<ChatKitOptions>) {
  const mounted = mountWith(options);
  const { area } = mounted;
  await expect.poll(() => area()?.getAttribute('aria-autocomplete'), { timeout: 10_000 }).toBe('list');
  return mounted;
}
