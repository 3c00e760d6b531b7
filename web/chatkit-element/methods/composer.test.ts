import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../state/chat-state.ts';
import { testSession } from '../testing/test-session.ts';
import { setComposerValue } from './composer.ts';

const composer = {
  tools: [{ id: 'search', label: 'Search', icon: 'search' as const }],
  models: [
    { id: 'small', label: 'Small' },
    { id: 'off', label: 'Off', disabled: true },
  ],
};
const set = () => {
  const { session, trace } = testSession({}, { composer });
  return { session, trace, state: session.store.get };
};

test('only what is given changes', async () => {
  const { session, state } = set();
  await setComposerValue(session, { text: 'Hello', reply: 'Quoted', selectedModelId: 'small' });
  await setComposerValue(session, { selectedToolId: 'search' });
  expect(state()).toMatchObject({
    draft: { ...EMPTY_DRAFT, text: 'Hello', quote: 'Quoted' },
    toolId: 'search',
    modelId: 'small',
  });
  await setComposerValue(session, { reply: '' });
  expect(state().draft).toMatchObject({ text: 'Hello', quote: '' });
});

test('content wins over text, and its tags stand in the text', async () => {
  const { session, state } = set();
  const content = [
    { type: 'input_text' as const, text: 'Move ' },
    { type: 'input_tag' as const, id: 't7', text: 'Buy milk', data: { n: 7 } },
  ];
  await setComposerValue(session, { text: 'not this', content });
  const { text, tags } = state().draft;
  expect(text).toBe('Move @Buy milk');
  expect(tags).toMatchObject([
    { start: 5, end: 14, entity: { id: 't7', title: 'Buy milk', data: { n: 7 } } },
  ]);
});

test('null clears the tool and undefined keeps it; the host hears of each change once', async () => {
  const { session, state, trace } = set();
  await setComposerValue(session, { selectedToolId: 'search' });
  await setComposerValue(session, { text: 'Hi' });
  expect(state().toolId).toBe('search');
  await setComposerValue(session, { selectedToolId: null });
  await setComposerValue(session, { selectedToolId: null });
  expect(state().toolId).toBeNull();
  expect(trace).toEqual(['tool.change', 'tool.change']);
});

test.each([
  [{ selectedToolId: 'nothing' }, 'composer.tools has no "nothing"'],
  [{ selectedModelId: 'off' }, 'composer.models has no "off"'],
  [{ files: [new File(['x'], 'x.txt')] }, 'composer.attachments is not enabled'],
])('%o is refused, and nothing of the call is done', async (value, reason) => {
  const { session, state } = set();
  await expect(setComposerValue(session, { text: 'Hi', ...value })).rejects.toThrow(reason);
  expect(state().draft).toEqual(EMPTY_DRAFT);
});

test('a locked thread takes nothing', async () => {
  const { session } = set();
  const thread = { id: 't', created_at: '', status: { type: 'locked' as const } };
  session.store.update((state) => ({ ...state, thread }));
  await expect(setComposerValue(session, { text: 'Hi' })).rejects.toMatchObject({ name: 'IntegrationError' });
});
