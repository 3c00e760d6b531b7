import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from '../wire/model-request.ts';
import { nextReply } from './next-reply.ts';
import { Conversation, PretendList, requestOf, TOOLS } from './pretend-list.ts';

const WORDS =
  "add delete mark complete rename show my the all tasks task done as to and , : \" ' #1 2 it first yes no buy milk for bob description of what's left undo 1-3 **".split(
    ' ',
  );
const sentence = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
);
const text = fc.string({ unit: 'binary', maxLength: 60 });

test('any dialogue ends in an answer with words in it, in at most ten rounds of the model a turn', () => {
  fc.assert(
    fc.property(
      fc.array(sentence, { minLength: 1, maxLength: 4 }),
      fc.array(text, { maxLength: 5 }),
      (sentences, titles) => {
        const conversation = new Conversation(new PretendList(titles));
        for (const said of sentences) {
          expect(conversation.say(said).trim()).not.toBe('');
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('only offered tools are called, with exactly the arguments of their schemas', () => {
  fc.assert(
    fc.property(sentence, fc.subarray(TOOLS), (said, tools) => {
      const conversation = new Conversation(new PretendList(['Buy milk', 'x Call mom']), tools);
      conversation.say(said);
      for (const call of conversation.calls) {
        const tool = tools.find((offered) => offered.name === call.name);
        expect(Object.keys(call.arguments)).toEqual(tool?.parameters.required);
      }
    }),
    { numRuns: 400 },
  );
});

test('no single message deletes more than one task', () => {
  fc.assert(
    fc.property(sentence, (said) => {
      const list = new PretendList(['Buy milk', 'Call mom', 'x Pay bills', 'x Walk']);
      new Conversation(list).say(said);
      expect(list.tasks.filter((task) => task.number <= 4).length).toBeGreaterThanOrEqual(3);
    }),
    { numRuns: 400 },
  );
});

test('whatever a tool gives back, the model answers or goes on, and the same way each time', () => {
  const output = fc.oneof(
    text,
    fc.json(),
    fc.json().map((json) => JSON.stringify({ type: 'text', text: json })),
  );
  const name = fc.constantFrom('list_tasks', 'add_task', 'complete_task', 'other');
  fc.assert(
    fc.property(sentence, fc.array(fc.tuple(name, output), { maxLength: 4 }), (said, made) => {
      const items: Item[] = [{ kind: 'message', role: 'user', text: said }];
      for (const [index, [tool, result]] of made.entries()) {
        items.push({ kind: 'call', callId: `c${index}`, name: tool, arguments: '{}' });
        items.push({ kind: 'result', callId: `c${index}`, output: result });
      }
      expect(nextReply(requestOf(items))).toEqual(nextReply(requestOf(items)));
    }),
    { numRuns: 400 },
  );
});
