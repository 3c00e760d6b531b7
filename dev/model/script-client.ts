// How a test drives the model server. Uses only fetch, so it runs in Node and in workerd.
import type { SeenRequest, Step } from './scripts/steps.ts';

export type { Action, SeenRequest, Step } from './scripts/steps.ts';
export {
  call,
  constantIds,
  cut,
  fail,
  fallSilent,
  refuse,
  say,
  sendRaw,
  start,
  think,
  waitAt,
} from './scripts/steps.ts';

export type ModelScript = {
  /** Put it anywhere in a user message: the script then answers every model call of that turn. */
  mark: string;
  /** Resolves when the model waits, or has waited, at the gate. */
  reached(gate: string): Promise<void>;
  /** Lets the model pass, now or when it comes to the gate. */
  open(gate: string): Promise<void>;
  /** The model calls that this script has answered, in order, as they stand now. */
  requests(): Promise<SeenRequest[]>;
  /** Resolves when call `index` has ended, whoever ended it; `state` says how, `deltas` after which delta. */
  ended(index?: number): Promise<SeenRequest>;
};

/**
 * Registers a script: the first model call of a turn that carries `mark` is answered by the first step, the
 * next by the second, and so on; a call too many is refused with 400.
 */
export async function script(modelUrl: string, steps: Step[]): Promise<ModelScript> {
  const ask = async (path: string, init?: RequestInit): Promise<unknown> => {
    const response = await fetch(new URL(`/test/${path}`, modelUrl), init);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  };
  const { id } = (await ask('scripts', { method: 'POST', body: JSON.stringify({ steps }) })) as {
    id: string;
  };
  const gate = (name: string) => `gates/${encodeURIComponent(name)}`;
  return {
    mark: `[script:${id}]`,
    async reached(name) {
      await ask(`${gate(name)}/reached?script=${id}`);
    },
    async open(name) {
      await ask(`${gate(name)}/open?script=${id}`, { method: 'POST' });
    },
    async requests() {
      const { requests } = (await ask(`requests?script=${id}`)) as { requests: SeenRequest[] };
      return requests;
    },
    async ended(index = 0) {
      return (await ask(`requests/${index}/ended?script=${id}`)) as SeenRequest;
    },
  };
}
