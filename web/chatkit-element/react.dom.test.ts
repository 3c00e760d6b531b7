// The published React wrapper, unchanged, over the element.
import './define.ts';
import { ChatKit, type ChatKitControl, useChatKit } from '@openai/chatkit-react';
import { act, createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, test } from 'vitest';
import { assistantMessage, confirmed, created, done } from './testing/events.ts';
import { handles, optionsFor } from './testing/mounted.ts';
import { createScriptedServer, json, threadOf } from './testing/scripted-server.ts';

afterEach(() => document.body.replaceChildren());
Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

type Probe = {
  trace: string[];
  setTheme: (theme: 'light' | 'dark') => void;
  element: HTMLElement;
  send: (text: string) => Promise<void>;
};

async function render(strict: boolean, initialThread: string | null): Promise<Probe> {
  const server = createScriptedServer({
    'threads.get_by_id': () => json(threadOf('thr_1', [])),
    'threads.create': ({ params }) => [created(), confirmed(params), done(assistantMessage('a1', 'Hello'))],
  });
  const probe = { trace: [] as string[] } as Probe;
  const note = (text: string) => () => void probe.trace.push(text);

  function App() {
    const [theme, setTheme] = useState<'light' | 'dark'>('light');
    probe.setTheme = setTheme;
    const chat: { control: ChatKitControl; sendUserMessage: (message: { text: string }) => Promise<void> } =
      useChatKit({
        ...optionsFor(server, { theme, initialThread }),
        onReady: note('ready'),
        onThreadLoadStart: note('load.start'),
        onThreadChange: ({ threadId }) => void probe.trace.push(`change{${threadId}}`),
        onThreadLoadEnd: note('load.end'),
        onResponseStart: note('response.start'),
        onResponseEnd: note('response.end'),
      });
    probe.send = (text) => chat.sendUserMessage({ text });
    return createElement(ChatKit, { control: chat.control, className: 'chat' });
  }

  const box = document.createElement('div');
  document.body.append(box);
  const app = createElement(App);
  await act(async () => createRoot(box).render(strict ? createElement(StrictMode, null, app) : app));
  probe.element = box.querySelector('openai-chatkit') as HTMLElement;
  return probe;
}

test.each([true, false])(
  'each event of the first mount arrives once and in order (StrictMode: %s)',
  async (strict) => {
    const { trace, element } = await render(strict, 'thr_1');
    await expect.poll(() => trace).toEqual(['ready', 'load.start', 'change{thr_1}', 'load.end']);
    expect(element.className).toBe('chat');
  },
);

test('a new theme during the life of the panel changes its colours and nothing else', async () => {
  const probe = await render(true, null);
  await expect.poll(() => probe.trace).toEqual(['ready']);
  await act(() => probe.send('Hi'));
  await act(async () => probe.setTheme('dark'));
  const { root, text } = handles(probe.element);
  await expect.poll(() => root.querySelector('.panel')?.getAttribute('data-scheme')).toBe('dark');
  await expect.poll(text).toContain('Hello');
  expect(probe.trace).toEqual(['ready', 'response.start', 'change{thr_1}', 'response.end']);
});
