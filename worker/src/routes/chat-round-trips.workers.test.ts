import { env } from 'cloudflare:workers';
import { neonConfig } from '@neondatabase/serverless';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { say, script, call as toolCall, waitAt } from '#dev/model/script-client.ts';
import { anApp } from '../testing/app.ts';
import { aThread, create, done, post, readEvents } from '../testing/chat.ts';

const modelUrl = inject('modelUrl');
let [database, mcp] = [0, [] as string[]];

const app = await anApp({
  env: {
    MCP: {
      async fetch(request: Request) {
        mcp.push(request.headers.get('mcp-method') ?? '');
        return env.MCP.fetch(request);
      },
    },
  },
});

const before = neonConfig.fetchFunction;
beforeAll(() => {
  neonConfig.fetchFunction = (...args: Parameters<typeof fetch>) => {
    database += 1;
    return fetch(...args);
  };
});
afterAll(() => {
  neonConfig.fetchFunction = before;
});

/** A turn in an isolate that has listed the tools before. */
async function counted(steps: Parameters<typeof script>[1]) {
  const { call } = await app.signedIn();
  await aThread(call, 'What can you do?');
  const answer = await script(modelUrl, [[waitAt('model'), ...(steps[0] ?? [])], ...steps.slice(1)]);
  [database, mcp] = [0, []];
  const events = readEvents(await post(call, create(answer.mark)));
  await events.next();
  await answer.reached('model');
  const beforeModel = database;
  await answer.open('model');
  const items = [];
  let atLastEvent = database;
  for await (const event of events) {
    atLastEvent = database;
    items.push(...done([event]));
  }
  return { beforeModel, atLastEvent, mcp, items };
}

test('a turn without tools makes one database request before the model, and two in all', async () => {
  const turn = await counted([[say('Hello.')]]);
  expect(turn).toMatchObject({ beforeModel: 1, mcp: [] });
  expect(turn.atLastEvent).toBeLessThanOrEqual(2);
});

test('a turn with one tool call makes one MCP request, and at most three database requests', async () => {
  const turn = await counted([[toolCall('add_task', { title: 'x' })], [say('Added.')]]);
  expect(turn).toMatchObject({ beforeModel: 1, mcp: ['tools/call'] });
  expect(turn.atLastEvent).toBeLessThanOrEqual(3);
  expect(turn.items.map(({ type }) => type)).toEqual(['user_message', 'workflow', 'assistant_message']);
});

test('each call is one MCP request, also when they come together', async () => {
  const calls = ['a', 'b', 'c'].map((title) => toolCall('add_task', { title }));
  const turn = await counted([calls, [toolCall('list_tasks', {})], [say('Added.')]]);
  expect(turn.mcp).toEqual(['tools/call', 'tools/call', 'tools/call', 'tools/call']);
  expect(turn.beforeModel).toBe(1);
  expect(turn.atLastEvent).toBeLessThanOrEqual(3);
});
