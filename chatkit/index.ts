// The door of the library. Wire types are in `protocol/`, stand-ins for tests in `testing/`.
export type { ActionHandlers, ActionTurn, SyncAction, WidgetAction } from './actions.ts';
export type { AttachmentStore, NewAttachment } from './attachments.ts';
export { coalesceDeltas } from './coalesce.ts';
export {
  ChatKitError,
  CustomStreamError,
  type Fault,
  InvalidCursorError,
  NotFoundError,
  StreamError,
} from './errors.ts';
export type { Feedback } from './feedback.ts';
export { type Ids, type ItemKind, newAttachmentId, prefixedIds } from './ids.ts';
export { CANCELLED_NOTE } from './keep.ts';
export type {
  CancelledStream,
  ChatKitServerOptions,
  Log,
  Responder,
  ResponderEvent,
  Turn,
  TurnEnd,
} from './options.ts';
export { asksForStream } from './protocol/requests.ts';
export { type ChatKitServer, createChatKitServer, type ProcessResult } from './server.ts';
export {
  EVENT_STREAM_HEADERS,
  type EventStream,
  type EventStreamOptions,
  encodeEvent,
  toEventStream,
} from './sse.ts';
export type {
  ItemStatus,
  PageQuery,
  Store,
  StoredItem,
  TurnCommit,
  TurnOutcome,
  TurnStart,
  TurnStarted,
} from './store.ts';
export { systemTimer, type Timer } from './timer.ts';
export type { Recording } from './transcribe.ts';
