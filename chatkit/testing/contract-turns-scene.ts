import { expect } from 'vitest';
import type { ThreadItem } from '../protocol/items.ts';
import type { Store, TurnCommit, TurnStart } from '../store.ts';
import { page, type Scene } from './contract-scene.ts';
import { userMessage } from './script.ts';

/** A store with every call about turns. */
type Grouped<Context> = Required<Omit<Store<Context>, `${string}Attachment`>>;

export const running = expect.objectContaining({ status: 409, code: 'turn_in_progress' });

export function grouped<Context>({ store }: Scene<Context>): Grouped<Context> {
  return store as Grouped<Context>;
}

export function message<Context>({ ids, user }: Scene<Context>, threadId: string) {
  const item = userMessage(ids.item('message', threadId, user), threadId, 'next');
  return { kind: 'message', threadId, item, turnId: ids.turn(), historyLimit: 50 } as const;
}

export function commitOf({ turnId }: TurnStart, threadId: string, items: ThreadItem[] = []): TurnCommit {
  const stored = items.map((item) => ({ item, status: 'done' as const }));
  return { turnId, threadId, outcome: 'completed', input: null, items: stored };
}

export async function itemsOf<Context>(
  { store, user }: Scene<Context>,
  threadId: string,
): Promise<ThreadItem[]> {
  return (await store.loadThreadItems(threadId, page({ limit: 100 }), user)).data;
}
