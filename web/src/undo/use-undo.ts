import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { use, useMemo } from 'react';
import { type Api, type Undone, useApi } from '../api.ts';
import { errorText } from '../error-text.ts';
import { ApiError } from '../http.ts';
import { refreshTasks } from '../stale-tasks.ts';
import { type Toast, type Toasts, ToastsContext } from '../toasts/toasts.ts';

export type Undo = ReturnType<typeof createUndo>;

/** Takes changes back, and says in a toast what came of it. */
export function useUndo(): Undo {
  const [api, client, toasts] = [useApi(), useQueryClient(), use(ToastsContext)];
  return useMemo(() => createUndo({ api, client, toasts }), [api, client, toasts]);
}

type Ports = { api: Api; client: QueryClient; toasts: Toasts };

/** Not tied to a component: the row that a toast is about may be gone when its button is pressed. */
function createUndo({ api, client, toasts }: Ports) {
  /** Of what is not answered yet: one key for one wish, however often it has to be sent. */
  const keys = new Map<string, string>();

  const undo = async (event: string, waiting: Toast): Promise<void> => {
    const key = keys.get(event) ?? crypto.randomUUID();
    keys.set(event, key);
    toasts.update({ ...waiting, busy: true });
    toasts.update(await outcomeOf(event, key, waiting.about));
    await refreshTasks(client);
  };

  const outcomeOf = async (event: string, key: string, about: string): Promise<Toast> => {
    try {
      const undone = await api.undoEvent(event, key);
      keys.delete(event);
      return { about, text: undoneText(undone) };
    } catch (error) {
      const failed: Toast = { about, text: errorText(error), look: 'error' };
      if (isWorthAnotherTry(error)) {
        failed.action = { name: 'Try again', run: () => void undo(event, failed) };
      } else keys.delete(event);
      return failed;
    }
  };

  return {
    /**
     * Says what was done and offers to take it back.
     * @param event What the change answered as `undo`; null when it changed nothing.
     */
    offer(text: string, about: string, event: string | null): void {
      if (event === null) {
        toasts.dismiss(about);
        return;
      }
      const run = () => void undo(event, offered);
      const offered: Toast = { about, text, action: { name: 'Undo', run } };
      toasts.show(offered);
    },

    /** Takes a change back that was offered elsewhere. Asked again while it is at it, it goes on as it is. */
    async undo(event: string): Promise<void> {
      if (toasts.list().some(({ about, busy }) => about === event && busy)) return;
      const waiting: Toast = { about: event, text: 'Undoing…' };
      toasts.show(waiting);
      await undo(event, waiting);
    },
  };
}

function undoneText({ title, deleted }: Undone): string {
  return deleted ? `Undone: “${title}” is off the list again` : `Undone: “${title}” is as it was before`;
}

/** No answer, a fault of the server or too many requests: nothing says that it could not be done. */
function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
}
