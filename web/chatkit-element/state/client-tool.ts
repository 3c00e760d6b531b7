// Tools that run in the page: the server's call to the host, and the request that takes the output back.
import type { ClientToolCallItem } from '#chatkit/protocol/items.ts';
import { ChatKitError } from '../client/chatkit-error.ts';
import type { TurnRequest } from '../client/requests.ts';
import type { ChatState } from './chat-state.ts';
import { replaceItem } from './rows.ts';
import type { RunningTurn, Session } from './session.ts';

/** A model that calls without end is stopped. */
const CALLS_MAX = 25;

/** Carries out a call and answers with the request that goes on; null when the turn is over meanwhile. */
export async function requestForCall(
  session: Session,
  turn: RunningTurn,
  call: ClientToolCallItem,
  calls: number,
): Promise<TurnRequest | null> {
  if (calls >= CALLS_MAX) throw new ChatKitError('protocol', 'The turn calls too many tools of the page');
  if (turn.end !== null) return null;
  turn.stream = null;
  const result = await Promise.race([outputOf(session, call), turn.over]);
  if (turn.end !== null) return null;
  session.store.update((state) => complete(state, call));
  return {
    type: 'threads.add_client_tool_output',
    params: { thread_id: session.store.get().threadId ?? call.thread_id, result },
  };
}

function complete(state: ChatState, call: ClientToolCallItem): ChatState {
  return { ...state, rows: replaceItem(state.rows, { ...call, status: 'completed' }, state.turn) };
}

/** What the host's function answers; a failure is an answer, too, because the agent can do something about it. */
async function outputOf(session: Session, { name, arguments: params }: ClientToolCallItem): Promise<unknown> {
  try {
    const { onClientTool } = session.options();
    if (typeof onClientTool !== 'function') throw new Error(`The client tool ${name} is not available`);
    const result: unknown = (await onClientTool({ name, params })) ?? {};
    // What cannot be sent is the function's failure, not the network's.
    return JSON.stringify(result) === undefined ? {} : result;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const error = new ChatKitError('handler', `onClientTool failed for ${name}: ${message}`, { cause });
    session.emit('chatkit.error', { error });
    return { error: message };
  }
}
