// The bulk runs over the memory store (chatkit/fuzz.test.ts); here the same requests meet the door, SQL and the agent.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import { hostileBody, type IdName, inScene } from '#chatkit/testing/hostile-requests.ts';
import { assistant, form, toolCall, userMessage, widget } from '#chatkit/testing/script.ts';
import { messages } from '#core/db/tables/conversations.ts';
import { aConversation, rowsOf, type TestUser } from '#dev/factories.ts';
import { anApp } from '../testing/app.ts';
import { type Call, itemsOf, post } from '../testing/chat.ts';

const SEED = 20_260_302;
const REQUESTS = 400;
const PER_SCENE = 20;

/** Limits by user would refuse most of it before it is read. */
const app = await anApp({ deps: { limits: async () => {}, admitTurn: async () => {} } });

type Scene = { call: Call; user: TestUser; other: TestUser; ids: Record<IdName, string> };

async function aThreadWith(user: TestUser, make: (threadId: string) => ThreadItem[]): Promise<string> {
  const threadId = await aConversation(user);
  const rows = make(threadId).map((item) => ({
    ...{ id: item.id, conversationId: threadId, userId: user.userId },
    ...{ kind: item.type, item },
  }));
  await user.db.insert(messages).values(rows);
  return threadId;
}

async function aScene(): Promise<Scene> {
  const [{ call, user }, { user: other }] = [await app.signedIn(), await app.signedIn()];
  const id = () => crypto.randomUUID();
  const ids = {
    ...{ '@message': id(), '@answer': id(), '@form': id(), '@tool-call': id(), '@widget': id() },
    ...{ '@item-foreign': id(), '@turn': id() },
  };
  return {
    ...{ call, user, other },
    ids: {
      ...ids,
      '@thread': await aThreadWith(user, (thread) => [
        userMessage(ids['@message'], thread, 'Hello'),
        assistant(ids['@answer'], thread, 'Hi'),
        widget(ids['@widget'], thread, 'Press'),
        form(ids['@form'], thread),
        toolCall(ids['@tool-call'], thread),
      ]),
      '@thread-two': await aThreadWith(user, (thread) => [userMessage(id(), thread, 'Hello')]),
      '@thread-foreign': await aThreadWith(other, (thread) => [
        userMessage(ids['@item-foreign'], thread, 'A secret'),
      ]),
    },
  };
}

test(`${REQUESTS} valid and spoilt requests end in 2xx or 4xx, hold their streams, and leave no trace when refused`, async () => {
  const bodies = fc.sample(hostileBody, { seed: SEED, numRuns: REQUESTS });
  const statuses = new Set<number>();
  let scene = await aScene();
  for (const [index, body] of bodies.entries()) {
    if (index % PER_SCENE === 0) scene = await aScene();
    const status = await hold(scene, inScene(body, scene.ids)).catch((cause: unknown) => {
      throw new Error(`Request ${index}: ${JSON.stringify(body)?.slice(0, 2_000)}`, { cause });
    });
    statuses.add(status);
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 404, 409, 422]));
}, 60_000);

async function hold({ call, user, other }: Scene, body: unknown): Promise<number> {
  const before = [await rowsOf(user), await rowsOf(other)];
  const response = await post(call, body ?? null);
  const text = await response.text();
  const after = [await rowsOf(user), await rowsOf(other)];
  expect(after[1]).toEqual(before[1]);
  expect(text).not.toContain('A secret');
  if (response.status !== 200) {
    expect(Math.floor(response.status / 100), text).toBe(4);
    expect(JSON.parse(text)).toMatchObject({ detail: expect.anything(), code: expect.any(String) });
    expect(after[0]).toEqual(before[0]);
  } else if (response.headers.get('content-type') === 'text/event-stream') {
    await holdStream(call, framesOf(text));
  } else {
    expect(JSON.parse(text)).toEqual(expect.any(Object));
  }
  return response.status;
}

function framesOf(text: string): ThreadStreamEvent[] {
  expect(text.endsWith('\n\n')).toBe(true);
  return text
    .slice(0, -2)
    .split('\n\n')
    .map((frame) => JSON.parse(frame.slice(frame.indexOf('{'))) as ThreadStreamEvent);
}

async function holdStream(call: Call, events: ThreadStreamEvent[]): Promise<void> {
  const told = new Map<string, ThreadItem>();
  for (const event of events) {
    if (event.type === 'thread.item.done' || event.type === 'thread.item.replaced') {
      told.set(event.item.id, event.item);
    }
  }
  const [first] = told.values();
  const stored = first ? await itemsOf(call, first.thread_id) : [];
  expect(stored).toEqual(expect.arrayContaining([...told.values()]));
}
