// Keys for the user's messages. The element sends a message again with the very same body when it does not know what
// became of it; with the same key the server then answers what it has, instead of storing the message twice.
import { createdThreadId } from './created-thread.ts';

type Content = { text?: string }[];
type Request = {
  type?: string;
  params?: { thread_id?: string; input?: { content?: Content } };
  metadata?: Record<string, unknown>;
};
type Read = { items?: { data?: Item[] }; data?: Item[] };
type Item = { type?: string; content?: Content };

/** Of messages whose fate is unknown; more of them than these nobody waits for. */
const UNKNOWN_MAX = 20;

export class MessageKeys {
  /** By the body as the element sent it. */
  readonly #unknown = new Map<string, { key: string; request: Request }>();

  /** The body with its key, if it is a message. */
  addTo(body: RequestInit['body']): string | undefined {
    const request = requestOf(body);
    if (!request || typeof body !== 'string' || !isMessage(request)) return undefined;
    const { key } = this.#unknown.get(body) ?? { key: crypto.randomUUID() };
    this.#unknown.delete(body);
    this.#unknown.set(body, { key, request });
    for (const oldest of [...this.#unknown.keys()].slice(0, -UNKNOWN_MAX)) this.#unknown.delete(oldest);
    return JSON.stringify({ ...request, metadata: { ...request.metadata, idempotency_key: key } });
  }

  /** Forgets what the answer to a request shows to be stored: the same words are a new message from then on. */
  async answered(body: RequestInit['body'], response: Response): Promise<void> {
    const request = requestOf(body);
    if (!response.ok || !request || typeof body !== 'string' || this.#unknown.size === 0) return;
    const threadId = request.params?.thread_id;
    if (request.type === 'threads.get_by_id' || request.type === 'items.list') {
      const read = (await response.clone().json()) as Read;
      this.#forgetRead(threadId, read.items?.data ?? read.data ?? []);
    } else if (threadId !== undefined) {
      // A stream begins only after its message is stored; whatever came before in the thread is settled with it.
      if (isStream(response)) this.#forget((unknown) => unknown.params?.thread_id === threadId);
    } else if (isMessage(request) && (await createdThreadId(response.clone())) !== null) {
      // Without the name of the new thread the element could only begin another one.
      this.#unknown.delete(body);
    }
  }

  #forgetRead(threadId: string | undefined, items: Item[]): void {
    const texts = items.flatMap(({ type, content }) => (type === 'user_message' ? [textOf(content)] : []));
    this.#forget(
      ({ params }) => params?.thread_id === threadId && texts.includes(textOf(params?.input?.content)),
    );
  }

  #forget(isSettled: (request: Request) => boolean): void {
    for (const [body, { request }] of this.#unknown) if (isSettled(request)) this.#unknown.delete(body);
  }
}

function requestOf(body: RequestInit['body']): Request | null {
  return typeof body === 'string' ? (JSON.parse(body) as Request) : null;
}

const isMessage = ({ type }: Request): boolean =>
  type === 'threads.create' || type === 'threads.add_user_message';

const isStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;

const textOf = (content: Content = []): string => content.map(({ text = '' }) => text).join('');
