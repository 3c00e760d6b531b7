import type { ChatKitEvents } from '@openai/chatkit';
import type { DetailOf, Emit } from './state/session.ts';

const WAIT_MS = 250;
const PAINT_MS = 100;

/** Dispatches the element's events; holds the first ones back until somebody can hear them. */
export type EventGate = {
  emit: Emit;
  /** The panel is drawn: `chatkit.ready` is the first event that leaves. */
  open(): void;
  /** Call it whenever a listener is added. */
  listenerAdded(type: string): void;
};

/**
 * The React wrapper adds its listeners in a passive effect, after it has set the options. So events wait
 * until there is a listener for `chatkit.ready`, or a quarter of a second, and keep their order.
 */
export function createEventGate(target: EventTarget): EventGate {
  let waiting: CustomEvent[] | null = [];
  let painted = false;
  let heard = false;
  let opened = false;

  function flush(): void {
    if (!waiting || !painted || !heard) return;
    // A listener may cause more events; they come after those that wait.
    for (let next = waiting.shift(); next; next = waiting.shift()) target.dispatchEvent(next);
    waiting = null;
  }

  const emit = <Name extends keyof ChatKitEvents>(name: Name, detail: DetailOf<Name>) => {
    const event = new CustomEvent(name, { detail });
    if (waiting) waiting.push(event);
    else target.dispatchEvent(event);
  };

  return {
    emit,
    open() {
      if (opened) return;
      opened = true;
      waiting?.unshift(new CustomEvent('chatkit.ready', { detail: null }));
      const afterPaint = () => {
        painted = true;
        flush();
      };
      requestAnimationFrame(() => setTimeout(afterPaint));
      // A page in the background paints nothing.
      setTimeout(afterPaint, PAINT_MS);
      setTimeout(() => {
        heard = true;
        flush();
      }, WAIT_MS);
    },
    listenerAdded(type) {
      if (type !== 'chatkit.ready' || heard) return;
      heard = true;
      queueMicrotask(flush);
    },
  };
}
