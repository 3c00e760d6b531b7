import type { Command, CommandSelection, Entity } from '@openai/chatkit';
import { afterEach, expect, test } from 'vitest';
import { createGate } from './testing/gate.ts';
import { found, mountReady, people } from './testing/suggestions.ts';

afterEach(() => document.body.replaceChildren());

const commands: Command[] = [
  { id: 'export', label: 'Export', description: 'All tasks as a file', icon: 'document' },
  { id: 'go', label: 'Go to list…' },
  { id: 'today', label: 'Today' },
];
const lists: Command[] = [
  { id: 'home', label: 'Home' },
  { id: 'work', label: 'Work' },
];
const onSearch = async (query: string) =>
  commands.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase()));

test('a command runs with what the host found, and what was typed for it goes', async () => {
  const ran: string[] = [];
  const onSelect = async ({ id }: Command) => void ran.push(id);
  const { area, write, words, press } = await mountReady({ commands: { enabled: true, onSearch, onSelect } });
  write('/ex');
  await expect.poll(words).toEqual(['ExportAll tasks as a file']);
  press('Enter');
  await expect.poll(() => ran).toEqual(['export']);
  await expect.poll(() => area().value).toBe('');
  await expect.poll(words).toEqual([]);
});

test('a command can insert an entity', async () => {
  const onSelect = async (): Promise<CommandSelection> => ({ type: 'entity', entity: people[1] as Entity });
  const { area, write, words, press, marks } = await mountReady({
    commands: { enabled: true, onSearch, onSelect },
  });
  write('/tod');
  await expect.poll(words).toEqual(['Today']);
  press('Enter');
  await expect.poll(marks).toEqual(['@Plan']);
  expect(area().value).toBe('@Plan ');
});

test('a command can lead to others, and Backspace and Escape lead back', async () => {
  const ran: string[] = [];
  const onSelect = async ({ id }: Command): Promise<CommandSelection | undefined> => {
    ran.push(id);
    return id === 'go' ? { type: 'menu', commands: lists } : undefined;
  };
  const { root, area, write, words, press } = await mountReady({
    commands: { enabled: true, onSearch, onSelect },
  });
  write('/go');
  await expect.poll(words).toEqual(['Go to list…']);
  press('Enter');
  await expect.poll(words).toEqual(['Home', 'Work']);
  expect(area().value).toBe('/');
  expect(root.querySelector('[role="listbox"]')?.ariaLabel).toBe('Go to list…');
  expect(press('Backspace').defaultPrevented).toBe(true);
  await expect.poll(words).toHaveLength(3);
  press('ArrowDown');
  press('Enter');
  await expect.poll(words).toEqual(['Home', 'Work']);
  expect(press('Escape').defaultPrevented).toBe(true);
  await expect.poll(words).toHaveLength(3);
  press('ArrowDown');
  press('Enter');
  await expect.poll(words).toEqual(['Home', 'Work']);
  write('wo');
  await expect.poll(words).toEqual(['Work']);
  press('Enter');
  await expect.poll(() => ran).toEqual(['go', 'go', 'go', 'work']);
  await expect.poll(() => area().value).toBe('');
});

test('a command that fails says so and stays; one that was left changes nothing any more', async () => {
  const gate = createGate();
  const onSelect = async ({ id }: Command): Promise<CommandSelection> => {
    if (id === 'export') throw new Error('Disk full');
    await gate.passed;
    return { type: 'menu', commands: lists };
  };
  const { root, area, write, words, press, note, trace } = await mountReady({
    commands: { enabled: true, onSearch, onSelect },
  });
  write('/');
  await expect.poll(words).toHaveLength(3);
  press('Enter');
  await expect.poll(note).toBe('That did not work. Please try again.');
  expect(trace).toEqual(['ready', 'error']);
  press('ArrowDown');
  press('Enter');
  await expect.poll(() => root.querySelector('[role="option"][aria-busy]')).not.toBeNull();
  press('Escape');
  await expect.poll(words).toEqual([]);
  gate.open();
  await gate.passed;
  expect(area().value).toBe('/');
});

test('the composer offers its own commands beside those of the host', async () => {
  const tools = [{ id: 'search', label: 'Search the web', icon: 'globe' as const }];
  const { area, write, words, press, button } = await mountReady({
    commands: { enabled: true },
    composer: { tools },
    entities: { onTagSearch: found },
  });
  write('/');
  await expect.poll(words).toEqual(['Mention something', 'Search the web']);
  write('web');
  await expect.poll(words).toEqual(['Search the web']);
  press('Enter');
  await expect.poll(() => button('Stop using Search the web')).toBeDefined();
  expect(area().value).toBe('');
});
