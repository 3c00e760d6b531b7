import { expect, test } from 'vitest';
import type { SyncAction } from './actions.ts';
import { chat, type User, withWidget } from './testing/chat.ts';
import { syncAction, widget } from './testing/script.ts';

const refusal = (status: number, code: string) => expect.objectContaining({ status, code });
const CREATE_USER = { type: 'create_user', payload: { user_id: '123' } };
const sent = (id: string) => widget(id, '', 'Email sent!').widget;

test('S21 a sync action goes to its handler and answers with the widget as it is now, which is stored', async () => {
  const seen: SyncAction<User>[] = [];
  const made = chat({
    actions: {
      async sync(call) {
        seen.push(structuredClone(call));
        return call.sender ? { ...call.sender, widget: sent('') } : undefined;
      },
    },
  });
  const item = await withWidget(made);
  const body = await made.json(syncAction(item.thread_id, CREATE_USER, item.id));
  const thread = await made.saved(item.thread_id);
  const { user: context } = made;
  expect(seen).toEqual([{ action: CREATE_USER, sender: item, thread, context, metadata: {} }]);
  expect(body).toEqual({ updated_item: { ...item, widget: sent('') } });
  expect((await made.items(item.thread_id))[1]).toEqual({ ...item, widget: sent('') });
});

test('U15 a sync action of an item that is no widget is refused', async () => {
  const made = chat({ actions: { sync: () => undefined } });
  const id = await made.thread();
  const body = syncAction(id, CREATE_USER, (await made.items(id))[0]?.id);
  await expect(made.server.process(body, made.user)).rejects.toThrow(refusal(400, 'invalid_request'));
});

test('a sync handler cannot answer with an item that is not the sender', async () => {
  const made = chat({
    actions: { sync: ({ sender }) => (sender ? { ...sender, id: 'other' } : widget('w', 't', 'x')) },
  });
  const { thread_id, id } = await withWidget(made);
  for (const item_id of [id, undefined]) {
    const process = made.server.process(syncAction(thread_id, CREATE_USER, item_id), made.user);
    await expect(process).rejects.toThrow('is not the sender');
  }
  expect(await made.items(thread_id)).toHaveLength(2);
});
