// A page without a framework.
import type { OpenAIChatKit } from '@openai/chatkit';
import { listen, loadElement, optionsWith } from './host-page.ts';

const trace: string[] = [];
const element = document.createElement('openai-chatkit') as OpenAIChatKit;
document.querySelector('main')?.append(element);

window.host = {
  trace,
  element: () => element,
  setOptions: (options) => element.setOptions(optionsWith(options)),
  unmount: () => element.remove(),
  loadElement,
};

if (window.elementLater) {
  listen(element, trace);
} else {
  await loadElement();
  // Only an element that is defined notices who listens, and then holds nothing back.
  listen(element, trace);
  element.setOptions(optionsWith(window.hostOptions ?? {}));
}
