import type { RunStreamEvent } from '@openai/agents';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyUpdate } from '../protocol/apply-update.ts';
import type { ThreadStreamEvent } from '../protocol/events.ts';
import type { ThreadItem } from '../protocol/items.ts';
import { assistant, done } from '../testing/script.ts';
import type { AgentContext } from './context.ts';
import { streamAgentResponse } from './events.ts';
import { called, delta, fedRun, output, responseDone } from './testing/fed-run.ts';
import { itemAdded, itemDone, message, raw, textDone } from './testing/raw-events.ts';
import { testContext } from './testing/turn.ts';

type Act = { run: RunStreamEvent } | { tool: (context: AgentContext<null>) => void };

const at = { item_id: 'rs', summary_index: 0, output_index: 0, sequence_number: 0 };
const task = { type: 'custom', status_indicator: 'none', title: 'Step' } as const;
let shown = 0;

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(
    { run: responseDone() },
    { run: itemAdded(message('m')) },
    { run: textDone('m', 0, 'Final') },
    { run: itemDone(message('m')) },
    { run: itemAdded({ type: 'reasoning', id: 'rs', summary: [] }) },
    { run: raw({ type: 'response.reasoning_summary_text.delta', ...at, delta: 'Hm' }) },
    { run: raw({ type: 'response.reasoning_summary_text.done', ...at, text: 'Hmm' }) },
    { tool: (context) => context.addWorkflowTask(task) },
    { tool: (context) => context.startWorkflow() },
    { tool: (context) => context.endWorkflow() },
    { tool: (context) => context.stream(done(assistant(`shown_${++shown}`, 'thr_1', 'Hi'))) },
  ),
  fc.string({ minLength: 1, maxLength: 5 }).map((text) => ({ run: delta(text, 'm', 0) })),
  fc.nat(3).map((n) => ({ run: called(`c${n}`, 'add_task', '{}') })),
  fc.nat(3).map((n) => ({ run: output(`c${n}`, 'add_task', '{"task_id":"1"}') })),
);

/** Reads while it feeds; `eager` lets the reader catch up after each act. Fails when an update fits nothing. */
async function follow(context: AgentContext<null>, acts: Act[], eager: boolean): Promise<void> {
  const run = fedRun();
  const reading = fold(streamAgentResponse(run, { context }));
  for (const step of acts) {
    if ('run' in step) run.push(step.run);
    else step.tool(context);
    if (eager) await new Promise(setImmediate);
  }
  run.end();
  await reading;
}

async function fold(events: AsyncIterable<ThreadStreamEvent>): Promise<void> {
  const seen = new Map<string, ThreadItem>();
  for await (const event of events) {
    if (event.type === 'thread.item.updated') {
      const item = seen.get(event.item_id);
      const updated = item && applyUpdate(item, event.update);
      expect(updated, `${event.update.type} fits no item`).not.toBe(item);
      if (updated) seen.set(event.item_id, updated);
    }
    if (!('item' in event)) continue;
    const begun = seen.get(event.item.id);
    // A summary and `expanded` come with the end; everything else was told before.
    if (begun && event.type === 'thread.item.done') expect(partsOf(event.item)).toEqual(partsOf(begun));
    seen.set(event.item.id, event.item);
  }
}

function partsOf(item: ThreadItem) {
  return item.type === 'workflow' ? item.workflow.tasks : item;
}

test.each([
  ['while it is read', true],
  ['before it is read', false],
])(
  'whatever a run and its tools say %s, every update fits its item, and nothing stays open',
  async (_, eager) => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 30 }), async (acts) => {
        const context = testContext();
        await follow(context, acts, eager);
        expect([context.state.message, context.state.workflow]).toEqual([undefined, undefined]);
      }),
    );
  },
);
