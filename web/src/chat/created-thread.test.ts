import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createdThreadId } from './created-thread.ts';

const stream =
  ': heartbeat\n\ndata: {"type":"thread.created","thread":{"id":"th-é-1","title":"Ü"}}\n\ndata: {"type":"x"}\n\n';

function inChunks(bytes: Uint8Array, cuts: number[]): Response {
  const edges = [0, ...cuts.map((cut) => cut % bytes.length).sort((a, b) => a - b), bytes.length];
  const chunks = edges.slice(1).map((end, index) => bytes.slice(edges[index], end));
  const source = new ReadableStream<Uint8Array>({
    start: (controller) => {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
  return new Response(source);
}

test('the id is found however the bytes are cut', async () => {
  const bytes = new TextEncoder().encode(stream);
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat()), async (cuts) => {
      expect(await createdThreadId(inChunks(bytes, cuts))).toBe('th-é-1');
    }),
  );
});

test.each(['', ': only a comment\n\n', 'data: {"type":"thread.item.done"}\n\n', 'data: {broken\n\n'])(
  'a stream that creates no thread has no id: %j',
  async (text) => {
    expect(await createdThreadId(new Response(text))).toBeNull();
  },
);
