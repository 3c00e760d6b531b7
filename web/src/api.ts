// The calls of the pages, typed. Each carries the current token; a refused one is renewed once.
import { createContext, use } from 'react';
import type { ConnectedClient, ConsentAnswer, ConsentDecision, ConsentRequest } from '#core/grants/schema.ts';
import type { ChangedTask, NewTask, Task, TaskChange, TaskCounts, TaskQuery } from '#core/tasks/schema.ts';
import { ApiError, type Http, type HttpRequest } from './http.ts';
import type { Session } from './session/session.ts';

export type Me = { id: string; email: string; timezone: string; counts: TaskCounts };

/** What has become of a task whose change was taken back; a deleted one is shown as it was. */
export type Undone = ChangedTask & { deleted?: true };

export type Api = ReturnType<typeof createApi>;

type Tokens = Pick<Session, 'token' | 'renew' | 'refuse'>;

export function createApi(http: Http, session: Tokens) {
  const call = <T>(request: HttpRequest): Promise<T> => callWithToken<T>(http, session, request);
  const task = (id: string) => `/api/tasks/${encodeURIComponent(id)}`;
  const consent = (id: string) => `/api/oauth/requests/${encodeURIComponent(id)}`;
  return {
    me: (signal?: AbortSignal) => call<Me>({ method: 'GET', path: '/api/auth/me', signal }),
    changeTimeZone: (timezone: string) =>
      call<unknown>({ method: 'PATCH', path: '/api/auth/me', body: { timezone } }),
    /** One page; a full one (`limit` rows) may be followed by more. */
    listTasks: (query: TaskQuery, signal?: AbortSignal) =>
      call<Task[]>({ method: 'GET', path: `/api/tasks?${searchOf(query)}`, signal }),
    // The keys of the changes: one for each intent of the user, kept over repeated tries.
    addTask: (task: NewTask, idempotencyKey: string) =>
      call<ChangedTask>({ method: 'POST', path: '/api/tasks', body: task, idempotencyKey }),
    changeTask: (id: string, change: TaskChange, idempotencyKey: string) =>
      call<ChangedTask>({ method: 'PUT', path: task(id), body: change, idempotencyKey }),
    completeTask: (id: string, completed: boolean, idempotencyKey: string) =>
      call<ChangedTask>({
        method: 'PATCH',
        path: `${task(id)}/complete`,
        body: { completed },
        idempotencyKey,
      }),
    deleteTask: (id: string, idempotencyKey: string) =>
      call<{ message: string; undo: string }>({ method: 'DELETE', path: task(id), idempotencyKey }),
    /** Takes a change back. @param event What the change answered as `undo`. */
    undoEvent: (event: string, idempotencyKey: string) =>
      call<Undone>({
        method: 'POST',
        path: `/api/events/${encodeURIComponent(event)}/undo`,
        body: {},
        idempotencyKey,
      }),
    /** What an app asks for. */
    consentRequest: (id: string, signal?: AbortSignal) =>
      call<ConsentRequest>({ method: 'GET', path: consent(id), signal }),
    decideConsent: (id: string, decision: ConsentDecision) =>
      call<ConsentAnswer>({ method: 'POST', path: consent(id), body: decision }),
    connections: (signal?: AbortSignal) =>
      call<ConnectedClient[]>({ method: 'GET', path: '/api/oauth/grants', signal }),
    /** One of them, or all. */
    disconnect: (id: string | 'all') =>
      call<{ message: string }>({
        method: 'DELETE',
        path: id === 'all' ? '/api/oauth/grants' : `/api/oauth/grants/${encodeURIComponent(id)}`,
      }),
  };
}

async function callWithToken<T>(http: Http, session: Tokens, request: HttpRequest): Promise<T> {
  const token = await session.token();
  try {
    return await http<T>({ ...request, token });
  } catch (error) {
    if (!isUnauthorized(error)) throw error;
  }
  const fresh = await session.renew(token);
  try {
    return await http<T>({ ...request, token: fresh });
  } catch (error) {
    if (isUnauthorized(error)) session.refuse();
    throw error;
  }
}

function isUnauthorized(error: unknown): boolean {
  return error instanceof ApiError && error.status === 401;
}

function searchOf(query: TaskQuery): URLSearchParams {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return new URLSearchParams(entries);
}

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = use(ApiContext);
  if (!api) throw new Error('useApi needs an ApiContext');
  return api;
}
