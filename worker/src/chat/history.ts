import type { ThreadItem } from '#chatkit/protocol/items.ts';

/** Model tokenizers make one token of about four characters of English, and of fewer in other scripts. */
const CHARACTERS_PER_TOKEN = 3;

/**
 * The newest part of a conversation that fits a budget of estimated tokens. It is cut where a turn begins,
 * so a call never stands apart from its result; the newest turn is kept whatever its size.
 *
 * @param items Oldest first.
 */
export function fitHistory(items: ThreadItem[], maxTokens: number): ThreadItem[] {
  let start = items.findLastIndex((item) => item.type === 'user_message');
  if (start < 0) return items;
  let left = maxTokens * CHARACTERS_PER_TOKEN - sizeOf(items.slice(start));
  for (let border = start - 1; border >= 0; border -= 1) {
    if (items[border]?.type !== 'user_message') continue;
    left -= sizeOf(items.slice(border, start));
    if (left < 0) break;
    start = border;
  }
  return items.slice(start);
}

const sizeOf = (items: ThreadItem[]): number => items.reduce((sum, item) => sum + textOf(item).length, 0);

/** The plain text of an item, as stored beside it and as counted here. */
export function textOf(item: ThreadItem): string {
  switch (item.type) {
    case 'user_message':
    case 'assistant_message':
      return item.content.map((part) => part.text).join('');
    case 'workflow':
      return item.workflow.tasks
        .map((task) => [task.title, 'content' in task ? task.content : ''].filter(Boolean).join(': '))
        .join('\n');
    default:
      return '';
  }
}
