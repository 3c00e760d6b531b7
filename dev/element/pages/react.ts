// A page with the published React wrapper, unchanged. Built once for each version of React.
import type { OpenAIChatKit } from '@openai/chatkit';
import { ChatKit, useChatKit } from '@openai/chatkit-react';
import { createElement, StrictMode, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { lineOf, loadElement, type OptionData, optionsWith } from './host-page.ts';

const trace: string[] = [];
const note = (name: string) => (detail?: unknown) => void trace.push(lineOf(name, detail));
let setData: (data: OptionData) => void = () => {};

function App() {
  const [data, set] = useState<OptionData>(window.hostOptions ?? {});
  setData = set;
  const { control } = useChatKit({
    ...optionsWith(data),
    onReady: note('ready'),
    onThreadLoadStart: note('thread.load.start'),
    onThreadLoadEnd: note('thread.load.end'),
    onThreadChange: note('thread.change'),
    onResponseStart: note('response.start'),
    onResponseEnd: note('response.end'),
    onEffect: note('effect'),
    onError: note('error'),
    onDeeplink: note('deeplink'),
    onToolChange: note('tool.change'),
  });
  return createElement(ChatKit, { control, className: 'chat' });
}

const root = createRoot(document.querySelector('main') as HTMLElement);
window.host = {
  trace,
  element: () => document.querySelector('openai-chatkit') as OpenAIChatKit,
  setOptions: (options) => setData(options),
  unmount: () => root.unmount(),
  loadElement,
};

if (!window.elementLater) await loadElement();
const app = createElement(App);
root.render(window.strictMode ? createElement(StrictMode, null, app) : app);
