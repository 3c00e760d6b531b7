import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import { outline } from '../testing/collect.ts';
import { startExample } from './start.ts';

let example: Awaited<ReturnType<typeof startExample>>;

beforeAll(async () => {
  example = await startExample({ port: 0, pauseMs: 0 });
});
afterAll(() => example.close());

async function send(url: string, body: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, { method: 'POST', headers, body });
  const frames = (await response.text()).split('\n\n').filter((frame) => frame.startsWith('data: '));
  const events: ThreadStreamEvent[] = frames.map((frame) => JSON.parse(frame.slice('data: '.length)));
  return { response, events };
}

/** Starts the program as `npm run example:chatkit` does and gives its first line to `use`. */
async function withProgram(use: (line: string) => Promise<void>): Promise<void> {
  const env = { ...process.env, PORT: '0' };
  const program = spawn(process.execPath, ['chatkit/example/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  try {
    const [line] = await once(createInterface(program.stdout), 'line');
    await use(line);
  } finally {
    program.kill();
    await ended;
  }
}

test('the curl line that the program prints starts a conversation with steps, words and a widget', async () => {
  await withProgram(async (line) => {
    const [, url = '', name = '', value = '', body = ''] =
      /^curl -N (\S+) -H '([\w-]+): ([^']+)' -d '([^']+)'$/.exec(line) ?? [];
    const { response, events } = await send(url, body, { [name]: value });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-turn-id')).toMatch(/^turn_/);
    const lines = outline(events);
    expect(lines.filter((line) => !line.endsWith('text_delta'))).toEqual([
      'thread.created',
      'thread.item.done user_message',
      'stream_options',
      'thread.item.added workflow',
      'thread.item.updated workflow.task.updated',
      'thread.item.done workflow',
      'thread.item.added assistant_message',
      'thread.item.done assistant_message',
      'thread.item.done widget',
    ]);
    expect(lines).toContain('thread.item.updated assistant_message.content_part.text_delta');
    expect(JSON.stringify(events)).toContain('You said “A hat”. Which colour shall it have?');
  });
});

/** Asks for a hat and answers the question that comes with the colour. */
async function choose(colour: string): Promise<ThreadStreamEvent[]> {
  const { events } = await send(example.url, example.body);
  const shown = events.at(-1);
  const item = shown && 'item' in shown ? shown.item : undefined;
  const action = { type: 'colour.choose', payload: { colour } };
  const params = { thread_id: item?.thread_id, item_id: item?.id, action };
  return (await send(example.url, JSON.stringify({ type: 'threads.custom_action', params }))).events;
}

test('a press of a button replaces the widget by the choice', async () => {
  const events = await choose('blue');
  expect(outline(events)).toEqual(['stream_options', 'thread.item.replaced widget']);
  expect(JSON.stringify(events.at(-1))).toContain('You chose blue');
});

test('a colour that was not offered is not taken', async () => {
  expect(outline(await choose('green'))).toEqual(['stream_options', 'notice']);
});

test('a request that breaks the protocol is answered with 400', async () => {
  const { response } = await send(example.url, '{"type":"threads.create"}');
  expect(response.status).toBe(400);
});
