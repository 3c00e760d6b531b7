// A recording on its way to the server's ears.
import { ChatKitError } from './chatkit-error.ts';
import type { Client } from './client.ts';

/** What was said, without white space around it. Throws ChatKitError. */
export async function transcribe(client: Pick<Client, 'tell'>, recording: Blob): Promise<string> {
  const params = { audio_base64: await base64Of(recording), mime_type: recording.type };
  const { text } = await client.tell({ type: 'input.transcribe', params });
  if (typeof text === 'string') return text.trim();
  throw new ChatKitError('protocol', 'input.transcribe was answered without a text', {
    requestType: 'input.transcribe',
  });
}

function base64Of(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
