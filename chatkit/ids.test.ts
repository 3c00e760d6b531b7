import { expect, test } from 'vitest';
import { newAttachmentId, prefixedIds } from './ids.ts';

test.each([
  ['message', /^msg_[0-9a-f]{32}$/],
  ['tool_call', /^tc_[0-9a-f]{32}$/],
  ['workflow', /^wf_[0-9a-f]{32}$/],
  ['task', /^tsk_[0-9a-f]{32}$/],
  ['attachment', /^atc_[0-9a-f]{32}$/],
  ['sdk_hidden_context', /^shcx_[0-9a-f]{32}$/],
] as const)('T15 the default id of a %s has its prefix and 128 random bits', (kind, pattern) => {
  const draw = () => prefixedIds.item(kind, 'thr_1', undefined);
  expect(draw()).toMatch(pattern);
  expect(draw()).not.toBe(draw());
});

test('T15 so do those of threads, turns and attachments without a thread', () => {
  expect(prefixedIds.thread(undefined)).toMatch(/^thr_[0-9a-f]{32}$/);
  expect(prefixedIds.turn()).toMatch(/^turn_[0-9a-f]{32}$/);
  expect(newAttachmentId()).toMatch(/^atc_[0-9a-f]{32}$/);
  expect(newAttachmentId()).not.toBe(newAttachmentId());
});
