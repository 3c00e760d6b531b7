import { expect, test } from 'vitest';
import { collect } from '../testing/collect.ts';
import { accumulateText, Text } from '../widgets/index.ts';
import { delta, hostedCall, runOf } from './testing/fed-run.ts';
import { textDeltas } from './text-deltas.ts';

test('A05 the text of a run grows in a widget: first the base, last without streaming', async () => {
  const base = { ...Text({ key: 'text', value: '' }), type: 'Text' as const, value: '', streaming: true };
  const run = runOf(delta('Hello, '), hostedCall(), delta('world!'));
  const states = await collect(accumulateText(textDeltas(run), base));
  expect(states).toEqual([
    base,
    { ...base, value: 'Hello, ' },
    { ...base, value: 'Hello, world!' },
    { ...base, value: 'Hello, world!', streaming: false },
  ]);
});
