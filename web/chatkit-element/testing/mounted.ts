// The element on a page of jsdom, with a scripted server behind it.
import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import { createScriptedServer, type Script, type ScriptedServer } from './scripted-server.ts';

const NAMES = [
  'ready',
  'thread.load.start',
  'thread.load.end',
  'thread.change',
  'response.start',
  'response.end',
  'effect',
  'history.open',
  'history.close',
  'error',
];

export type Mounted = {
  element: OpenAIChatKit;
  root: ShadowRoot;
  server: ScriptedServer;
  trace: string[];
  options: ChatKitOptions;
  /** The button with this name. */
  button(name: string): HTMLButtonElement | undefined;
  type(text: string): HTMLTextAreaElement;
  text(): string;
};

export function optionsFor(server: ScriptedServer, change: Partial<ChatKitOptions> = {}): ChatKitOptions {
  return { api: { url: '/chatkit', domainKey: 'local-dev', fetch: server.fetch }, ...change };
}

/** Puts an element on the page. Its listeners are there from the beginning. */
export function mount(scripts: Record<string, Script>, change: Partial<ChatKitOptions> = {}): Mounted {
  const server = createScriptedServer(scripts);
  const element = document.createElement('openai-chatkit') as OpenAIChatKit;
  const trace = record(element);
  const options = optionsFor(server, change);
  element.setOptions(options);
  document.body.append(element);
  return { element, server, trace, options, ...handles(element) };
}

export function handles(element: HTMLElement): Pick<Mounted, 'root' | 'button' | 'type' | 'text'> {
  const root = element.shadowRoot as ShadowRoot;
  return {
    root,
    button: (name) =>
      [...root.querySelectorAll('button')].find(
        (button) => (button.getAttribute('aria-label') ?? button.textContent?.trim()) === name,
      ),
    type(text) {
      const input = root.querySelector('textarea') as HTMLTextAreaElement;
      input.value = text;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      return input;
    },
    text: () => root.querySelector('[role="log"]')?.textContent ?? '',
  };
}

export function record(element: EventTarget): string[] {
  const trace: string[] = [];
  for (const name of NAMES) {
    element.addEventListener(`chatkit.${name}`, (event) => {
      const detail = (event as CustomEvent<{ threadId?: string | null; name?: string } | null>).detail;
      const what = detail?.threadId === undefined ? detail?.name : String(detail.threadId);
      trace.push(what === undefined ? name : `${name}{${what}}`);
    });
  }
  return trace;
}
