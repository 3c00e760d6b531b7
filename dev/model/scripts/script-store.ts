// The scripts that tests have registered, their gates, and what was asked of each.
import { randomUUID } from 'node:crypto';
import { ApiError } from '../wire/api-error.ts';
import { type ModelRequest, utteranceOf } from '../wire/model-request.ts';
import { Latch } from './latch.ts';
import type { AnswerState, Step } from './steps.ts';

export type Gate = { reached: Latch; opened: Latch };
/** A call of the model; `progress` is live. */
export type TrackedRequest = { request: ModelRequest; progress: { deltas: number; state: AnswerState } };

const MARK = /\[script:([\w-]+)\]/;

export class Script {
  readonly id = randomUUID();
  readonly steps: Step[];
  readonly requests: TrackedRequest[] = [];
  readonly #gates = new Map<string, Gate>();
  readonly #ends = new Map<number, Latch>();

  constructor(steps: Step[]) {
    this.steps = steps;
  }

  /** A gate exists as soon as anybody names it. */
  gate(name: string): Gate {
    return existingOr(this.#gates, name, () => ({ reached: new Latch(), opened: new Latch() }));
  }

  /** Opens when request `index` has been answered, refused, cut or left. */
  end(index: number): Latch {
    return existingOr(this.#ends, index, () => new Latch());
  }
}

export class ScriptStore {
  readonly #scripts = new Map<string, Script>();

  add(steps: Step[]): Script {
    const script = new Script(steps);
    this.#scripts.set(script.id, script);
    return script;
  }

  get(id: string): Script {
    const script = this.#scripts.get(id);
    if (!script) throw new ApiError(404, `There is no script ${id}.`);
    return script;
  }

  /** The script that the newest user message names; `null` when it names none. */
  named(request: ModelRequest): Script | null {
    const id = MARK.exec(utteranceOf(request))?.[1];
    return id === undefined ? null : this.get(id);
  }
}

function existingOr<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const existing = map.get(key);
  if (existing !== undefined) return existing;
  const made = make();
  map.set(key, made);
  return made;
}
