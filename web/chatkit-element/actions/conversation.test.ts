import { expect, test } from 'vitest';
import { type DraftAttachment, EMPTY_DRAFT } from '../state/chat-state.ts';
import { createStore } from '../state/store.ts';
import { assistantMessage, confirmed, created, done } from '../testing/events.ts';
import { json, type Script } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { createActions } from './actions.ts';

const composer = {
  tools: [
    { id: 'search', label: 'Search', icon: 'search' as const },
    { id: 'lab', label: 'Lab', icon: 'lab' as const, persistent: true },
  ],
  models: [
    { id: 'off', label: 'Off', disabled: true, default: true },
    { id: 'small', label: 'Small' },
    { id: 'large', label: 'Large' },
  ],
};
const answer: Script = ({ params }) => [created(), confirmed(params), done(assistantMessage('a1', 'Hi'))];

function composerOver(create: Script) {
  const test = testSession({ 'threads.create': create, 'threads.add_user_message': create }, { composer });
  const actions = createActions(test.session, { announcements: createStore(''), focusInput: () => {} });
  const settled = () => expect.poll(() => test.trace.at(-1)).toBe('response.end');
  return { ...test, actions, settled };
}

const attachment: DraftAttachment = {
  ...{ key: 'k1', name: 'a.png', mimeType: 'image/png', size: 3, previewUrl: 'data:image/png;base64,AA' },
  upload: 'done',
  stored: { type: 'file', id: 'atc_1', name: 'a.png', mime_type: 'image/png' },
};
const draft = {
  text: '@Buy milk  now ',
  tags: [{ start: 0, end: 9, entity: { id: 't7', title: 'Buy milk', icon: 'cube' } }],
  attachments: [attachment],
  quote: 'Pay bills',
};

test('a message carries the selected tool and the model; the tool serves once and the host is told', async () => {
  const { session, server, trace, actions, settled } = composerOver(answer);
  session.store.update((state) => ({ ...state, draft, toolId: 'search' }));
  expect(actions.send()).toBeNull();
  await settled();
  expect(server.requests[0]?.params.input).toMatchObject({
    attachments: ['atc_1'],
    quoted_text: 'Pay bills',
    inference_options: { tool_choice: { id: 'search' }, model: 'small' },
  });
  expect(session.store.get()).toMatchObject({ draft: EMPTY_DRAFT, toolId: null });
  expect(trace.filter((name) => name === 'tool.change')).toHaveLength(2);
});

test('a persistent tool stays selected', async () => {
  const { session, actions, settled } = composerOver(answer);
  session.store.update((state) => ({ ...state, draft, toolId: 'lab', modelId: 'large' }));
  actions.send();
  await settled();
  expect(session.store.get()).toMatchObject({ toolId: 'lab', modelId: 'large' });
});

test('a refused message gives everything back to the composer as it was, the tool too', async () => {
  const { session, actions, settled } = composerOver(() => json({}, 401));
  session.store.update((state) => ({ ...state, draft, toolId: 'search' }));
  actions.send();
  expect(session.store.get()).toMatchObject({ draft: EMPTY_DRAFT, toolId: null });
  await settled();
  expect(session.store.get()).toMatchObject({ draft, toolId: 'search' });
});

test('a refused message does not take the place of what was attached meanwhile', async () => {
  const { session, actions, settled } = composerOver(() => json({}, 401));
  session.store.update((state) => ({ ...state, draft }));
  actions.send();
  const later = { ...EMPTY_DRAFT, attachments: [{ ...attachment, key: 'k2' }] };
  session.store.update((state) => ({ ...state, draft: later }));
  await settled();
  expect(session.store.get().draft).toEqual(later);
});

test('nothing leaves while a file is on its way', () => {
  const { session, actions, server } = composerOver(answer);
  const attachments = [{ ...attachment, upload: 'running' as const }];
  session.store.update((state) => ({ ...state, draft: { ...draft, attachments } }));
  expect(actions.send()).toBe('uploading');
  expect(server.requests).toEqual([]);
  expect(session.store.get().draft.text).toBe(draft.text);
});
