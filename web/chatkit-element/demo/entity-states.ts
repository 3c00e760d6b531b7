// Tags in the text and in messages, commands, and what is shown of an entity.
import type { ChatKitOptions, Command, Entity, OpenAIChatKit } from '@openai/chatkit';
import type { UserMessageItem } from '#chatkit/protocol/items.ts';
import { assistantMessage, userMessage } from '../testing/events.ts';
import { json, type Script, threadOf } from '../testing/scripted-server.ts';

export type EntityState = {
  scripts: Record<string, Script>;
  options: Partial<ChatKitOptions>;
  thread?: string;
  compose?: Parameters<OpenAIChatKit['setComposerValue']>[0];
  focus?: boolean;
};

const entities: Entity[] = [
  { id: 'l1', title: 'Groceries', group: 'Lists', icon: 'notebook', interactive: true },
  { id: 'l2', title: 'Work', group: 'Lists', icon: 'notebook', interactive: true },
  { id: 'u1', title: 'Ada Lovelace', group: 'People', interactive: true },
  { id: 'u2', title: 'Benedikta Ólafsdóttir', group: 'People', interactive: true },
  { id: 'u3', title: 'Chidi Anagonye', group: 'People' },
  { id: 'u4', title: 'Dolores Huerta', group: 'People' },
];

const commands: Command[] = [
  { id: 'today', label: 'Plan today', description: 'Sort what is due by what it takes', icon: 'calendar' },
  { id: 'export', label: 'Export tasks', description: 'As a file for a spreadsheet', icon: 'document' },
  { id: 'move', label: 'Move to list…', description: 'Choose one of your lists', icon: 'cube' },
];

const fitting = <Entry>(all: Entry[], query: string, name: (entry: Entry) => string) =>
  all.filter((entry) => name(entry).toLowerCase().includes(query.toLowerCase()));

const onTagSearch = async (query: string) => fitting(entities, query, ({ title }) => title);

const options: Partial<ChatKitOptions> = {
  entities: {
    showComposerMenu: true,
    onTagSearch,
    onClick: () => {},
    onRequestPreview: async ({ id }) => ({ preview: id === 'l1' ? groceries : null }),
  },
  commands: {
    enabled: true,
    onSearch: async (query) => fitting(commands, query, ({ label }) => label),
    async onSelect({ id }) {
      if (id !== 'move') return;
      const lists = entities.filter(({ group }) => group === 'Lists');
      return { type: 'menu', commands: lists.map((list) => ({ id: list.id, label: list.title })) };
    },
  },
};

const groceries = {
  type: 'Basic' as const,
  padding: 3,
  gap: 2,
  children: [
    { type: 'Title' as const, value: 'Groceries', size: 'sm' as const },
    { type: 'Text' as const, value: 'Milk, bread, and eleven more', size: 'sm' as const },
    { type: 'Badge' as const, label: '2 due today', color: 'warning' as const },
  ],
};

const tag = ({ id, title, group, interactive = false }: Entity) => ({
  type: 'input_tag' as const,
  ...{ id, text: title, data: {}, interactive },
  ...(group ? { group } : {}),
});
const [list, , ada, benedikta] = entities as [Entity, Entity, Entity, Entity];
const content: UserMessageItem['content'] = [
  { type: 'input_text', text: 'Share ' },
  tag(list),
  { type: 'input_text', text: ' with ' },
  tag(ada),
  { type: 'input_text', text: ' and ' },
  tag(benedikta),
  { type: 'input_text', text: ', and remind them on Friday.' },
];
const load: Script = () =>
  json(
    threadOf('thr_1', [
      { ...userMessage('m1', ''), content },
      assistantMessage('a1', 'Done: **Groceries** is shared with both of them.'),
    ]),
  );

export function entityStates(turns: Record<string, Script>): Record<string, EntityState> {
  const scripts = { ...turns, 'threads.get_by_id': load };
  return {
    mention: { scripts, options, compose: { text: 'Share @' }, focus: true },
    'mention none': { scripts, options, compose: { text: 'Share @nobody' }, focus: true },
    'mention failed': {
      scripts,
      options: { entities: { onTagSearch: () => Promise.reject(new Error('No directory')) } },
      compose: { text: '@' },
      focus: true,
    },
    'mention slow': {
      scripts,
      options: { entities: { onTagSearch: () => new Promise<never>(() => {}) } },
      compose: { text: '@' },
      focus: true,
    },
    tags: { scripts, options, thread: 'thr_1', compose: { content } },
    commands: { scripts, options, compose: { text: '/' }, focus: true },
  };
}
