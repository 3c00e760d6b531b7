import { expect, test } from 'vitest';
import { EMPTY_CHAT } from './chat-state.ts';
import { choiceOf, keepOffered, modelOf, toolOf } from './choice.ts';

const models = [
  { id: 'off', label: 'Off', disabled: true },
  { id: 'small', label: 'Small' },
  { id: 'large', label: 'Large', default: true },
];
const tools = [{ id: 'search', label: 'Search', icon: 'search' as const }];

test('the default model is selected, else the first that can be; a selection wins over both', () => {
  expect(modelOf(EMPTY_CHAT, { composer: { models } })?.id).toBe('large');
  expect(modelOf(EMPTY_CHAT, { composer: { models: models.slice(0, 2) } })?.id).toBe('small');
  expect(modelOf({ ...EMPTY_CHAT, modelId: 'small' }, { composer: { models } })?.id).toBe('small');
  expect(modelOf({ ...EMPTY_CHAT, modelId: 'off' }, { composer: { models } })?.id).toBe('large');
});

test('without models and tools the choice is left to the server', () => {
  expect(choiceOf({ ...EMPTY_CHAT, toolId: 'search', modelId: 'x' }, {})).toEqual({
    toolId: null,
    modelId: null,
  });
});

test('new options keep a selection that they still offer and clear another', () => {
  const state = { ...EMPTY_CHAT, toolId: 'search', modelId: 'small' };
  expect(keepOffered(state, { composer: { models, tools } })).toBe(state);
  expect(keepOffered(state, { composer: { tools: [] } })).toMatchObject({ toolId: null, modelId: null });
  expect(toolOf(state, { composer: { tools } })?.label).toBe('Search');
});
