// Ids of threads, items and turns. Clients treat them as opaque; give your own `Ids` for plain UUIDs.

export type ItemKind = 'message' | 'tool_call' | 'workflow' | 'task' | 'attachment' | 'sdk_hidden_context';

export type Ids<Context> = {
  thread(context: Context): string;
  item(kind: ItemKind, threadId: string, context: Context): string;
  turn(): string;
};

const PREFIX: Record<ItemKind, string> = {
  message: 'msg',
  tool_call: 'tc',
  workflow: 'wf',
  task: 'tsk',
  attachment: 'atc',
  sdk_hidden_context: 'shcx',
};

/** `thr_…`, `msg_…` and so on, with 128 random bits in hex. */
export const prefixedIds: Ids<unknown> = {
  thread: () => `thr_${randomHex()}`,
  item: (kind) => `${PREFIX[kind]}_${randomHex()}`,
  turn: () => `turn_${randomHex()}`,
};

/** `atc_…`, for an `AttachmentStore`: an attachment is made before it has a thread. */
export function newAttachmentId(): string {
  return `${PREFIX.attachment}_${randomHex()}`;
}

function randomHex(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
