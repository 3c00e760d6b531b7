// What a product would write: an answer with steps, words and a widget. The words come from no model.
import { setTimeout as pause } from 'node:timers/promises';
import type { Responder, ResponderEvent, Turn } from '../index.ts';
import type { Task } from '../protocol/workflow.ts';
import { streamWidget } from '../widgets/index.ts';
import { colourCard } from './colour-card.ts';

export type User = { userId: string };

/** @param pauseMs Between two words, as a model would speak. */
export function createResponder(pauseMs: number): Responder<User> {
  return async function* respond(turn) {
    const said = (turn.input?.content ?? []).map(({ text }) => text).join(' ');
    yield* lookUp(turn, pauseMs);
    yield* speak(turn, `You said “${said}”. Which colour shall it have?`, pauseMs);
    yield* streamWidget(turn, colourCard(undefined), { copyText: 'Red or blue?' });
  };
}

/** A row of work that the client shows while it runs. */
async function* lookUp(turn: Turn<User>, pauseMs: number): AsyncGenerator<ResponderEvent> {
  const item = { type: 'workflow' as const, ...turn.newItem('workflow') };
  const task = (status_indicator: Task['status_indicator']): Task => ({
    type: 'custom',
    title: 'Looking at the shelf',
    status_indicator,
  });
  const workflow = (tasks: Task[]) => ({ type: 'custom' as const, tasks, expanded: false });
  yield { type: 'thread.item.added', item: { ...item, workflow: workflow([task('loading')]) } };
  await pause(pauseMs);
  const update = { type: 'workflow.task.updated' as const, task_index: 0, task: task('complete') };
  yield { type: 'thread.item.updated', item_id: item.id, update };
  yield { type: 'thread.item.done', item: { ...item, workflow: workflow([task('complete')]) } };
}

async function* speak(turn: Turn<User>, text: string, pauseMs: number): AsyncGenerator<ResponderEvent> {
  const item = { type: 'assistant_message' as const, ...turn.newItem('message') };
  const part = { type: 'output_text' as const, text: '', annotations: [] };
  yield { type: 'thread.item.added', item: { ...item, content: [part] } };
  for (const delta of text.match(/\S+\s*/g) ?? []) {
    const update = { type: 'assistant_message.content_part.text_delta' as const, content_index: 0, delta };
    yield { type: 'thread.item.updated', item_id: item.id, update };
    await pause(pauseMs);
  }
  yield { type: 'thread.item.done', item: { ...item, content: [{ ...part, text }] } };
}
