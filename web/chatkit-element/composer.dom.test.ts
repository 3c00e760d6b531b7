import './define.ts';
import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import { afterEach, expect, test } from 'vitest';
import { assistantMessage, confirmed, created, done, userMessage } from './testing/events.ts';
import { type Uploaded, withFiles } from './testing/file-server.ts';
import { createGate } from './testing/gate.ts';
import { handles, mount, optionsFor, record } from './testing/mounted.ts';
import { createScriptedServer, json, type Script, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());

const answer: Script = ({ params }) => [created(), confirmed(params), done(assistantMessage('a1', 'Hi'))];
const tools = [
  { id: 'plan', label: 'Plan my day', shortLabel: 'Plan', icon: 'calendar' as const, pinned: true },
  { id: 'search', label: 'Search', icon: 'globe' as const, placeholderOverride: 'Search for…' },
  { id: 'draw', label: 'Draw', icon: 'images' as const },
];
const models = [
  { id: 'fast', label: 'Fast', default: true },
  { id: 'deep', label: 'Thorough', description: 'Takes its time' },
  { id: 'soon', label: 'Next', disabled: true },
];
const stored = { type: 'file', id: 'atc_1', name: 'list.txt', mime_type: 'text/plain' };

/** A panel whose files go to `upload`. */
function mountWithFiles(upload: (sent: Uploaded) => Response | Promise<Response>, attachments: object = {}) {
  const server = createScriptedServer({ 'threads.create': answer, 'attachments.delete': () => json({}) });
  const files = withFiles(server.fetch, upload);
  const base = optionsFor(server, { composer: { attachments: { enabled: true, ...attachments } } });
  const options = {
    ...base,
    api: { ...base.api, fetch: files.fetch, uploadStrategy: { type: 'direct', uploadUrl: '/files' } },
  } as ChatKitOptions;
  const element = document.createElement('openai-chatkit') as OpenAIChatKit;
  const trace = record(element);
  element.setOptions(options);
  document.body.append(element);
  return { element, server, trace, uploads: files.uploads, ...handles(element) };
}

const entries = (root: ShadowRoot) => [...root.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
const press = (target: Element | null, key: string) => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
  target?.dispatchEvent(event);
  return event;
};
const text = () => new File(['milk'], 'list.txt', { type: 'text/plain' });
/** An event that carries files, as a browser makes it. */
function carrying(
  type: string,
  key: 'dataTransfer' | 'clipboardData',
  files: File[],
  types = ['Files'],
): Event {
  return Object.assign(new Event(type, { bubbles: true, cancelable: true }), { [key]: { files, types } });
}

test('a plain composer has no buttons but Send', async () => {
  const { root, button } = mount({});
  await expect.poll(() => button('Send message')).toBeDefined();
  expect(root.querySelectorAll('.composer button')).toHaveLength(1);
});

test('a tool of the menu is chosen by keys, shows as a chip with its own placeholder, and goes with one message', async () => {
  const { root, button, type, server } = mount({ 'threads.create': answer }, { composer: { tools } });
  await expect.poll(() => button('Choose a tool')).toBeDefined();
  const opener = button('Choose a tool') as HTMLButtonElement;
  opener.focus();
  press(opener, 'ArrowDown');
  await expect.poll(() => entries(root).map((entry) => entry.textContent)).toEqual(['Search', 'Draw']);
  await expect.poll(() => root.activeElement?.textContent).toBe('Search');
  press(root.activeElement, 'ArrowDown');
  expect(root.activeElement?.textContent).toBe('Draw');
  press(root.activeElement, 'ArrowDown');
  (root.activeElement as HTMLElement).click();
  await expect.poll(() => root.querySelector('textarea')?.placeholder).toBe('Search for…');
  expect(button('Stop using Search')).toBeDefined();
  expect(root.activeElement).toBe(opener);
  type('Lisbon').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await expect
    .poll(() => server.requests[0]?.params.input)
    .toMatchObject({ inference_options: { tool_choice: { id: 'search' } } });
  await expect.poll(() => button('Stop using Search')).toBeUndefined();
});

test('Escape closes the menu, is used up, and gives the focus back', async () => {
  const { root, button } = mount({}, { composer: { models } });
  await expect.poll(() => button('Model: Fast')).toBeDefined();
  button('Model: Fast')?.click();
  await expect.poll(() => root.activeElement?.getAttribute('aria-checked')).toBe('true');
  expect(press(root.activeElement, 'Escape').defaultPrevented).toBe(true);
  await expect.poll(() => entries(root)).toEqual([]);
  expect(root.activeElement).toBe(button('Model: Fast'));
  expect(button('Model: Fast')?.getAttribute('aria-expanded')).toBe('false');
});

test('a press elsewhere closes the menu', async () => {
  const { root, button } = mount({}, { composer: { models } });
  await expect.poll(() => button('Model: Fast')).toBeDefined();
  button('Model: Fast')?.click();
  await expect.poll(() => entries(root).length).toBe(3);
  await expect
    .poll(() => {
      document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
      return entries(root).length;
    })
    .toBe(0);
});

test('a model is chosen from the menu; one that is not available is shown and cannot be', async () => {
  const { root, button, element, server } = mount({ 'threads.create': answer }, { composer: { models } });
  await expect.poll(() => button('Model: Fast')).toBeDefined();
  button('Model: Fast')?.click();
  await expect.poll(() => entries(root).length).toBe(3);
  entries(root)[2]?.click();
  expect(entries(root)[2]?.getAttribute('aria-disabled')).toBe('true');
  entries(root)[1]?.click();
  await expect.poll(() => button('Model: Thorough')).toBeDefined();
  await element.setComposerValue({ text: 'Hi' });
  await expect.poll(() => button('Send message')?.disabled).toBe(false);
  button('Send message')?.click();
  await expect
    .poll(() => server.requests[0]?.params.input)
    .toMatchObject({ inference_options: { model: 'deep' } });
});

test('a pinned tool is a toggle, and the host hears of it; options that drop it clear it', async () => {
  const { element, options, button } = mount({}, { composer: { tools } });
  const heard: (string | null)[] = [];
  element.addEventListener('chatkit.tool.change', (event) => heard.push(event.detail.toolId));
  await expect.poll(() => button('Plan my day')).toBeDefined();
  button('Plan my day')?.click();
  await expect.poll(() => button('Plan my day')?.getAttribute('aria-pressed')).toBe('true');
  element.setOptions({ ...options, composer: { tools: tools.slice(1) } });
  await expect.poll(() => heard).toEqual(['plan', null]);
});

test('a chosen file is uploaded, shown by name and size, and sent with the message', async () => {
  const gate = createGate();
  const { root, button, server, type } = mountWithFiles(async () => {
    await gate.passed;
    return json(stored);
  });
  await expect.poll(() => button('Add files')).toBeDefined();
  const input = root.querySelector<HTMLInputElement>('input[type="file"]') as HTMLInputElement;
  expect(input.hidden).toBe(true);
  Object.defineProperty(input, 'files', { value: [text()], configurable: true });
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await expect.poll(() => root.querySelector('.file')?.textContent).toBe('list.txtUploading');
  gate.open();
  await expect.poll(() => root.querySelector('.file')?.textContent).toBe('list.txt4 B');
  await expect
    .poll(() => root.querySelector('[aria-live="polite"]')?.textContent)
    .toBe('list.txt is attached.');
  type('Read this');
  await expect.poll(() => button('Send message')?.disabled).toBe(false);
  button('Send message')?.click();
  await expect.poll(() => server.requests[0]?.params.input).toMatchObject({ attachments: ['atc_1'] });
  await expect.poll(() => root.querySelector('.file')).toBeNull();
});

test('Send waits for a file on its way, and says so to those who press Enter', async () => {
  const { root, button, element, type, server } = mountWithFiles(() => new Promise(() => {}));
  await element.setComposerValue({ files: [text()] });
  await expect.poll(() => root.querySelector('.file')?.textContent).toContain('Uploading');
  type('Read this').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await expect
    .poll(() => root.querySelector('[aria-live="polite"]')?.textContent)
    .toBe('Wait until the files are uploaded.');
  expect(button('Send message')?.disabled).toBe(true);
  expect(server.requests).toEqual([]);
});

test('a file that failed says why and can be tried again or removed', async () => {
  let calls = 0;
  const { root, button, element, trace } = mountWithFiles(() => json(stored, calls++ === 0 ? 500 : 200));
  await element.setComposerValue({ files: [text()] });
  await expect.poll(() => root.querySelector('[role="alert"]')?.textContent).toBe('Could not be uploaded.');
  expect(trace).toContain('error');
  button('Upload list.txt again')?.click();
  await expect.poll(() => root.querySelector('.file')?.getAttribute('data-upload')).toBe('done');
  button('Remove list.txt')?.click();
  await expect.poll(() => root.querySelector('.file')).toBeNull();
  expect(root.activeElement).toBe(root.querySelector('textarea'));
});

test('files can be dropped anywhere on the panel; too large a one is named and nothing is uploaded', async () => {
  const { root, button, uploads } = mountWithFiles(() => json(stored), { maxSize: 4 });
  await expect.poll(() => button('Add files')).toBeDefined();
  const thread = root.querySelector('.thread') as Element;
  await expect
    .poll(() => {
      const over = carrying('dragover', 'dataTransfer', []);
      thread.dispatchEvent(over);
      return over.defaultPrevented;
    })
    .toBe(true);
  await expect.poll(() => root.querySelector('.drop-hint')).not.toBeNull();
  thread.dispatchEvent(carrying('drop', 'dataTransfer', [text(), new File(['12345'], 'b.txt')]));
  await expect.poll(() => root.querySelector('.notice')?.textContent).toContain('b.txt is larger than 4 B');
  expect(root.querySelector('.drop-hint')).toBeNull();
  expect(uploads).toEqual([]);
  thread.dispatchEvent(carrying('drop', 'dataTransfer', [text()]));
  await expect.poll(() => uploads.length).toBe(1);
});

test('a pasted picture is attached; a picture beside pasted text is not', async () => {
  const { root, button, uploads } = mountWithFiles(() => json(stored));
  await expect.poll(() => button('Add files')).toBeDefined();
  const area = root.querySelector('textarea') as HTMLTextAreaElement;
  const picture = new File(['x'], 'image.png', { type: 'image/png' });
  const both = carrying('paste', 'clipboardData', [picture], ['text/plain', 'Files']);
  await expect
    .poll(() => {
      area.dispatchEvent(carrying('paste', 'clipboardData', [picture]));
      return uploads.length;
    })
    .toBeGreaterThan(0);
  area.dispatchEvent(both);
  expect(both.defaultPrevented).toBe(false);
});

test('attachments without an upload strategy have no button, and the host is told', async () => {
  const { button, trace } = mount({}, { composer: { attachments: { enabled: true } } });
  await expect.poll(() => trace).toEqual(['ready', 'error']);
  expect(button('Add files')).toBeUndefined();
});

test('what a message answers stands above the text until it is removed', async () => {
  const { root, button, element } = mount({});
  await element.setComposerValue({ reply: 'Pay bills tomorrow' });
  await expect.poll(() => root.querySelector('.draft-quote')?.textContent).toContain('Pay bills tomorrow');
  button('Remove the quote')?.click();
  await expect.poll(() => root.querySelector('.draft-quote')).toBeNull();
});

test('pictures of a message show only from hosts that are allowed; other files by their name', async () => {
  const image = { type: 'image' as const, mime_type: 'image/png' };
  const attachments = [
    { ...image, id: '1', name: 'mine.png', preview_url: '/mine.png' },
    { ...image, id: '2', name: 'theirs.png', preview_url: 'https://elsewhere.test/theirs.png' },
    { ...stored, type: 'file' as const },
  ];
  const load = () => json(threadOf('thr_1', [{ ...userMessage('m1', 'See'), attachments }]));
  const { root } = mount({ 'threads.get_by_id': load }, { initialThread: 'thr_1' });
  await expect.poll(() => root.querySelectorAll('.attachments li').length).toBe(3);
  expect([...root.querySelectorAll('.attachments img')].map((img) => img.getAttribute('alt'))).toEqual([
    'mine.png',
  ]);
  expect(root.querySelector('.attachments')?.textContent).toBe('theirs.pnglist.txt');
});
