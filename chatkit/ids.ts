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

const ID_BYTES = 16;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Asking for random bytes takes longer than using them: enough for many ids each time. */
const random = new Uint8Array(64 * ID_BYTES);
let used = random.length;

function randomHex(): string {
  if (used === random.length) {
    crypto.getRandomValues(random);
    used = 0;
  }
  let hex = '';
  for (const end = used + ID_BYTES; used < end; used += 1) hex += HEX[random[used] ?? 0];
  return hex;
}
