// A page without a framework.
import type { OpenAIChatKit } from '@openai/chatkit';
import { listen, loadElement, optionsWith } from './host-page.ts';

const place = document.querySelector('main') as HTMLElement;
const trace: string[] = [];

/** One more element in `<main>`. */
function add(): OpenAIChatKit {
  const element = document.createElement('openai-chatkit') as OpenAIChatKit;
  listen(element, trace);
  place.append(element);
  return element;
}

const element = add();
window.host = {
  trace,
  element: () => element,
  setOptions: (options) => element.setOptions(optionsWith(options)),
  unmount: () => element.remove(),
  loadElement,
};

if (!window.elementLater) {
  await loadElement();
  element.setOptions(optionsWith(window.hostOptions ?? {}));
}
