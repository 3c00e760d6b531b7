// What every host page offers the tests: options as data, functions of the test as functions, and what was heard.
import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';

/** The server's address is the page's own business. */
export type OptionData = Partial<Omit<ChatKitOptions, 'api'>>;

/** Put on `window` by the test before the page loads. */
export type FromTest = {
  /** Options without their functions. */
  hostOptions?: OptionData;
  clientTool?: (call: { name: string; params: Record<string, unknown> }) => Promise<Record<string, unknown>>;
  /** A `fetch` that adds a header by spreading what it was given. */
  spreadFetch?: boolean;
  /** React alone: draw inside StrictMode. */
  strictMode?: boolean;
  /** Do not load the element; `loadElement` does it. */
  elementLater?: boolean;
};

export type HostPage = {
  trace: string[];
  element(): OpenAIChatKit;
  /** Replaces the options; functions stay. */
  setOptions(options: OptionData): void;
  unmount(): void;
  loadElement(): Promise<unknown>;
};

declare global {
  interface Window extends FromTest {
    host: HostPage;
  }
}

const ELEMENT_URL = '/element/chatkit.js';

export function loadElement(): Promise<unknown> {
  performance.mark('element asked for');
  return import(/* @vite-ignore */ ELEMENT_URL);
}

/** The whole options of this page: the data given, and functions where the test has one. */
export function optionsWith(data: OptionData): ChatKitOptions {
  const { clientTool, spreadFetch } = window;
  const url = document.querySelector<HTMLMetaElement>('meta[name="api"]')?.content ?? '';
  return {
    frameTitle: 'AI Assistant',
    header: { title: { text: 'AI Assistant' } },
    ...data,
    api: {
      url,
      domainKey: 'local-dev',
      ...(spreadFetch
        ? {
            fetch: (input, init) =>
              fetch(input, { ...init, headers: { ...init?.headers, authorization: 'Bearer of-the-host' } }),
          }
        : {}),
    },
    ...(clientTool ? { onClientTool: clientTool } : {}),
  };
}

const NAMES = [
  'ready',
  'thread.load.start',
  'thread.load.end',
  'thread.change',
  'response.start',
  'response.end',
  'effect',
  'error',
  'deeplink',
  'tool.change',
  'history.open',
  'history.close',
] as const;

/** A line of the trace: the event's short name, with what matters of its detail. */
export function lineOf(name: string, detail: unknown): string {
  const { error, ...known } = (detail ?? {}) as Record<string, unknown> & { error?: { code?: string } };
  const what = [error?.code, known.threadId, known.name, known.toolId].find((value) => value !== undefined);
  return what === undefined ? name : `${name}{${what}}`;
}

/** Marks for the benchmark when the panel, and when a thread, reached the screen. */
const MARKS: Record<string, string> = { ready: 'panel drawn', 'thread.load.end': 'thread drawn' };

export function listen(element: EventTarget, trace: string[]): void {
  for (const name of NAMES) {
    element.addEventListener(`chatkit.${name}`, (event) => {
      const mark = MARKS[name];
      if (mark) requestAnimationFrame(() => performance.mark(mark));
      trace.push(lineOf(name, (event as CustomEvent).detail));
    });
  }
}
