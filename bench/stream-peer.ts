// The npm package `chatkit-node-backend-sdk` used as its README says, with a store in Maps that does no more
// than it must.
import {
  type Attachment,
  ChatKitServer,
  type Page,
  Store,
  type ThreadItem,
  type ThreadMetadata,
  type ThreadStreamEvent,
} from 'chatkit-node-backend-sdk';
import { newFields, script } from './stream-script.ts';
import { slowed } from './stream-slowed.ts';

const silent = { info() {}, warn() {}, error() {}, debug() {} };

class MapStore extends Store {
  readonly threads = new Map<string, ThreadMetadata>();
  readonly items = new Map<string, ThreadItem>();

  async loadThread(id: string): Promise<ThreadMetadata> {
    return found(this.threads.get(id));
  }
  async saveThread(thread: ThreadMetadata): Promise<void> {
    this.threads.set(thread.id, thread);
  }
  async deleteThread(id: string): Promise<void> {
    this.threads.delete(id);
  }
  async loadThreads(): Promise<Page<ThreadMetadata>> {
    return { data: [...this.threads.values()], has_more: false, after: null };
  }
  async loadThreadItems(): Promise<Page<ThreadItem>> {
    return { data: [...this.items.values()], has_more: false, after: null };
  }
  async addThreadItem(_threadId: string, item: ThreadItem): Promise<void> {
    this.items.set(item.id, item);
  }
  async saveItem(_threadId: string, item: ThreadItem): Promise<void> {
    this.items.set(item.id, item);
  }
  async loadItem(_threadId: string, id: string): Promise<ThreadItem> {
    return found(this.items.get(id));
  }
  async deleteThreadItem(_threadId: string, id: string): Promise<void> {
    this.items.delete(id);
  }
  async saveAttachment(): Promise<void> {}
  async loadAttachment(): Promise<Attachment> {
    return found<Attachment>(undefined);
  }
  async deleteAttachment(): Promise<void> {}
}

class Server extends ChatKitServer {
  deltas: string[] = [];

  async *respond(thread: ThreadMetadata): AsyncGenerator<ThreadStreamEvent> {
    // The events of both libraries are the protocol's.
    yield* script(newFields(thread.id), this.deltas) as AsyncGenerator<ThreadStreamEvent>;
  }
}

export function createPeer(deltas: string[], callMs: number) {
  const store = slowed(new MapStore(), callMs);
  const server = new Server(store, undefined, silent);
  server.deltas = deltas;
  return { store, server };
}

function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new Error('Not found');
  return row;
}
