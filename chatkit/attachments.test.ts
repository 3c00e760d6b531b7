import { expect, test } from 'vitest';
import type { AttachmentStore } from './attachments.ts';
import { newAttachmentId } from './ids.ts';
import { createChatKitServer } from './index.ts';
import type { Attachment } from './protocol/content.ts';
import type { Page } from './protocol/thread.ts';
import { type Chat, chat, ownerOf, threadIdOf, type User } from './testing/chat.ts';
import { MemoryStore, STORES } from './testing/memory-store.ts';
import { add, create } from './testing/script.ts';

const refusal = (status: number, code: string) => expect.objectContaining({ status, code });

const TEXT = { name: 'test-file-name', size: 1024, mime_type: 'text/plain' };
const createFile = (params = TEXT) => ({ type: 'attachments.create', params });
const deleteFile = (attachment_id: string) => ({ type: 'attachments.delete', params: { attachment_id } });

class Files implements AttachmentStore<User> {
  readonly held = new Set<string>();

  async createAttachment({ name, mime_type }: typeof TEXT): Promise<Attachment> {
    const id = newAttachmentId();
    this.held.add(id);
    const url = `https://example.com/${id}`;
    const upload_descriptor = {
      url: `${url}/upload`,
      method: 'PUT' as const,
      headers: { 'X-My-Header': 'my-value' },
    };
    const fields = { id, name, mime_type, upload_descriptor, metadata: { source: 'test' } };
    return mime_type.startsWith('image/')
      ? { type: 'image', preview_url: `${url}/preview`, ...fields }
      : { type: 'file', ...fields };
  }

  async deleteAttachment(id: string): Promise<void> {
    this.held.delete(id);
  }
}

function withFiles(store: MemoryStore<User> = new MemoryStore<User>(ownerOf)) {
  const files = new Files();
  const rows = store;
  return { ...chat({ store, attachments: files }), files, rows };
}

/** A file that is uploaded and in no message yet. */
const uploaded = ({ json }: Chat) => json<Attachment>(createFile());

test('S24 a created file answers without its metadata, which is stored', async () => {
  const { json, files, rows, user } = withFiles();
  const body = await json<Attachment>(createFile());
  expect(body).toEqual({
    type: 'file',
    id: body.id,
    name: 'test-file-name',
    mime_type: 'text/plain',
    upload_descriptor: {
      url: `https://example.com/${body.id}/upload`,
      method: 'PUT',
      headers: { 'X-My-Header': 'my-value' },
    },
  });
  expect([...files.held]).toEqual([body.id]);
  expect(await rows.loadAttachment(body.id, user)).toEqual({ ...body, metadata: { source: 'test' } });
});

test('S25 a created image has its preview', async () => {
  const { json, files } = withFiles();
  const body = await json<Attachment>(createFile({ ...TEXT, mime_type: 'image/png' }));
  expect(body).toMatchObject({ type: 'image', preview_url: `https://example.com/${body.id}/preview` });
  expect(body.upload_descriptor?.url).toBe(`https://example.com/${body.id}/upload`);
  expect([...files.held]).toEqual([body.id]);
});

test('S26 a message carries its attachments without their metadata; the responder has it', async () => {
  const made = withFiles();
  const file = await uploaded(made);
  const all = await made.events(create('With file', { attachments: [file.id] }));
  const thread_id = threadIdOf(all);
  expect(all[1]).toMatchObject({ item: { attachments: [{ ...file, thread_id }] } });
  const page = await made.json<Page<unknown>>({ type: 'items.list', params: { thread_id } });
  expect(page.data).toMatchObject([{ attachments: [{ ...file, thread_id }] }]);
  expect(JSON.stringify([all, page])).not.toContain('source');
  expect(made.turns[0]?.input?.attachments).toEqual([{ ...file, thread_id, metadata: { source: 'test' } }]);
});

test.each(STORES)(
  'S27, S28 an attachment belongs to the thread its message is stored in (%s)',
  async (_, Kind) => {
    const made = withFiles(new Kind<User>(ownerOf));
    const files = [await uploaded(made), await uploaded(made), await uploaded(made)];
    const [one, two, three] = files.map(({ id }) => id) as [string, string, string];
    const id = threadIdOf(await made.events(create('New', { attachments: [one] })));
    await made.events(add(id, 'More', { attachments: [two, three] }));
    const threads = files.map(async (file) => (await made.rows.loadAttachment(file.id, made.user)).thread_id);
    expect(await Promise.all(threads)).toEqual([id, id, id]);
  },
);

test('S29, S31 without an attachment store files and messages with files are refused', async () => {
  const { server, store, user } = chat();
  for (const body of [createFile(), deleteFile('atc_1'), create('Hi', { attachments: ['atc_1'] })]) {
    await expect(server.process(body, user)).rejects.toThrow(refusal(400, 'attachments_not_supported'));
  }
  expect((await store.loadThreads({ limit: 9, order: 'asc' }, user)).data).toEqual([]);
});

test('S29 an attachment store beside a store that keeps no attachments is an error of configuration', () => {
  const store = Object.assign(new MemoryStore<User>(ownerOf), { loadAttachment: undefined });
  async function* respond() {}
  const made = () => createChatKitServer<User>({ store: store as never, attachments: new Files(), respond });
  expect(made).toThrow('needs a store with');
});

test('S30 a deleted file leaves the attachment store and the store', async () => {
  const made = withFiles();
  const { id } = await uploaded(made);
  expect(await made.json(deleteFile(id))).toEqual({});
  expect(made.files.held.size).toBe(0);
  await expect(made.server.process(deleteFile(id), made.user)).rejects.toThrow(refusal(404, 'not_found'));
});

test('U04 another user’s attachment and an unknown one are the same 404, and stay as they are', async () => {
  const store = new MemoryStore<User>(ownerOf);
  const [owner, stranger] = [withFiles(store), withFiles(store)];
  const { id } = await uploaded(owner);
  const thread = await stranger.thread();
  for (const file of [id, 'atc_unknown']) {
    for (const body of [
      deleteFile(file),
      create('Hi', { attachments: [file] }),
      add(thread, 'Hi', { attachments: [file] }),
    ]) {
      await expect(stranger.server.process(body, stranger.user)).rejects.toThrow(refusal(404, 'not_found'));
    }
  }
  expect((await store.loadThreads({ limit: 9, order: 'asc' }, stranger.user)).data).toHaveLength(1);
  expect(await stranger.items(thread)).toHaveLength(1);
  expect([...owner.files.held]).toEqual([id]);
  expect((await store.loadAttachment(id, owner.user)).thread_id).toBeUndefined();
});

test.each(STORES)('a message that is refused leaves its attachments as they were (%s)', async (_, Kind) => {
  const made = withFiles(new Kind<User>(ownerOf));
  const { id } = await uploaded(made);
  const thread = await made.thread();
  const locked = { ...(await made.saved(thread)), status: { type: 'locked' as const } };
  await made.store.saveThread(locked, made.user);
  for (const [threadId, status] of [
    [thread, 409],
    ['thr_unknown', 404],
  ] as const) {
    const body = add(threadId, 'Hi', { attachments: [id] });
    await expect(made.server.process(body, made.user)).rejects.toThrow(expect.objectContaining({ status }));
  }
  expect((await made.rows.loadAttachment(id, made.user)).thread_id).toBeUndefined();
});

test('a file whose row cannot be stored is taken back', async () => {
  const made = withFiles();
  made.rows.saveAttachment = () => Promise.reject(new Error('disk full'));
  await expect(made.server.process(createFile(), made.user)).rejects.toThrow('disk full');
  expect(made.files.held.size).toBe(0);
});

test('U19 a file that cannot be deleted keeps its row, so that it can be deleted later', async () => {
  const made = withFiles();
  const { id } = await uploaded(made);
  const fails = chat({
    store: made.rows,
    attachments: {
      createAttachment: made.files.createAttachment,
      deleteAttachment: () => Promise.reject(new Error('bucket away')),
    },
  });
  await expect(fails.server.process(deleteFile(id), made.user)).rejects.toThrow('bucket away');
  expect(await made.json(deleteFile(id))).toEqual({});
});
