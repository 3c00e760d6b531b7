// The doors for tests: register a script, work its gates, see what was asked. Only this server has them.
import { ApiError, badRequest } from '../wire/api-error.ts';
import { isObject } from '../wire/read-json.ts';
import { isAction } from './play-step.ts';
import type { Script, ScriptStore, TrackedRequest } from './script-store.ts';
import type { SeenRequest, Step } from './steps.ts';

/** `gone` aborts when the asking test has hung up. */
type TestCall = { method: string; url: URL; body: () => Promise<unknown>; gone: AbortSignal };

/** Answers a request under `/test/`; the result is sent as JSON. Throws ApiError. */
export async function answerTestCall(
  store: ScriptStore,
  { method, url, body, gone }: TestCall,
): Promise<unknown> {
  const [noun, ...rest] = url.pathname.split('/').slice(2).map(decodeURIComponent);
  const door = `${method} ${noun}`;
  if (door === 'POST scripts' && rest.length === 0) return { id: store.add(readSteps(await body())).id };

  const script = store.get(url.searchParams.get('script') ?? '');
  const [name = '', event] = rest;
  if (door === 'GET requests' && rest.length === 0) return { requests: script.requests.map(seen) };
  if (door === 'GET requests' && event === 'ended') return ended(script, Number(name), gone);
  if (door === 'POST gates' && event === 'open') {
    script.gate(name).opened.open();
    return { opened: true };
  }
  if (door === 'GET gates' && event === 'reached') {
    return { reached: await script.gate(name).reached.opened(gone) };
  }
  throw new ApiError(404, `There is no ${method} ${url.pathname} here.`);
}

async function ended(script: Script, index: number, gone: AbortSignal): Promise<SeenRequest | null> {
  await script.end(index).opened(gone);
  const request = script.requests[index];
  return request ? seen(request) : null;
}

function seen({ request: { api, body }, progress: { deltas, state } }: TrackedRequest): SeenRequest {
  return { api, body, deltas, state };
}

function readSteps(body: unknown): Step[] {
  const steps = isObject(body) ? body.steps : undefined;
  if (!Array.isArray(steps) || steps.length === 0)
    throw badRequest("'steps' must hold at least one step.", 'steps');
  return steps.map((step, index) => {
    if (Array.isArray(step) && step.every(isAction)) return step;
    throw badRequest(`steps[${index}] is not an array of known actions.`, 'steps');
  });
}
