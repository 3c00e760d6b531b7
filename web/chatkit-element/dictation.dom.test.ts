import './define.ts';
import { afterEach, expect, test, vi } from 'vitest';
import { type FakeMicrophone, installMicrophone } from './testing/fake-microphone.ts';
import { mount } from './testing/mounted.ts';
import { json, type Script } from './testing/scripted-server.ts';
import { startRecorder } from './view/composer/extras/recorder.ts';

afterEach(() => {
  document.body.replaceChildren();
  installed?.remove();
  vi.useRealTimers();
});

let installed: FakeMicrophone | undefined;
const microphone = (refusal?: DOMException) => {
  installed = installMicrophone(refusal);
  return installed;
};
const options = { composer: { dictation: { enabled: true } } };

async function dictate(hear: Script) {
  const mounted = mount({ 'input.transcribe': hear }, options);
  const { button } = mounted;
  await expect.poll(() => button('Dictate')).toBeDefined();
  const area = mounted.type('First: then more');
  area.setSelectionRange(7, 7);
  button('Dictate')?.click();
  return { ...mounted, area };
}

const recording = async (button: (name: string) => HTMLButtonElement | undefined) =>
  await expect.poll(() => button('Turn the recording into text')?.disabled).toBe(false);

test('what is said stands at the caret, with spaces around it', async () => {
  const { speak, isOpen } = microphone();
  const { button, area, server, root } = await dictate(() => json({ text: ' call mom, ' }));
  await recording(button);
  expect(isOpen()).toBe(true);
  speak(new Blob(['abc']));
  button('Turn the recording into text')?.click();
  await expect.poll(() => area.value).toBe('First: call mom, then more');
  expect(server.requests.map((request) => request.params)).toEqual([
    { audio_base64: btoa('abc'), mime_type: 'audio/webm;codecs=opus' },
  ]);
  expect(isOpen()).toBe(false);
  expect(root.activeElement).toBe(area);
  expect(button('Dictate')).toBeDefined();
});

test('Escape throws the recording away', async () => {
  const { isOpen } = microphone();
  const { button, area, server, root } = await dictate(() => json({ text: 'no' }));
  await recording(button);
  const key = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  root.querySelector('.recording')?.dispatchEvent(key);
  await expect.poll(() => button('Dictate')).toBeDefined();
  expect(key.defaultPrevented).toBe(true);
  await expect.poll(isOpen).toBe(false);
  expect([area.value, server.requests.length]).toEqual(['First: then more', 0]);
});

test.each([
  ['NotAllowedError', 'The microphone is blocked.'],
  ['NotFoundError', 'No microphone was found.'],
])('%s is said in words, and the host is told', async (name, sentence) => {
  microphone(new DOMException('', name));
  const { root, trace, button } = await dictate(() => json({ text: 'no' }));
  await expect.poll(() => root.querySelector('.notice')?.textContent).toContain(sentence);
  expect(trace).toContain('error');
  expect(button('Dictate')).toBeDefined();
});

test('a server that cannot write it down leaves the text as it was, and a notice', async () => {
  const { speak } = microphone();
  const { button, area, root, trace } = await dictate(() => json({}, 500));
  await recording(button);
  speak(new Blob(['abc']));
  button('Turn the recording into text')?.click();
  await expect
    .poll(() => root.querySelector('.notice')?.textContent)
    .toContain('could not be turned into text');
  expect(area.value).toBe('First: then more');
  expect(trace).toContain('error');
});

test('the microphone closes when the panel leaves the page', async () => {
  const { isOpen } = microphone();
  const { button, element } = await dictate(() => json({ text: 'no' }));
  await recording(button);
  element.remove();
  await expect.poll(isOpen).toBe(false);
});

test('without a recorder in the browser there is no button', async () => {
  const { root, button } = mount(
    {},
    { composer: { ...options.composer, models: [{ id: 'm', label: 'M' }] } },
  );
  await expect.poll(() => button('Model: M')).toBeDefined();
  expect(button('Dictate')).toBeUndefined();
  expect(root.querySelector('.recording')).toBeNull();
});

test('a recording ends by itself after five minutes', async () => {
  vi.useFakeTimers();
  const { speak, isOpen } = microphone();
  const recorder = await startRecorder();
  speak(new Blob(['abc']));
  vi.advanceTimersByTime(5 * 60_000);
  expect((await recorder.recording).size).toBe(3);
  expect(isOpen()).toBe(false);
});

test('a recording ends before it is larger than the server takes, and keeps what fits', async () => {
  const { speak } = microphone();
  const recorder = await startRecorder();
  speak(new Blob(['abc']));
  speak(new Blob([new Uint8Array(25 * 1024 * 1024)]));
  expect((await recorder.recording).size).toBe(3);
});
