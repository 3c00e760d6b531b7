import { expect, test } from 'vitest';
import { assistantMessage, userMessage } from '../testing/events.ts';
import { type ChatState, EMPTY_CHAT, type ItemRow, type ProblemRow } from './chat-state.ts';
import { mergeItems } from './merge-items.ts';
import { rowsOf } from './rows.ts';

const unsent = (text: string): ItemRow => ({
  kind: 'item',
  key: 'local_2',
  turn: 2,
  item: userMessage('local_2', text),
  pending: false,
  mark: 'unsent',
  input: { content: [], attachments: [], inference_options: {} },
});
const problem: ProblemRow = {
  kind: 'problem',
  key: 'p',
  turn: 2,
  problem: { kind: 'network', retry: 'turn' },
};
const shown = [userMessage('m1', 'One'), assistantMessage('a1', 'Answer')];
const state: ChatState = { ...EMPTY_CHAT, rows: [...rowsOf(shown), unsent('Two'), problem] };

test('an unsent message and its problem stay behind the row they followed', () => {
  const more = [...shown, assistantMessage('a9', 'From elsewhere')];
  expect(mergeItems(state, more, null).rows.map((row) => row.key)).toEqual([
    'm1',
    'a1',
    'local_2',
    'p',
    'a9',
  ]);
});

test('an unsent message that was stored after all becomes the stored one, and its problem goes', () => {
  const { rows } = mergeItems(state, [...shown, userMessage('m2', 'Two')], null);
  expect(rows.map((row) => row.key)).toEqual(['m1', 'a1', 'local_2']);
  expect(rows.at(-1)).toMatchObject({ item: { id: 'm2' } });
  expect(rows.at(-1)).not.toHaveProperty('input');
});

test('the same words that were on screen before are another message', () => {
  const { rows } = mergeItems({ ...state, rows: [...rowsOf(shown), unsent('One')] }, shown, null);
  expect(rows.map((row) => row.key)).toEqual(['m1', 'a1', 'local_2']);
});

test('what the server has deleted goes', () => {
  expect(mergeItems({ ...EMPTY_CHAT, rows: rowsOf(shown) }, [], null).rows).toEqual([]);
});
