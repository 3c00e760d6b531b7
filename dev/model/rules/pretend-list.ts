// For this folder's tests: a list in memory behind the five tools' published shapes, and a person who talks.
import type { Item, ModelRequest, OfferedTool } from '../wire/model-request.ts';
import { nextReply } from './next-reply.ts';
import type { ToolCall } from './reply.ts';

export type PretendTask = {
  id: string;
  number: number;
  title: string;
  description: string | null;
  is_completed: boolean;
};
export type MadeCall = ToolCall & { output: unknown };

const nullable = (type: string) => ({ anyOf: [{ type }, { type: 'null' }] });
const taskId = {
  anyOf: [{ type: 'string' }, { type: 'integer' }],
  description: 'Id or number of the task, from list_tasks',
};

export const TOOLS: OfferedTool[] = [
  offered('add_task', { title: { type: 'string' }, description: nullable('string') }),
  offered('list_tasks', {
    status: { anyOf: [{ enum: ['all', 'pending', 'completed'] }, { type: 'null' }] },
    search: nullable('string'),
    limit: nullable('integer'),
    cursor: nullable('string'),
  }),
  offered('complete_task', { task_id: taskId, completed: nullable('boolean') }),
  offered('delete_task', { task_id: taskId }),
  offered('update_task', { task_id: taskId, title: nullable('string'), description: nullable('string') }),
];

function offered(name: string, properties: Record<string, unknown>): OfferedTool {
  const parameters = {
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
  return { name, description: name, parameters };
}

/** `titles` become #1, #2, …; a leading "x " makes a task that is done. Lists give the newest first. */
export class PretendList {
  readonly tasks: PretendTask[] = [];

  constructor(titles: string[] = []) {
    for (const title of titles) this.#add(title.replace(/^x /, ''), null, title.startsWith('x '));
  }

  run({ name, arguments: args }: ToolCall): unknown {
    if (name === 'add_task') {
      const title = String(args.title).trim();
      if (title === '') return { error: 'Task title cannot be empty', code: 'title_empty' };
      if (title.length > 255)
        return { error: 'Task title must be 255 characters or less', code: 'title_too_long' };
      const task = this.#add(title, typeof args.description === 'string' ? args.description : null, false);
      return { task_id: task.id, number: task.number, status: 'created', title: task.title };
    }
    if (name === 'list_tasks') return this.#list(args);
    const task = this.tasks.find(({ id, number }) => id === args.task_id || String(number) === args.task_id);
    if (!task) return { error: 'Task not found or access denied', code: 'not_found' };
    return { task_id: task.id, number: task.number, title: task.title, ...this.#change(name, task, args) };
  }

  #list({ status, search }: Record<string, unknown>): unknown {
    const words = typeof search === 'string' ? search.toLowerCase() : '';
    const found = this.tasks
      .filter((task) => status === null || status === 'all' || task.is_completed === (status === 'completed'))
      .filter((task) => task.title.toLowerCase().includes(words))
      .toReversed();
    const page = found.slice(0, 50);
    return { tasks: page, total: found.length, ...(found.length > page.length && { next_cursor: 'next' }) };
  }

  #change(
    name: string,
    task: PretendTask,
    args: Record<string, unknown>,
  ): { status: string; title?: string } {
    if (name === 'complete_task') {
      task.is_completed = args.completed === null ? !task.is_completed : args.completed === true;
      return { status: task.is_completed ? 'completed' : 'pending' };
    }
    if (name === 'delete_task') {
      this.tasks.splice(this.tasks.indexOf(task), 1);
      return { status: 'deleted' };
    }
    if (typeof args.title === 'string') task.title = args.title;
    if (typeof args.description === 'string') task.description = args.description;
    return { status: 'updated', title: task.title };
  }

  #add(title: string, description: string | null, isDone: boolean): PretendTask {
    const number = Math.max(0, ...this.tasks.map((task) => task.number)) + 1;
    const task = { id: `id-${number}-${title.length}`, number, title, description, is_completed: isDone };
    this.tasks.push(task);
    return task;
  }
}

/** A conversation as the product sends it: finished calls of earlier turns are told as text. */
export class Conversation {
  readonly list: PretendList;
  /** The calls of the newest turn. */
  calls: MadeCall[] = [];
  readonly #tools: OfferedTool[];
  #history: Item[] = [];

  constructor(list: PretendList, tools: OfferedTool[] = TOOLS) {
    this.list = list;
    this.#tools = tools;
  }

  /** Says something, runs what the model calls, and returns its answer. */
  say(text: string): string {
    this.calls = [];
    const turn: Item[] = [{ kind: 'message', role: 'user', text }];
    for (let round = 0; round < 10; round += 1) {
      const reply = nextReply(requestOf([...this.#history, ...turn], this.#tools));
      if ('text' in reply) {
        this.#history = [
          ...this.#history,
          ...turn.flatMap((item) => this.#told(item)),
          ...this.calls.map(stepOf),
          answerOf(reply.text),
        ];
        return reply.text;
      }
      for (const call of reply.calls) this.#run(call, turn);
    }
    throw new Error(`No answer after ten rounds to: ${text}`);
  }

  #run(call: ToolCall, turn: Item[]): void {
    const output = this.list.run(call);
    const callId = `call-${turn.length}`;
    this.calls.push({ ...call, output });
    turn.push({ kind: 'call', callId, name: call.name, arguments: JSON.stringify(call.arguments) });
    turn.push({ kind: 'result', callId, output: JSON.stringify(output) });
  }

  #told(item: Item): Item[] {
    return item.kind === 'message' ? [item] : [];
  }
}

export function requestOf(items: Item[], tools: OfferedTool[] = TOOLS): ModelRequest {
  const fixed = { api: 'responses', model: 'any', stream: false, includeUsage: false, body: {} } as const;
  return { ...fixed, items, tools, parallelCalls: true, maxOutputTokens: null };
}

function answerOf(text: string): Item {
  return { kind: 'message', role: 'assistant', text };
}

function stepOf({ name, arguments: args, output }: MadeCall): Item {
  const fenced = (value: unknown) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``;
  const content = `\`${name}\`\n\nArguments\n\n${fenced(args)}\n\nResult\n\n${fenced(output)}`;
  return {
    kind: 'message',
    role: 'user',
    text: `This step was carried out and shown to the user as done: Task: ${content}`,
  };
}
