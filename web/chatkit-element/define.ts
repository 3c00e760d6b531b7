// Registers <openai-chatkit>. The only file of this folder whose import does something.
import { ChatKitElement } from './element.ts';

const TAG = 'openai-chatkit';

if (typeof customElements !== 'undefined') {
  const registered = customElements.get(TAG);
  if (!registered) customElements.define(TAG, ChatKitElement);
  else if (registered !== ChatKitElement)
    console.warn(`<${TAG}> is defined already; this element is not used`);
}
