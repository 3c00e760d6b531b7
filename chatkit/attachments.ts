// Files: created before the message that carries them, bound to its thread when it is stored.
import type { Call } from './call.ts';
import { ChatKitError } from './errors.ts';
import { inOrder } from './in-order.ts';
import type { Attachment } from './protocol/content.ts';
import type { RequestOf } from './protocol/requests.ts';
import type { Store } from './store.ts';
import { toWireAttachment } from './wire.ts';

export type NewAttachment = RequestOf<'attachments.create'>['params'];

/** Where the bytes are; the rows are the store's. The library has checked whose an attachment is before a delete. */
export interface AttachmentStore<Context> {
  /**
   * Makes room for a file whose name, size and type are the client's word: throw ChatKitError for what is not
   * allowed. `upload_descriptor` tells the client where the bytes go; `newAttachmentId` makes a proper id.
   */
  createAttachment(file: NewAttachment, context: Context): Promise<Attachment>;
  /** No effect when the bytes are gone already. */
  deleteAttachment(attachmentId: string, context: Context): Promise<void>;
}

export type AttachmentRows<Context> = Required<
  Pick<Store<Context>, 'saveAttachment' | 'loadAttachment' | 'deleteAttachment'>
>;

export async function createAttachment<Context>(
  call: Call<Context>,
  { params }: RequestOf<'attachments.create'>,
): Promise<{ body: Attachment }> {
  const { files, rows } = supported(call);
  const { context } = call;
  const attachment = await files.createAttachment(params, context);
  try {
    await rows.saveAttachment(attachment, context);
  } catch (error) {
    await files.deleteAttachment(attachment.id, context).catch((second: unknown) => {
      call.settings.log('A file without a row could not be removed', { id: attachment.id, error: second });
    });
    throw error;
  }
  return { body: toWireAttachment(attachment) };
}

/** The row decides whose it is, and goes last: while the bytes cannot be deleted it can still be found. */
export async function deleteAttachment<Context>(
  call: Call<Context>,
  { params: { attachment_id } }: RequestOf<'attachments.delete'>,
): Promise<{ body: Record<string, never> }> {
  const { files, rows } = supported(call);
  await rows.loadAttachment(attachment_id, call.context);
  await files.deleteAttachment(attachment_id, call.context);
  await rows.deleteAttachment(attachment_id, call.context);
  return { body: {} };
}

/** @throws ChatKitError when the server takes none; NotFoundError when one is absent or somebody else's. */
export async function loadAttachments<Context>(call: Call<Context>, ids: string[]): Promise<Attachment[]> {
  if (ids.length === 0) return [];
  const { rows } = supported(call);
  return inOrder(ids.map((id) => rows.loadAttachment(id, call.context)));
}

/**
 * Writes the message between binding its attachments to the thread and nothing: bound first, because an
 * attachment without a thread may be taken for an orphan; unbound again when the message is refused.
 */
export async function withBound<Context, Result>(
  call: Call<Context>,
  threadId: string,
  attachments: Attachment[],
  write: () => Promise<Result>,
): Promise<Result> {
  if (attachments.length === 0) return write();
  const { rows } = supported(call);
  const save = (attachment: Attachment) => rows.saveAttachment(attachment, call.context);
  try {
    await inOrder(attachments.map((attachment) => save({ ...attachment, thread_id: threadId })));
    return await write();
  } catch (error) {
    await inOrder(attachments.map(save)).catch((second: unknown) => {
      call.settings.log('Attachments of a refused message stay bound', { threadId, error: second });
    });
    throw error;
  }
}

/** With `attachments` the store has its three methods: `createChatKitServer` has looked. */
export function supported<Context>({ settings: { attachments, store } }: Call<Context>): {
  files: AttachmentStore<Context>;
  rows: AttachmentRows<Context>;
} {
  if (!attachments) {
    throw new ChatKitError(400, 'attachments_not_supported', 'Attachments are not supported');
  }
  return { files: attachments, rows: store as Store<Context> & AttachmentRows<Context> };
}
