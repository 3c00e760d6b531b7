// What happens when a control of a widget is used: the host, a turn, or a quick change of one item.
import type { Action } from '#chatkit/protocol/requests.ts';
import type { ActionConfig, WidgetRoot } from '#chatkit/protocol/widgets.ts';
import { ChatKitError, IntegrationError } from '../client/chatkit-error.ts';
import type { ChatState } from './chat-state.ts';
import { notify, notifyProblem } from './notices.ts';
import { problemOfTurn } from './problem-of.ts';
import { findRow, replaceItem } from './rows.ts';
import { log, refuseIfBusy, type Session } from './session.ts';
import { runTurn } from './turn.ts';
import { mergeValues } from './widget-payload.ts';

type Request = {
  itemId: string;
  widget: WidgetRoot;
  action: ActionConfig;
  values: Record<string, unknown>;
};

/**
 * Carries out an action of a widget. Rejects when it failed, so that its control can go back; the failure is on
 * screen and dispatched by then.
 */
export async function runWidgetAction(session: Session, request: Request): Promise<void> {
  const { itemId, widget, action } = request;
  const sent = actionOf(session, request);
  if (action.handler === 'client') await callHost(session, sent, itemId, widget);
  else if (isQuick(action)) await runQuickly(session, sent, itemId);
  else await runAction(session, sent, itemId, 'sendAction');
}

/**
 * Runs an action as a turn.
 * @throws IntegrationError naming `method` when busy or without a thread, ChatKitError when the turn fails.
 */
export async function runAction(
  session: Session,
  action: Action,
  itemId: string | undefined,
  method: string,
): Promise<void> {
  refuseIfBusy(session, method);
  const params = { ...paramsOf(session, itemId, method), action };
  await runTurn(session, { type: 'threads.custom_action', params }, { prepare: same, undo: same });
}

/** Beside a running turn, without a stream: the answer is the item as it is now. */
async function runQuickly(session: Session, action: Action, itemId: string): Promise<void> {
  const { store, client, emit, clock } = session;
  const params = { ...paramsOf(session, itemId, 'sendAction'), action };
  const shown = session.reads.signal;
  const number = ++session.quick.sent;
  try {
    const { updated_item } = await client.tell({ type: 'threads.sync_custom_action', params });
    if (!updated_item || shown.aborted || isOverdue(session, updated_item.id, number)) return;
    store.update((state) => {
      if (findRow(state.rows, updated_item.id) < 0) return state;
      return { ...state, rows: replaceItem(state.rows, updated_item, state.turn) };
    });
  } catch (cause) {
    const error = cause instanceof ChatKitError ? cause : handlerError(action, cause);
    const { problem } = problemOfTurn(error, clock.now());
    if (!shown.aborted) store.update((state) => notifyProblem(state, problem, clock.now()));
    emit('chatkit.error', { error });
    throw error;
  }
}

/** Answers may come in another order than the actions were sent; an older one must not undo a newer one. */
function isOverdue({ quick }: Session, itemId: string, number: number): boolean {
  if ((quick.shown.get(itemId) ?? 0) > number) return true;
  quick.shown.set(itemId, number);
  return false;
}

async function callHost(session: Session, sent: Action, itemId: string, widget: WidgetRoot): Promise<void> {
  const { store, emit } = session;
  const { onAction } = session.options().widgets ?? {};
  if (typeof onAction !== 'function') {
    log(session, 'widget.action_ignored', {});
    return;
  }
  try {
    // The host knows what its server put into the payload and into the widget.
    const args = [sent, { id: itemId, widget }] as unknown as Parameters<typeof onAction>;
    await onAction(...args);
  } catch (cause) {
    const error = handlerError(sent, cause);
    store.update((state) => notify(state, 'action_failed'));
    emit('chatkit.error', { error });
    throw error;
  }
}

/** What travels: the type, and the payload with the fields' values. */
function actionOf(session: Session, { action, values }: Request): Action {
  const { payload, clashes, refused } = mergeValues(action.payload, values);
  for (const name of clashes) {
    reportField(session, `The payload of ${action.type} has a value for the field ${name} already`);
  }
  for (const name of refused) reportField(session, `The field name "${name}" is not allowed`);
  return { type: action.type, ...(payload === undefined ? {} : { payload }) };
}

/** The control shows by itself that it works. */
const same = (state: ChatState) => state;

function reportField(session: Session, message: string): void {
  session.emit('chatkit.error', { error: new ChatKitError('options', message) });
}

function paramsOf(session: Session, itemId: string | undefined, method: string) {
  const { threadId } = session.store.get();
  if (threadId === null) throw new IntegrationError(`ChatKit: ${method}() ignored - there is no thread`);
  return { thread_id: threadId, ...(itemId === undefined ? {} : { item_id: itemId }) };
}

function handlerError({ type }: Action, cause: unknown): ChatKitError {
  return new ChatKitError('handler', `The action ${type} failed`, { cause });
}

/** The documentation prints `false` as text. */
function isQuick({ streaming }: { streaming?: unknown }): boolean {
  return streaming === false || streaming === 'false';
}
