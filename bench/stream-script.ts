// The one answer that every contestant of the stream benchmark has to bring to its reader.
import type { ResponderEvent } from '#chatkit/index.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';

const WORDS = ['The ', 'report ', 'is ', 'ready, ', 'all ', 'figures ', 'agree. '];

/** The deltas of an answer. */
export const wordsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => WORDS[index % WORDS.length] ?? '');

/** The item begins, its part begins, the deltas, the part is done, the item is done. */
export const eventsOf = (deltas: string[]): number => deltas.length + 4;

export type ItemFields = { id: string; thread_id: string; created_at: string };

/** As fast as its reader takes them, like a model whose words have all arrived. */
export async function* script(fields: ItemFields, deltas: string[]): AsyncGenerator<ResponderEvent> {
  const answer = deltas.join('');
  const item = (text?: string): ThreadItem => ({
    type: 'assistant_message',
    ...fields,
    content: text === undefined ? [] : [part(text)],
  });
  const part = (text: string) => ({ type: 'output_text' as const, text, annotations: [] });
  const at = { content_index: 0 };
  yield { type: 'thread.item.added', item: item() };
  yield update({ type: 'assistant_message.content_part.added', ...at, content: part('') });
  for (const delta of deltas) {
    yield update({ type: 'assistant_message.content_part.text_delta', ...at, delta });
  }
  yield update({ type: 'assistant_message.content_part.done', ...at, content: part(answer) });
  yield { type: 'thread.item.done', item: item(answer) };

  function update(what: Extract<ResponderEvent, { type: 'thread.item.updated' }>['update']): ResponderEvent {
    return { type: 'thread.item.updated', item_id: fields.id, update: what };
  }
}

export const newFields = (thread_id: string): ItemFields => ({
  id: `msg_${crypto.randomUUID()}`,
  thread_id,
  created_at: new Date().toISOString(),
});

export const newThread = () => ({
  id: `thr_${crypto.randomUUID()}`,
  created_at: new Date().toISOString(),
  status: { type: 'active' as const },
  metadata: {},
});

export function addMessage(thread_id: string): string {
  const content = [{ type: 'input_text', text: 'Is the report ready?' }];
  const input = { content, attachments: [], inference_options: {} };
  return JSON.stringify({ type: 'threads.add_user_message', params: { thread_id, input } });
}
