// One turn of the conversation as a generator: it yields the calls it needs and is resumed with their results.
// The model keeps nothing between requests, so each request replays the turn over the results it brings.
import type { Item, OfferedTool } from '../wire/model-request.ts';
import { isObject } from '../wire/read-json.ts';
import { Memory } from './memory.ts';
import { readResult, type TaskFact, type ToolResult, totalOf } from './read-result.ts';
import type { Reply, ToolCall } from './reply.ts';

export type Steps<Result> = Generator<ToolCall[], Result, ToolResult[]>;
export type Listing =
  | { ok: true; tasks: TaskFact[]; total: number; more: boolean }
  | { ok: false; result: ToolResult };

/** The product ends a turn after ten calls of the model; the last one is for the answer. */
const ROUNDS_MAX = 9;

export class Turn {
  readonly memory: Memory;
  readonly asksByCard: boolean;
  readonly #tools: OfferedTool[];
  #rounds = 0;
  /** The whole list as this turn knows it, when it has been read. */
  #list: Extract<Listing, { ok: true }> | null = null;

  /** The newest list of this turn, whole or not. */
  listed: TaskFact[] = [];

  /** @param asksByCard The product asks before several deletions, so the model need not. */
  constructor(history: Item[], tools: OfferedTool[], asksByCard = false) {
    this.asksByCard = asksByCard;
    this.memory = Memory.of(history);
    this.#tools = tools;
  }

  /** Calls one tool several times, in one reply of the model. A tool that was not offered is never called. */
  *callAll(name: string, argumentSets: Record<string, unknown>[]): Steps<ToolResult[]> {
    const tool = this.#tools.find((offered) => offered.name === name);
    if (!tool) return argumentSets.map(() => ({ ok: false, error: name, code: 'not_offered' }));
    if (argumentSets.length === 0) return [];
    if (this.#rounds === ROUNDS_MAX)
      return argumentSets.map(() => ({ ok: false, error: '', code: 'too_many_wishes' }));
    this.#rounds += 1;
    const results = yield argumentSets.map((args) => ({ name, arguments: shaped(args, tool) }));
    const tasks = results.flatMap((result) => this.memory.result(name, result));
    if (name !== 'list_tasks' && tasks.length > 0) this.memory.focus = tasks;
    if (name === 'add_task') this.#list = null;
    return results;
  }

  *call(name: string, args: Record<string, unknown>): Steps<ToolResult> {
    const [result = { ok: false, error: '', code: 'unreadable' }] = yield* this.callAll(name, [args]);
    return result;
  }

  *list(status: 'all' | 'pending' | 'completed', search?: string): Steps<Listing> {
    const result = yield* this.call('list_tasks', { status, ...(search !== undefined && { search }) });
    if (!result.ok) return { ok: false, result };
    const tasks = this.memory.result('list_tasks', result);
    this.listed = tasks;
    const listing = { ok: true as const, tasks, ...totalOf(result.value, tasks.length) };
    if (status === 'all' && search === undefined && !listing.more) this.#list = listing;
    return listing;
  }

  /** Every task, read once a turn: changes of this turn are noted in the same objects. */
  *listOnce(): Steps<Listing> {
    return this.#list ?? (yield* this.list('all'));
  }

  get hasWholeList(): boolean {
    return this.#list !== null;
  }

  /** Whether `task_id` may be the number that users see. */
  get takesNumbers(): boolean {
    const tool = this.#tools.find((offered) => offered.name === 'complete_task') ?? this.#tools[0];
    const schema = propertiesOf(tool).task_id;
    return (
      isObject(schema) && schema.format !== 'uuid' && /\bnumber\b|#/i.test(String(schema.description ?? ''))
    );
  }

  get canUndo(): boolean {
    const tool = this.#tools.find((offered) => offered.name === 'update_task');
    return propertiesOf(tool).undo !== undefined;
  }

  get canSearch(): boolean {
    const tool = this.#tools.find((offered) => offered.name === 'list_tasks');
    return propertiesOf(tool).search !== undefined;
  }
}

/**
 * Runs `steps` over the results that `items` already hold, and returns the calls it still waits for or its
 * last word. Results come in the order of their calls.
 */
export function replay(steps: Steps<string>, items: Item[], parallel: boolean): Reply {
  const outputs = new Map(
    items.flatMap((item) => (item.kind === 'result' ? [[item.callId, item.output] as const] : [])),
  );
  const done = items.flatMap((item) => (item.kind === 'call' ? [item] : []));
  let next = steps.next();
  let taken = 0;
  while (!next.done) {
    const calls = next.value;
    const made = done.slice(taken, taken + calls.length);
    if (made.some((call, index) => call.name !== calls[index]?.name)) return { text: LOST };
    if (made.length < calls.length) {
      const missing = calls.slice(made.length);
      return { calls: parallel ? missing : missing.slice(0, 1) };
    }
    taken += calls.length;
    next = steps.next(made.map((call) => readResult(outputs.get(call.callId) ?? '')));
  }
  return { text: next.value };
}

const LOST = 'I lost track of what I was doing there. Please ask me once more.';

/** Only what the schema knows; what it requires beyond that is null, as strict tools expect of optional fields. */
function shaped(args: Record<string, unknown>, tool: OfferedTool): Record<string, unknown> {
  const properties = Object.keys(propertiesOf(tool));
  const required = Array.isArray(tool.parameters.required) ? tool.parameters.required : [];
  const names = properties.filter((name) => args[name] !== undefined || required.includes(name));
  return Object.fromEntries(names.map((name) => [name, args[name] ?? null]));
}

function propertiesOf(tool: OfferedTool | undefined): Record<string, unknown> {
  const properties = tool?.parameters.properties;
  return isObject(properties) ? properties : {};
}
