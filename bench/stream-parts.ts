// What of the time to the first bytes belongs to the store in memory, and what to checking the request.

import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import { ChatKitRequest } from '#chatkit/protocol/requests.ts';
import { GroupedMemoryStore } from '#chatkit/testing/memory-store.ts';
import { median } from './stack.ts';
import { addMessage, newFields, newThread } from './stream-script.ts';

export type Parts = Record<'beginTurn' | 'plainCalls' | 'check', number>;

/** Medians in µs, each on a store of its own, in turn. */
export async function measureParts(rounds: number): Promise<Parts> {
  const all: Record<keyof Parts, number[]> = { beginTurn: [], plainCalls: [], check: [] };
  for (let round = 0; round < rounds; round += 1) {
    const thread = newThread();
    const request = JSON.parse(addMessage(thread.id));
    const { content, attachments, inference_options } = request.params.input;
    const item: UserMessageItem = {
      ...{ type: 'user_message', ...newFields(thread.id), content, attachments, inference_options },
    };
    const [grouped, plain] = [await storeWith(thread), await storeWith(thread)];
    const turn = { turnId: 'turn', historyLimit: 50, kind: 'message', threadId: thread.id, item } as const;
    all.beginTurn.push(await timed(() => grouped.beginTurn(turn, undefined)));
    all.plainCalls.push(
      await timed(async () => {
        await plain.loadThread(thread.id, undefined);
        await plain.addThreadItem(thread.id, item, undefined);
      }),
    );
    all.check.push(await timed(() => ChatKitRequest.parse(request)));
  }
  const warm = (times: number[]) => median(times.slice(times.length / 5));
  return { beginTurn: warm(all.beginTurn), plainCalls: warm(all.plainCalls), check: warm(all.check) };
}

async function storeWith(thread: ReturnType<typeof newThread>): Promise<GroupedMemoryStore<undefined>> {
  const store = new GroupedMemoryStore<undefined>(() => 'bench');
  await store.saveThread(thread, undefined);
  return store;
}

async function timed(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return (performance.now() - start) * 1_000;
}
