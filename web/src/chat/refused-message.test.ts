import { expect, test } from 'vitest';
import { keepingRefused } from './refused-message.ts';

const message = {
  params: {
    input: {
      content: [
        { type: 'input_text', text: 'Add ' },
        { type: 'input_text', text: 'milk' },
      ],
    },
  },
};
const post = (body: unknown): RequestInit => ({ method: 'POST', body: JSON.stringify(body) });

async function keptAfter(status: number, body: unknown): Promise<string[]> {
  const kept: string[] = [];
  const fetch = keepingRefused(
    async () => new Response(null, { status }),
    (text) => kept.push(text),
  );
  expect((await fetch('/api/chatkit', post(body))).status).toBe(status);
  return kept;
}

test('a message refused for want of a session is kept as it was typed', async () => {
  expect(await keptAfter(401, message)).toEqual(['Add milk']);
});

test.each([200, 429, 503])('a message answered with %i is the element’s to keep', async (status) => {
  expect(await keptAfter(status, message)).toEqual([]);
});

test('a refused request without a message keeps nothing', async () => {
  expect(await keptAfter(401, { type: 'threads.get_by_id', params: { thread_id: 'x' } })).toEqual([]);
});
