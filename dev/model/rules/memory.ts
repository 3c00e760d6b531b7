// What this conversation has said about tasks: which exist, which list was shown last, which is "it".
import { type Item, isContext } from '../wire/model-request.ts';
import { isObject, parseJson } from '../wire/read-json.ts';
import { mentions } from './markdown.ts';
import { changedTask, readResult, type TaskFact, type ToolResult, tasksOf } from './read-result.ts';
import { sameTitle } from './similarity.ts';

export class Memory {
  readonly #tasks: TaskFact[] = [];
  /** The list that the user saw last, in its order. */
  shown: TaskFact[] = [];
  /** What "it" or "them" means. */
  focus: TaskFact[] = [];
  lastAdded: TaskFact | null = null;
  /** The assistant's newest answer. */
  lastAnswer = '';
  #unseenList: TaskFact[] = [];

  static of(items: Item[]): Memory {
    const memory = new Memory();
    const names = new Map<string, string>();
    for (const item of items) {
      if (item.kind === 'call') names.set(item.callId, item.name);
      else if (item.kind === 'result') memory.result(names.get(item.callId) ?? '', readResult(item.output));
      else if (item.role === 'assistant') memory.#answer(item.text);
      else if (item.role === 'user' && isContext(item.text)) memory.#step(item.text);
    }
    return memory;
  }

  /** What is known of a task that an answer named; the same object for the same task. */
  known(fact: TaskFact): TaskFact {
    return this.#note(fact);
  }

  byNumber(number: number): TaskFact | undefined {
    return this.#tasks.findLast((task) => task.number === number);
  }

  /** Takes in what a tool gave back, and returns the tasks in it. */
  result(tool: string, result: ToolResult): TaskFact[] {
    if (!result.ok) return [];
    if (tool === 'list_tasks') {
      this.#unseenList = tasksOf(result.value).map((task) => this.#note(task));
      return this.#unseenList;
    }
    const task = this.#note(changedTask(result.value));
    if (tool === 'add_task') this.lastAdded = task;
    this.focus = [task];
    return [task];
  }

  /** The user sees these now, in this order. */
  show(tasks: TaskFact[]): void {
    this.shown = tasks;
    this.focus = tasks;
  }

  #answer(text: string): void {
    this.lastAnswer = text;
    const named = mentions(text).map(({ listed, ...task }) => ({ listed, task: this.#note(task) }));
    const listed = named.flatMap((mention) => (mention.listed ? [mention.task] : []));
    // A list that was read only to find a task is none that the user saw.
    if (listed.length > 0) this.shown = listed;
    else if (named.length === 0 && this.#unseenList.length > 0) this.show(this.#unseenList);
    this.#unseenList = [];
    if (named.length > 0) this.focus = [...new Set(named.map((mention) => mention.task))];
  }

  /** A finished step of an earlier turn: the tool in backticks, then arguments and result as fenced JSON. */
  #step(text: string): void {
    const blocks = [...text.matchAll(/(`{3,})json\n([\s\S]*?)\n\1/g)].map(([, , json = '']) => json);
    const tool = /`([a-z_]+)`/.exec(text)?.[1];
    const result = blocks.at(-1);
    if (tool !== undefined && blocks.length > 1 && result !== undefined)
      this.result(tool, readResult(result));
    else if (isObject(parseJson(text))) this.result('', readResult(text));
  }

  /** One object per task: what is new is added to what was known. */
  #note(fact: TaskFact): TaskFact {
    const known = this.#tasks.findLast((task) => isSame(task, fact));
    if (known) return Object.assign(known, fact);
    const task = { ...fact };
    this.#tasks.push(task);
    return task;
  }
}

function isSame(known: TaskFact, fact: TaskFact): boolean {
  if (known.id !== undefined && fact.id !== undefined) return known.id === fact.id;
  if (known.number !== undefined && fact.number !== undefined) return known.number === fact.number;
  return known.title !== undefined && fact.title !== undefined && sameTitle(known.title, fact.title);
}
