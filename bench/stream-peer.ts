// The npm package `chatkit-node-backend-sdk` used as its README says, over the memory store that ours runs on.
import {
  type Attachment,
  ChatKitServer,
  type Page,
  Store,
  type ThreadItem,
  type ThreadMetadata,
  type ThreadStreamEvent,
} from 'chatkit-node-backend-sdk';
import type { Store as OurStore } from '#chatkit/index.ts';
import type { ThreadItem as OurItem } from '#chatkit/protocol/items.ts';
import type { ThreadMetadata as OurThread } from '#chatkit/protocol/thread.ts';
import { newFields, script } from './stream-script.ts';

const silent = { info() {}, warn() {}, error() {}, debug() {} };

/** The plain calls of both libraries are the same ones; only a message's turn is asked of it here. */
class SharedStore extends Store {
  readonly #rows: OurStore<undefined>;

  constructor(rows: OurStore<undefined>) {
    super();
    this.#rows = rows;
  }

  loadThread(id: string): Promise<ThreadMetadata> {
    return this.#rows.loadThread(id, undefined) as Promise<ThreadMetadata>;
  }
  saveThread(thread: ThreadMetadata): Promise<void> {
    return this.#rows.saveThread(thread as OurThread, undefined);
  }
  addThreadItem(threadId: string, item: ThreadItem): Promise<void> {
    return this.#rows.addThreadItem(threadId, item as OurItem, undefined);
  }
  saveItem(threadId: string, item: ThreadItem): Promise<void> {
    return this.#rows.saveItem(threadId, item as OurItem, undefined);
  }
  loadItem(threadId: string, id: string): Promise<ThreadItem> {
    return this.#rows.loadItem(threadId, id, undefined) as Promise<ThreadItem>;
  }
  deleteThread(id: string): Promise<void> {
    return this.#rows.deleteThread(id, undefined);
  }
  deleteThreadItem(threadId: string, id: string): Promise<void> {
    return this.#rows.deleteThreadItem(threadId, id, undefined);
  }
  loadThreads(): Promise<Page<ThreadMetadata>> {
    return notAsked('loadThreads');
  }
  loadThreadItems(): Promise<Page<ThreadItem>> {
    return notAsked('loadThreadItems');
  }
  saveAttachment(): Promise<void> {
    return notAsked('saveAttachment');
  }
  loadAttachment(): Promise<Attachment> {
    return notAsked('loadAttachment');
  }
  deleteAttachment(): Promise<void> {
    return notAsked('deleteAttachment');
  }
}

class Server extends ChatKitServer {
  deltas: string[] = [];

  async *respond(thread: ThreadMetadata): AsyncGenerator<ThreadStreamEvent> {
    // The events of both libraries are the protocol's.
    yield* script(newFields(thread.id), this.deltas) as AsyncGenerator<ThreadStreamEvent>;
  }
}

export function createPeer(rows: OurStore<undefined>, deltas: string[]): ChatKitServer {
  const server = new Server(new SharedStore(rows), undefined, silent);
  server.deltas = deltas;
  return server;
}

async function notAsked(call: string): Promise<never> {
  throw new Error(`The script does not need ${call}`);
}
