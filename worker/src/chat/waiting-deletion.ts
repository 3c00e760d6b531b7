// A deletion that waits for its user's word stands in the row of the card that asks, where no client reads or writes
// it. The row decides what is deleted: whose, in which conversation, exactly which tasks, until when, and once.
import { type SQL, sql } from 'drizzle-orm';
import { ChatKitError, type TurnStart } from '#chatkit/index.ts';
import { CONFIRMATION } from '#core/limits.ts';
import type { NamedTask } from '#core/tasks/name-tasks.ts';
import { isUuid } from '#core/uuid.ts';
import type { ChatContext, StoredToolCall } from './context.ts';
import { CANCEL, CONFIRM } from './deletion-card.ts';

type ActionStart = Extract<TurnStart, { kind: 'action' }>;

/** What the user has answered, taken from the row with the turn that carries it out. */
export type Answer = { confirmed: boolean; tasks: NamedTask[] };

type WaitingCall = StoredToolCall & {
  arguments: { task_id: string };
  result: { number: number; title: string };
};

export const waitingCalls = (tasks: NamedTask[]): WaitingCall[] =>
  tasks.map(({ id, number, title }) => ({
    tool: 'delete_task',
    arguments: { task_id: id },
    result: { number, title },
    status: 'waiting',
  }));

/** The card's question in one word: `waiting`, or why it cannot be answered. */
export function questionState({ threadId, sender }: ActionStart, ctx: ChatContext): SQL {
  const until = new Date(ctx.now().getTime() - CONFIRMATION.lifeSeconds * 1000).toISOString();
  return sql`coalesce((
    select case
      when q.tool_calls->0->>'status' = 'answered' then 'answered'
      when q.tool_calls->0->>'status' is distinct from 'waiting' then 'none'
      when q.created_at <= ${until}::timestamptz then 'expired'
      when exists (select 1 from messages later where later.conversation_id = q.conversation_id
        and later.user_id = q.user_id and later.seq > q.seq and later.kind = 'user_message') then 'left'
      else 'waiting' end
    from messages q where q.id = ${idOf(sender)}::uuid and q.kind = 'widget'
      and q.conversation_id = ${threadId}::uuid and q.user_id = ${ctx.userId}::uuid), 'none')`;
}

/** Takes the question's tasks: whoever comes later finds it answered. */
export const takeAnswer = ({ threadId, sender }: ActionStart, ctx: ChatContext, held: SQL): SQL => sql`
  update messages set tool_calls = (
    select jsonb_agg(one || '{"status":"answered"}') from jsonb_array_elements(tool_calls) one)
  where id = ${idOf(sender)}::uuid and conversation_id = ${threadId}::uuid and user_id = ${ctx.userId}::uuid and ${held}
  returning tool_calls`;

export function readAnswer({ action }: ActionStart, rows: Record<string, unknown>[]): Answer {
  const calls = rows[0]?.tool_calls as WaitingCall[] | undefined; // `takeAnswer` takes only what `waitingCalls` made
  if (!calls) throw new Error('An answer without its tasks');
  const tasks = calls.map(({ arguments: { task_id: id }, result }) => ({ id, ...result }));
  return { confirmed: action.type === CONFIRM, tasks };
}

/** The client says yes or no to a card, and nothing else. Gives the refusal of anything more. */
export function unknownAnswer({ sender, action: { type, payload } }: ActionStart): ChatKitError | undefined {
  if (sender === null) return conflict(NOTHING_ASKED);
  const isEmpty = payload === undefined || payload === null || Object.keys(Object(payload)).length === 0;
  if ((type === CONFIRM || type === CANCEL) && isEmpty) return undefined;
  return conflict('This answer does not belong to the question. Nothing was deleted.');
}

/** @throws ChatKitError 409 */
export function refuseQuestion(state: string | undefined): void {
  if (state !== 'waiting') throw conflict(REFUSALS[state ?? 'none'] ?? NOTHING_ASKED);
}

const NOTHING_ASKED = 'This does not wait for an answer.';
const REFUSALS: Record<string, string> = {
  answered: 'This was answered already. Nothing more was deleted.',
  expired: 'This question is too old to be answered. Nothing was deleted; please ask again.',
  left: 'The conversation has gone on since this question. Nothing was deleted; please ask again.',
};

const conflict = (message: string): ChatKitError => new ChatKitError(409, 'conflict', message);
const idOf = (id: string | null): string | null => (id !== null && isUuid(id) ? id : null);
