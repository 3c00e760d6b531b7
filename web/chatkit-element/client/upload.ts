// A file on its way to the server, by the host's upload strategy and through the host's `fetch`.
import type { CustomApiConfig } from '@openai/chatkit';
import type { Attachment } from '#chatkit/protocol/content.ts';
import { ChatKitError } from './chatkit-error.ts';
import type { Client } from './client.ts';
import { failureOf } from './failure.ts';

export type UploadPorts = {
  client: Pick<Client, 'tell'>;
  api: Pick<CustomApiConfig, 'fetch' | 'uploadStrategy'>;
};

const UPLOAD = 'upload';
const UNKNOWN_TYPE = 'application/octet-stream';

/** Throws ChatKitError; with `signal` aborted it throws whatever `fetch` throws. */
export async function upload(file: File, ports: UploadPorts, signal: AbortSignal): Promise<Attachment> {
  const strategy = ports.api.uploadStrategy;
  if (strategy?.type === 'two_phase') return await uploadInTwoPhases(file, ports, signal);
  if (strategy?.type !== 'direct') throw new ChatKitError('options', 'api.uploadStrategy is missing');
  const headers = { accept: 'application/json' };
  const response = await send(ports, strategy.uploadUrl, {
    method: 'POST',
    headers,
    body: form(file),
    signal,
  });
  return attachmentFrom(await response.json().catch(() => null));
}

async function uploadInTwoPhases(file: File, ports: UploadPorts, signal: AbortSignal): Promise<Attachment> {
  const params = { name: file.name, size: file.size, mime_type: file.type || UNKNOWN_TYPE };
  // Without the signal: hosts may take an aborted request to this address for the user's Stop.
  const created = await ports.client.tell({ type: 'attachments.create', params });
  const attachment = attachmentFrom(created);
  try {
    signal.throwIfAborted();
    const target = created.upload_descriptor;
    if (!target) throw protocolError('attachments.create was answered without an upload_descriptor');
    const { method, headers } = target;
    await send(ports, target.url, {
      method,
      headers: { ...headers },
      body: method === 'PUT' ? file : form(file),
      signal,
    });
    return attachment;
  } catch (error) {
    // What never arrived is not left behind; whether that succeeds changes nothing here.
    forget(ports, attachment.id);
    throw error;
  }
}

/** Tells the server that a file is not needed. The file is no more in the composer, whatever the answer is. */
export function forget({ client }: Pick<UploadPorts, 'client'>, id: string): void {
  client.tell({ type: 'attachments.delete', params: { attachment_id: id } }).catch(() => {});
}

function form(file: File): FormData {
  const data = new FormData();
  data.append('file', file, file.name);
  return data;
}

async function send({ api }: UploadPorts, url: string, init: RequestInit): Promise<Response> {
  const call = typeof api.fetch === 'function' ? api.fetch : globalThis.fetch.bind(globalThis);
  const response = await call(url, init).catch((cause: unknown) => {
    if (init.signal?.aborted) throw cause;
    throw new ChatKitError('network', 'The file could not reach the server', { requestType: UPLOAD, cause });
  });
  if (!response.ok) throw await failureOf(response, UPLOAD);
  return response;
}

/** What the server said of the file, without what is not for a message. */
function attachmentFrom(value: unknown): Attachment {
  const { id, name, mime_type, preview_url } = (value ?? {}) as Record<string, unknown>;
  if (typeof id !== 'string' || typeof name !== 'string' || typeof mime_type !== 'string') {
    throw protocolError('The upload was not answered with an attachment');
  }
  const fields = { id, name, mime_type };
  return typeof preview_url === 'string'
    ? { type: 'image', preview_url, ...fields }
    : { type: 'file', ...fields };
}

function protocolError(message: string): ChatKitError {
  return new ChatKitError('protocol', message, { requestType: UPLOAD });
}
