// Chooses between the two elements as the product does (`web/src/chat/load-element.ts`).
import { loadElement } from '../../../web/src/chat/load-element.ts';

Object.assign(globalThis, { chooseElement: loadElement });
