// Taking changes back: what a task was before its event, if it still is what the event made of it. Otherwise
// nothing is touched. An undoing is a change with an event of its own, so it can be taken back as well.
import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { taskEvents } from '../db/tables/tasks.ts';
import { AppError } from '../errors.ts';
import { ROWS, TURN } from '../limits.ts';
import { type Changed, changeOf } from '../tasks/changed.ts';
import { isUuid } from '../uuid.ts';
import { changesOfTurn, runChange } from './record.ts';
import { findChanges, isMeant, type Meant, undoChanges } from './undo-sql.ts';

/** @throws AppError `not_found`; `conflict` when the task has changed since, or the event is undone already. */
export async function undoEvent(ctx: Context, id: string): Promise<Changed> {
  if (!isUuid(id)) throw notFound();
  const [change] = await undo(ctx, { kind: 'event', which: sql`e.id = ${id}` });
  if (!change) throw notFound();
  return change;
}

/** Takes back all that a turn has changed, or nothing. Gives one change for each task, the last changed first. */
export async function undoTurn(ctx: Context, turnId: string): Promise<Changed[]> {
  if (!isUuid(turnId)) throw notFound();
  return undo(ctx, { kind: 'turn', which: sql`e.turn_id = ${turnId}` });
}

/**
 * Takes back the newest turn of the conversation that still has changes in force.
 * @throws AppError `invalid_request` outside a conversation, and those of `undoTurn`.
 */
export function undoLastTurn(ctx: Context): Promise<Changed[]> {
  if (ctx.conversationId === undefined) {
    throw new AppError(
      'invalid_request',
      'There is no turn here: give the id that a change returned as undo',
    );
  }
  const newest = sql`(
    select last.turn_id from ${taskEvents} last
    where last.user_id = ${ctx.userId} and last.conversation_id = ${ctx.conversationId}
      and last.turn_id is not null and last.undo_of is null and last.undone_by is null
    order by last.seq desc limit 1)`;
  return undo(ctx, { kind: 'turn', which: sql`e.turn_id = ${newest}` });
}

type Look = { found: number; chosen: number; fit: boolean; spent: number; room: boolean };

async function undo(ctx: Context, meant: Meant): Promise<Changed[]> {
  const spent = changesOfTurn(ctx, true);
  // A turn may always be taken back whole, so undoings are not counted among its changes but by themselves.
  const mayUndo = ctx.turnId === undefined ? sql`true` : sql`${spent} < ${TURN.changes}`;
  const { recorded, replayed, look } = await runChange(ctx, {
    lookFirst: true,
    look: sql`${findChanges(ctx, meant)}
      select (select count(*)::int from ${taskEvents} e where ${isMeant(ctx, meant)}) as found,
        (select count(*)::int from chosen) as chosen, fit, room, ${spent}::int as spent from verdict`,
    write: undoChanges(ctx, meant, mayUndo),
  });
  if (recorded.length === 0) throw whyNot(look[0] as Look);
  // The last event of a task says what has become of it, the first one what it was.
  const changes = recorded.map((event) => ({ ...changeOf(event), replayed }));
  return changes
    .filter(({ task }, i) => !changes.slice(i + 1).some((later) => later.task.id === task.id))
    .map((last) => {
      const first = changes.find(({ task }) => task.id === last.task.id);
      return { ...last, before: (first ?? last).before };
    });
}

function whyNot({ found, chosen, fit, room, spent }: Look): AppError {
  if (found === 0) return notFound();
  if (chosen === 0) return new AppError('conflict', 'This was undone already; nothing was changed');
  if (!fit) {
    return new AppError('conflict', 'A task was changed in the meantime, so nothing was undone');
  }
  if (!room) return new AppError('limit_reached', `You can have at most ${ROWS.tasksPerUser} tasks`);
  if (spent >= TURN.changes) {
    return new AppError(
      'limit_reached',
      `A turn can undo at most ${TURN.changes} changes; nothing was changed`,
    );
  }
  throw new Error('an undoing that nothing speaks against did not happen');
}

const notFound = (): AppError => new AppError('not_found', 'Change not found');
