// input.transcribe: speech to text, by the integrator's hook.
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import type { RequestOf } from './protocol/requests.ts';

/** `mime_type` as the client sent it, `audio/webm;codecs=opus`; `media_type` without parameters, `audio/webm`. */
export type Recording = { bytes: Uint8Array; mime_type: string; media_type: string };

export async function transcribe<Context>(
  { settings, context }: Call<Context>,
  { params: { audio_base64, mime_type } }: RequestOf<'input.transcribe'>,
): Promise<{ body: { text: string } }> {
  if (!settings.transcribe) {
    throw new ChatKitError(400, 'attachments_not_supported', 'Transcription is not supported');
  }
  const media_type = (mime_type.split(';')[0] ?? '').trim().toLowerCase();
  const text = await settings.transcribe({ bytes: decode(audio_base64), mime_type, media_type }, context);
  return { body: { text } };
}

/** Strictly: `atob` alone would let blanks and missing padding pass. */
function decode(base64: string): Uint8Array {
  try {
    if (base64.length % 4 !== 0 || /\s/.test(base64)) throw new Error('not base64');
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    // What is wrong with it is all there is to say, and the parser's words may repeat the input.
    const errors = [{ path: ['params', 'audio_base64'], message: 'Invalid base64' }];
    throw new ChatKitError(400, 'invalid_request', 'The audio is not valid base64', errors);
  }
}
