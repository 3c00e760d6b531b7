import { ChatKitError } from './chatkit-error.ts';

const MAX_BODY = 4096;
const MAX_SENTENCE = 200;
const MAX_WAIT_SECONDS = 3600;

/** What a refused request says, read from its status and at most 4 kB of its body. */
export async function failureOf(response: Response, requestType: string): Promise<ChatKitError> {
  const body = parse((await response.text().catch(() => '')).slice(0, MAX_BODY));
  const detail = sentence(body);
  return new ChatKitError('http', `${requestType} was answered with status ${response.status}`, {
    status: response.status,
    requestType,
    ...(detail ? { detail } : {}),
    ...(typeof body.code === 'string' ? { reason: body.code } : {}),
    ...retryAfter(response),
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // an HTML page of a proxy has nothing to tell the user
  }
}

function sentence(body: Record<string, unknown>): string | undefined {
  const nested = typeof body.error === 'object' && body.error !== null ? body.error : {};
  const found = [(nested as Record<string, unknown>).message, body.message, body.detail];
  return found.find((text): text is string => typeof text === 'string' && text.length <= MAX_SENTENCE);
}

function retryAfter(response: Response): { retryAfterSeconds: number } | null {
  const header = response.headers.get('retry-after');
  if (!header) return null;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds)
    ? { retryAfterSeconds: Math.min(MAX_WAIT_SECONDS, Math.max(1, Math.ceil(seconds))) }
    : null;
}
