// Plays one step of a script as the answer to one call of the model.
import { randomUUID } from 'node:crypto';
import type { Exchange } from '../exchange.ts';
import { ApiError } from '../wire/api-error.ts';
import type { Script } from './script-store.ts';
import type { Action, Step } from './steps.ts';

type Stage = { exchange: Exchange; script: Script };
/** `true` ends the answer. */
type Played = Promise<boolean>;
type Players = { [Kind in Action['do']]: (action: Extract<Action, { do: Kind }>, stage: Stage) => Played };

export async function playStep(step: Step, stage: Stage): Promise<void> {
  for (const action of step) {
    if (stage.exchange.gone.aborted || (await play(action, stage))) return;
  }
  await stage.exchange.complete();
}

/** The table's type guarantees that each player gets its own kind of action. */
function play(action: Action, stage: Stage): Played {
  const player = players[action.do] as (action: Action, stage: Stage) => Played;
  return player(action, stage);
}

export function isAction(value: unknown): value is Action {
  return (
    typeof value === 'object' && value !== null && 'do' in value && Object.hasOwn(players, String(value.do))
  );
}

const players: Players = {
  async start(_, { exchange }) {
    await exchange.send(exchange.writer.open());
    return false;
  },
  async say({ deltas }, { exchange }) {
    for (const delta of deltas) {
      if (exchange.gone.aborted) return true;
      if (await exchange.sendText(delta)) continue;
      await exchange.incomplete();
      return true;
    }
    return false;
  },
  async think({ deltas }, { exchange }) {
    for (const delta of deltas) await exchange.sendDelta(exchange.writer.reasoning(delta));
    return false;
  },
  async call({ name, arguments: args, callId }, { exchange }) {
    await exchange.send(exchange.writer.call(name, callId ?? `call_${randomUUID().replaceAll('-', '')}`));
    await exchange.sendDelta(exchange.writer.callArguments(args));
    return false;
  },
  async wait({ gate: name }, { exchange, script }) {
    const gate = script.gate(name);
    gate.reached.open();
    return !(await gate.opened.opened(exchange.gone));
  },
  async cut(_, { exchange }) {
    exchange.cut();
    return true;
  },
  async refuse({ status, message, code, retryAfterSeconds }) {
    throw new ApiError(status, message, {
      ...(code !== null && { code }),
      ...(retryAfterSeconds !== null && { retryAfterSeconds }),
    });
  },
  async fail(failure, { exchange }) {
    await exchange.fail(failure);
    return true;
  },
  async send_raw({ data }, { exchange }) {
    await exchange.send(data);
    return false;
  },
  async fall_silent(_, { exchange }) {
    await new Promise<void>((resolve) => {
      if (exchange.gone.aborted) resolve();
      exchange.gone.addEventListener('abort', () => resolve(), { once: true });
    });
    return true;
  },
  /** Read before the writer is made. */
  async constant_ids() {
    return false;
  },
};
