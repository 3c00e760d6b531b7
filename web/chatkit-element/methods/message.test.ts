import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../state/chat-state.ts';
import { assistantMessage, confirmed, created, done } from '../testing/events.ts';
import type { Script } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { sendUserMessage } from './message.ts';

const answer: Script = ({ params }) => [created(), confirmed(params), done(assistantMessage('a1', 'Hi'))];
const made = () => testSession({ 'threads.create': answer, 'threads.add_user_message': answer });

test('all that a host gives is on the wire, and nothing of the composer changes', async () => {
  const { session, server } = made();
  const draft = { ...EMPTY_DRAFT, text: 'half a thought', quote: 'kept' };
  session.store.update((state) => ({ ...state, draft, toolId: 'mine', modelId: 'mine' }));
  await sendUserMessage(session, {
    text: 'not this',
    content: [{ type: 'input_tag', id: 't7', text: 'Buy milk', group: 'Tasks' }],
    reply: 'Which one?',
    attachments: [{ type: 'file', id: 'atc_1', name: 'a.txt', mime_type: 'text/plain' }],
    toolChoice: { id: 'search' },
    model: 'large',
  });
  expect(server.requests[0]?.params.input).toEqual({
    content: [
      { type: 'input_tag', id: 't7', text: 'Buy milk', group: 'Tasks', data: {}, interactive: false },
    ],
    attachments: ['atc_1'],
    quoted_text: 'Which one?',
    inference_options: { tool_choice: { id: 'search' }, model: 'large' },
  });
  expect(session.store.get()).toMatchObject({ draft, toolId: 'mine', modelId: 'mine' });
});

test('a message may open a thread of its own', async () => {
  const { session, server } = made();
  await sendUserMessage(session, { text: 'One' });
  await sendUserMessage(session, { text: 'Two', newThread: true });
  expect(server.requests.map(({ type }) => type)).toEqual(['threads.create', 'threads.create']);
});

test('an attachment alone is a message; nothing at all is none', async () => {
  const { session, server } = made();
  const file = { type: 'file' as const, id: 'atc_1', name: 'a.txt', mime_type: 'text/plain' };
  await sendUserMessage(session, { attachments: [file] });
  expect(server.requests[0]?.params.input).toMatchObject({ content: [], attachments: ['atc_1'] });
  await expect(sendUserMessage(session, { text: ' ', reply: 'Hm' })).rejects.toThrow('the message is empty');
  await expect(sendUserMessage(session, {})).rejects.toMatchObject({ name: 'IntegrationError' });
});
