// Which deletions of a turn wait for the user: the second one, and all of those that one reply of the model holds
// together. What a model says or reads decides nothing here.
import type { RepliedCall } from './watch-replies.ts';

export const DELETE_TOOL = 'delete_task';

export class DeletionGate {
  readonly #most: number;
  readonly #sent = new Set<string>();
  readonly #held = new Set<string>();
  #together = false;

  /** @param most How many may wait. */
  constructor(most: number) {
    this.#most = most;
  }

  /** The tasks that wait, as the model named them: by id or number. */
  get held(): string[] {
    return [...this.#held];
  }

  /** Before the calls of a reply are carried out. */
  replied(calls: RepliedCall[]): void {
    const refs = calls.flatMap(({ name, arguments: args }) => (name === DELETE_TOOL ? [refIn(args)] : []));
    this.#together = new Set(refs).size > 1;
  }

  /** What is to become of a deletion. One that is sent counts, until `failed` says that it deleted nothing. */
  decide(args: Record<string, unknown>): 'send' | 'wait' | 'too_many' {
    const ref = refOf(args);
    if (this.#sent.has(ref)) return 'send';
    if (!this.#together && this.#sent.size === 0 && this.#held.size === 0) {
      this.#sent.add(ref);
      return 'send';
    }
    if (!this.#held.has(ref) && this.#held.size >= this.#most) return 'too_many';
    this.#held.add(ref);
    return 'wait';
  }

  failed(args: Record<string, unknown>): void {
    this.#sent.delete(refOf(args));
  }
}

const refOf = ({ task_id }: Record<string, unknown>): string =>
  String(task_id).replace(/^#/, '').toLowerCase();

function refIn(json: string): string {
  try {
    return refOf(Object(JSON.parse(json)));
  } catch {
    return json; // no call that will be carried out
  }
}
