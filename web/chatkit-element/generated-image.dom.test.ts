import './define.ts';
import { afterEach, expect, test } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import { added, cancellable, confirmed, created, done, generatedImage } from './testing/events.ts';
import { createGate } from './testing/gate.ts';
import { mount } from './testing/mounted.ts';
import { json, type Script, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const PNG = 'data:image/png;base64,iVBORw0KGgo=';
const partial = (progress: number): ThreadStreamEvent => ({
  ...{ type: 'thread.item.updated', item_id: 'i1' },
  update: { type: 'generated_image.updated', image: { id: 'p', url: PNG }, progress },
});
const drawing = (...events: ThreadStreamEvent[]): Script =>
  async function* ({ params }) {
    yield* [created(), confirmed(params), cancellable, added(generatedImage('i1')), ...events];
    await new Promise(() => {});
  };
const stored = (url: string, domains?: string[]): Script => {
  const thread = { ...threadOf('thr_1', [generatedImage('i1', url)]), allowed_image_domains: domains };
  return () => json(thread);
};

test('an image is a place that waits, then a part with its progress, then the whole with its name', async () => {
  const first = createGate();
  const second = createGate();
  const { element, root, text } = mount({
    'threads.create': async function* ({ params }) {
      yield* [created(), confirmed(params), added(generatedImage('i1'))];
      await first.passed;
      yield partial(0.4);
      await second.passed;
      yield done(generatedImage('i1', PNG));
    },
  });
  const sent = element.sendUserMessage({ text: 'Draw' });
  const bar = () => root.querySelector('[role="progressbar"]');
  await expect.poll(bar).not.toBeNull();
  expect(bar()?.hasAttribute('aria-valuenow')).toBe(false);
  expect(text()).not.toContain('Agent is thinking…');
  first.open();
  await expect.poll(() => bar()?.getAttribute('aria-valuenow')).toBe('40');
  expect(root.querySelector('.picture img')?.getAttribute('src')).toBe(PNG);
  expect(root.querySelector('[download]')).toBeNull();
  second.open();
  await sent;
  await expect.poll(bar).toBeNull();
  expect(root.querySelector('.picture img')?.getAttribute('alt')).toBe('Generated image');
  const download = root.querySelector('[download]');
  expect(download?.getAttribute('href')).toBe(PNG);
  expect(download?.getAttribute('aria-label')).toBe('Download image');
});

test('a stop leaves no place that waits, and keeps what there is of the image', async () => {
  const { element, root, button } = mount({ 'threads.create': drawing() });
  const sent = element.sendUserMessage({ text: 'Draw' });
  await expect.poll(() => root.querySelector('.making')).not.toBeNull();
  button('Stop answering')?.click();
  await sent;
  await expect.poll(() => root.querySelector('.generated')?.textContent).toContain('Stopped');
  expect(root.querySelector('.making')).toBeNull();
});

test('an image that was begun and never done is a cut answer', async () => {
  const { element, root, trace } = mount({
    'threads.create': ({ params }) => [
      ...[created(), confirmed(params), added(generatedImage('i1')), partial(0.5)],
    ],
  });
  await expect.poll(() => trace).toEqual(['ready']);
  await expect(element.sendUserMessage({ text: 'Draw' })).rejects.toMatchObject({ code: 'stream.cut' });
  expect(trace.slice(-2)).toEqual(['error', 'response.end']);
  await expect.poll(() => root.querySelector('.generated')?.getAttribute('data-mark')).toBe('cut');
  expect(root.querySelector('.picture img')).not.toBeNull();
  expect(root.querySelector('.making')).toBeNull();
});

test('an image of a host that the thread does not allow is a link; of one that it allows, an image', async () => {
  const url = 'https://pictures.test/a.png';
  const blocked = mount({ 'threads.get_by_id': stored(url) }, { initialThread: 'thr_1' });
  const link = () => blocked.root.querySelector('.picture-link a');
  await expect.poll(() => link()?.getAttribute('href')).toBe(url);
  expect(link()?.textContent).toBe('Generated image');
  expect(blocked.root.querySelector('.generated img')).toBeNull();
  const allowed = mount({ 'threads.get_by_id': stored(url, ['pictures.test']) }, { initialThread: 'thr_1' });
  await expect.poll(() => allowed.root.querySelector('.picture img')?.getAttribute('src')).toBe(url);
});

test('an address that no link may have is text', async () => {
  const { root } = mount({ 'threads.get_by_id': stored('javascript:alert(1)') }, { initialThread: 'thr_1' });
  await expect.poll(() => root.querySelector('.picture-link')?.textContent).toBe('Generated image');
  expect(root.querySelector('.generated a')).toBeNull();
});

test('an image that cannot be loaded says so', async () => {
  const { root } = mount({ 'threads.get_by_id': stored(PNG) }, { initialThread: 'thr_1' });
  await expect.poll(() => root.querySelector('.picture img')).not.toBeNull();
  root.querySelector('.picture img')?.dispatchEvent(new Event('error'));
  await expect.poll(() => root.querySelector('.picture-link')?.textContent).toContain('could not be loaded');
});
