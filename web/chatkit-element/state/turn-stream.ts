// One stream of a turn: its events into the state, and out to the host.
import type { ThreadStreamEvent } from '#chatkit/protocol/events.ts';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { TurnRequest } from '../client/requests.ts';
import { isCut } from './end-turn.ts';
import { foldEvent } from './fold-event.ts';
import { findRow } from './rows.ts';
import { log, type RunningTurn, type Session } from './session.ts';
import { watchSilence } from './silence.ts';
import { logUnknown } from './unknown-items.ts';

/** Reads to the end and answers the ids of the tool calls that came. Throws what broke the stream. */
export async function readTurn(
  session: Session,
  turn: RunningTurn,
  request: TurnRequest,
): Promise<ReadonlySet<string>> {
  const calls = new Set<string>();
  const silence = watchSilence(session);
  try {
    turn.stream = null;
    const opening = session.client.open(request, turn.abort.signal, silence.heard);
    const stream = await Promise.race([opening, turn.over]);
    if (!stream || turn.end !== null) {
      opening.then(
        (late) => late.cancel(),
        () => {}, // the turn is over, however its request ends
      );
      return calls;
    }
    turn.stream = stream;
    turn.opened = true;
    silence.heard();
    let failure: ChatKitError | null = null;
    for await (const event of uncut(stream.events)) {
      if (turn.end !== null) return calls;
      if (event.type === 'thread.item.done' && event.item.type === 'client_tool_call')
        calls.add(event.item.id);
      failure = takeEvent(session, event, turn.request, request.type) ?? failure;
    }
    if (failure) throw failure;
    if (turn.end === null && isCut(session.store.get())) throw cutError(request.type);
    return calls;
  } finally {
    silence.stop();
  }
}

/** An answer to a control of a widget cannot be asked for again with the message that stands before it. */
export function isRepeatable({ type }: TurnRequest): boolean {
  return type !== 'threads.custom_action';
}

/** A reader that fails after the headers is a cut answer, whatever broke the connection. */
async function* uncut(events: AsyncGenerator<ThreadStreamEvent>): AsyncGenerator<ThreadStreamEvent> {
  try {
    yield* events;
  } catch (cause) {
    throw cutError(undefined, cause);
  }
}

function cutError(requestType: string | undefined, cause?: unknown): ChatKitError {
  return new ChatKitError('stream.cut', 'The answer ended before it was complete', {
    ...(requestType ? { requestType } : {}),
    cause,
  });
}

function takeEvent(
  session: Session,
  given: ThreadStreamEvent,
  begunBy: TurnRequest,
  requestType: string,
): ChatKitError | null {
  const { store, emit } = session;
  const before = store.get();
  const event = given.type === 'error' && !isRepeatable(begunBy) ? { ...given, allow_retry: false } : given;
  log(session, 'stream.event', { type: event.type });
  try {
    store.set(foldEvent({ ...before, silent: false }, event));
  } catch {
    log(session, 'stream.bad_event', { type: event.type });
  }
  const { threadId, rows } = store.get();
  if (rows === before.rows) logIgnored(session, event);
  if (event.type === 'thread.item.added') logDuplicate(session, event.item.id);
  if (event.type === 'thread.item.done') logUnknown(session, [event.item]);
  if (threadId !== before.threadId) emit('chatkit.thread.change', { threadId });
  if (event.type === 'client_effect') emit('chatkit.effect', { name: event.name, data: event.data });
  if (event.type !== 'error') return null;
  const error = new ChatKitError(event.code === 'custom' ? 'custom' : 'stream.error', 'The turn failed', {
    requestType,
    allowRetry: event.allow_retry,
    ...(event.message ? { detail: event.message } : {}),
  });
  emit('chatkit.error', { error });
  return error;
}

/** An update of something that is not there, or of a kind that this version does not know. */
function logIgnored(session: Session, event: ThreadStreamEvent): void {
  if (event.type !== 'thread.item.updated') return;
  log(session, 'stream.ignored_update', { type: event.update?.type });
}

function logDuplicate(session: Session, id: string): void {
  const { rows } = session.store.get();
  const row = rows[findRow(rows, id)];
  if (row && row.key !== id && row.key.startsWith(`${id}~`)) log(session, 'stream.duplicate_id', { id });
}
