import type { ChatKitOptions } from '@openai/chatkit';
import { expect, test } from 'vitest';
import { setComposerValue } from '../methods/composer.ts';
import { withFiles } from '../testing/file-server.ts';
import { createGate } from '../testing/gate.ts';
import { json, type Script } from '../testing/scripted-server.ts';
import { testSession } from '../testing/test-session.ts';
import { attachFiles, removeAttachment, retryUpload } from './attachments.ts';
import { startNewThread } from './thread.ts';

type Answer = Parameters<typeof withFiles>[1];
type Strategy = { type: 'two_phase' } | { type: 'direct'; uploadUrl: string };

const stored = { type: 'file', id: 'atc_1', name: 'list.txt', mime_type: 'text/plain' };
const list = () => new File(['milk'], 'list.txt', { type: 'text/plain' });
const DIRECT: Strategy = { type: 'direct', uploadUrl: '/files' };

function composerWith(
  uploadStrategy: Strategy,
  answer: Answer,
  scripts: Record<string, Script> = {},
  attachments: object = {},
) {
  const options: Partial<ChatKitOptions> = {};
  const made = testSession({ 'attachments.delete': () => json({}), ...scripts }, options);
  const files = withFiles(made.server.fetch, answer);
  Object.assign(options, {
    api: { url: '/chatkit', domainKey: 'x', fetch: files.fetch, uploadStrategy },
    composer: { attachments: { enabled: true, ...attachments } },
  });
  const attached = () => made.session.store.get().draft.attachments;
  return { ...made, ...files, attached, key: () => attached()[0]?.key ?? '' };
}

const bodyOf = (uploads: { body: unknown }[]): unknown => uploads[0]?.body;

const deleted = (server: { requests: { type: string; params: object }[] }) =>
  server.requests.filter(({ type }) => type === 'attachments.delete').map(({ params }) => params);

test('direct: a file goes to the upload address as a form, and what comes back is what a message names', async () => {
  const { session, uploads, attached } = composerWith(DIRECT, () => json(stored));
  attachFiles(session, [list()]);
  expect(attached()).toMatchObject([{ name: 'list.txt', size: 4, upload: 'running' }]);
  await expect.poll(attached).toMatchObject([{ upload: 'done', stored }]);
  expect(uploads).toMatchObject([{ url: '/files', method: 'POST' }]);
  const sent = (bodyOf(uploads) as FormData).get('file') as File;
  expect([sent.name, await sent.text()]).toEqual(['list.txt', 'milk']);
  expect(Object.getPrototypeOf(uploads[0]?.headers)).toBe(Object.prototype);
});

const describedBy =
  (method: 'PUT' | 'POST'): Script =>
  () =>
    json({
      ...stored,
      upload_descriptor: { url: 'https://store.test/files/1', method, headers: { 'x-key': 'k' } },
    });

test('two phases, PUT: the server describes the place, and the bytes go there as they are', async () => {
  const create = describedBy('PUT');
  const { session, uploads, server, attached } = composerWith({ type: 'two_phase' }, () => new Response(), {
    'attachments.create': create,
  });
  attachFiles(session, [list()]);
  await expect.poll(attached).toMatchObject([{ upload: 'done', stored }]);
  expect(server.requests[0]?.params).toEqual({ name: 'list.txt', size: 4, mime_type: 'text/plain' });
  expect(uploads).toMatchObject([
    { url: 'https://store.test/files/1', method: 'PUT', headers: { 'x-key': 'k' } },
  ]);
  expect(await (bodyOf(uploads) as File).text()).toBe('milk');
  expect(attached()[0]?.stored).not.toHaveProperty('upload_descriptor');
});

test('two phases, POST: the bytes go as a form', async () => {
  const create = describedBy('POST');
  const { session, uploads, attached } = composerWith({ type: 'two_phase' }, () => new Response(), {
    'attachments.create': create,
  });
  attachFiles(session, [list()]);
  await expect.poll(attached).toMatchObject([{ upload: 'done' }]);
  expect(uploads[0]?.body).toBeInstanceOf(FormData);
});

test.each([
  ['a refusal', () => json({}, 413), 'too_large', 'http'],
  ['a lost connection', () => Promise.reject(new TypeError('Failed to fetch')), 'network', 'network'],
  ['an answer that names no attachment', () => json({ ok: true }), 'failed', 'protocol'],
])(
  '%s leaves a file that says so, tells the host, and can be tried again',
  async (_, answer, problem, code) => {
    let calls = 0;
    const first: Answer = () => (calls++ === 0 ? answer() : json(stored));
    const { session, attached, key, trace } = composerWith(DIRECT, first);
    attachFiles(session, [list()]);
    await expect.poll(attached).toMatchObject([{ upload: 'failed', problem }]);
    expect(trace).toEqual([`error{${code}}`]);
    retryUpload(session, key());
    await expect.poll(attached).toMatchObject([{ upload: 'done', stored }]);
  },
);

test('a second phase that fails leaves nothing behind on the server', async () => {
  const create = describedBy('PUT');
  const { session, server, attached } = composerWith({ type: 'two_phase' }, () => json({}, 500), {
    'attachments.create': create,
  });
  attachFiles(session, [list()]);
  await expect.poll(attached).toMatchObject([{ upload: 'failed' }]);
  await expect.poll(() => deleted(server)).toEqual([{ attachment_id: 'atc_1' }]);
});

test('removing a file on its way aborts it and fails nothing', async () => {
  const { session, uploads, attached, key, trace } = composerWith(DIRECT, () => new Promise(() => {}));
  attachFiles(session, [list()]);
  await expect.poll(() => uploads.length).toBe(1);
  removeAttachment(session, key());
  expect(uploads[0]?.signal?.aborted).toBe(true);
  expect(attached()).toEqual([]);
  expect(session.uploads.size).toBe(0);
  expect(trace).toEqual([]);
});

test('a file that is removed before the server has made room for it is forgotten there, and its bytes never leave', async () => {
  const gate = createGate();
  const { session, server, uploads, key } = composerWith({ type: 'two_phase' }, () => new Response(), {
    'attachments.create': () =>
      new Response(
        new ReadableStream({
          async start(body) {
            await gate.passed;
            const upload_descriptor = { url: '/files/1', method: 'PUT', headers: {} };
            body.enqueue(new TextEncoder().encode(JSON.stringify({ ...stored, upload_descriptor })));
            body.close();
          },
        }),
      ),
  });
  attachFiles(session, [list()]);
  removeAttachment(session, key());
  gate.open();
  await expect.poll(() => deleted(server)).toEqual([{ attachment_id: 'atc_1' }]);
  expect(uploads).toEqual([]);
});

test('removing a file that is there lets the server forget it; one that the host gave stays there', async () => {
  const { session, server, attached, key } = composerWith(DIRECT, () => json(stored));
  attachFiles(session, [list()]);
  await expect.poll(attached).toMatchObject([{ upload: 'done' }]);
  removeAttachment(session, key());
  await expect.poll(() => deleted(server)).toEqual([{ attachment_id: 'atc_1' }]);
  const given = { type: 'file' as const, id: 'doc_9', name: 'Terms', mime_type: 'text/plain' };
  await setComposerValue(session, { attachments: [given] });
  removeAttachment(session, key());
  expect(attached()).toEqual([]);
  expect(deleted(server)).toHaveLength(1);
});

test('files that break a rule are named, and none of them is sent', () => {
  const { session, uploads, attached } = composerWith(DIRECT, () => json(stored), {}, { maxSize: 5 });
  attachFiles(session, [list(), new File(['butter'], 'b.txt')]);
  expect(attached()).toEqual([]);
  expect(uploads).toEqual([]);
  expect(session.store.get().notices).toMatchObject([
    { level: 'warning', sentence: { text: 'file_size', values: { name: 'b.txt', max: '5 B' } } },
  ]);
});

test('an upload that ends while another thread is shown is found in the draft that it belongs to', async () => {
  const gate = createGate();
  const { session, attached } = composerWith(DIRECT, async () => {
    await gate.passed;
    return json(stored);
  });
  session.store.update((state) => ({ ...state, threadId: 'thr_1' }));
  attachFiles(session, [list()]);
  startNewThread(session);
  expect(attached()).toEqual([]);
  gate.open();
  await expect
    .poll(() => session.drafts.get('thr_1')?.attachments)
    .toMatchObject([{ upload: 'done', stored }]);
});
