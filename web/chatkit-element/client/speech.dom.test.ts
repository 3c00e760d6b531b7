import { expect, test } from 'vitest';
import type { Client } from './client.ts';
import { transcribe } from './speech.ts';

/** A server that writes down what it is sent. */
function ears(text: unknown) {
  const sent: unknown[] = [];
  const tell: Client['tell'] = async (command) => {
    sent.push(command);
    return { text } as never;
  };
  return { sent, tell };
}

test('a recording goes as base64 with its type, and comes back as words', async () => {
  const { sent, tell } = ears(' Buy milk. ');
  const recording = new Blob([new Uint8Array([0, 255, 7])], { type: 'audio/webm;codecs=opus' });
  expect(await transcribe({ tell }, recording)).toBe('Buy milk.');
  expect(sent).toEqual([
    { type: 'input.transcribe', params: { audio_base64: 'AP8H', mime_type: 'audio/webm;codecs=opus' } },
  ]);
});

test('an answer without a text is an error', async () => {
  await expect(transcribe({ tell: ears(undefined).tell }, new Blob(['x']))).rejects.toMatchObject({
    code: 'protocol',
  });
});
