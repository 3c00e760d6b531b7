import { expect, test } from 'vitest';
import { chat, type User } from './testing/chat.ts';
import type { Recording } from './transcribe.ts';

const transcribe = (audio_base64: string, mime_type: string) => ({
  type: 'input.transcribe',
  params: { audio_base64, mime_type },
});

function listening() {
  const heard: { recording: Recording; context: User }[] = [];
  const made = chat({
    async transcribe(recording, context) {
      heard.push({ recording, context });
      return 'ok';
    },
  });
  return { ...made, heard };
}

test('S45 a recording is decoded and its media type told apart from its codecs', async () => {
  const { json, heard, user } = listening();
  const bytes = new TextEncoder().encode('hello audio');
  const body = transcribe(btoa('hello audio'), 'audio/webm;codecs=opus');
  expect(await json(body)).toEqual({ text: 'ok' });
  const recording = { bytes, mime_type: 'audio/webm;codecs=opus', media_type: 'audio/webm' };
  expect(heard).toEqual([{ recording, context: user }]);
});

test('every byte arrives as it was', async () => {
  const { json, heard } = listening();
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  await json(transcribe(btoa(String.fromCharCode(...bytes)), 'audio/mp4'));
  expect(heard[0]?.recording.bytes).toEqual(bytes);
});

test('U19 the media type is trimmed and in small letters, the mime type as it was sent', async () => {
  const { json, heard } = listening();
  await json(transcribe('', ' Audio/WebM ; codecs=opus'));
  expect(heard[0]?.recording).toMatchObject({
    media_type: 'audio/webm',
    mime_type: ' Audio/WebM ; codecs=opus',
  });
});

test.each(['aGk', 'aGk=\n', 'a Gk', 'aGk*', 'aGk-', 'a===', '====', 'äöüß'])(
  'U19 %j is no base64: refused without repeating it, unheard',
  async (audio) => {
    const { server, heard, user } = listening();
    const error = await server.process(transcribe(audio, 'audio/webm'), user).catch((reason) => reason);
    expect(error).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(JSON.stringify(error.body())).not.toContain(JSON.stringify(audio).slice(1, -1));
    expect(heard).toEqual([]);
  },
);

test('without a hook a recording is refused as an attachment is', async () => {
  const { server, user } = chat();
  await expect(server.process(transcribe('aGk=', 'audio/webm'), user)).rejects.toThrow(
    expect.objectContaining({ status: 400, code: 'attachments_not_supported' }),
  );
});
