// Short news above the composer, of the server's or of the panel's own. Pure.
import type { ChatState, Notice, Problem, Sentence } from './chat-state.ts';

const NOTICES_MAX = 3;

/** Adds a notice; the oldest makes room. */
export function addNotice(state: ChatState, notice: Omit<Notice, 'key'>): ChatState {
  const last = state.notices.at(-1)?.key ?? 'notice-0';
  const key = `notice-${Number(last.slice('notice-'.length)) + 1}`;
  return { ...state, notices: [...state.notices, { key, ...notice }].slice(-NOTICES_MAX) };
}

/** Says something in the panel's own words, once: the same sentence takes the place of an earlier one. */
export function notify(
  state: ChatState,
  text: Sentence['text'],
  values: Sentence['values'] = {},
  level: Notice['level'] = 'danger',
): ChatState {
  const others = state.notices.filter((notice) => notice.sentence?.text !== text);
  return addNotice({ ...state, notices: others }, { level, message: '', sentence: { text, values } });
}

/** Something that is fetched when it is needed could not be had. */
export function sayPartMissing(state: ChatState): ChatState {
  return notify(state, 'part_missing');
}

/** A failure of something that is not part of the conversation, and can be done again where it was done. */
export function notifyProblem(state: ChatState, { kind, detail, readyAt }: Problem, now: number): ChatState {
  if (detail) return addNotice(state, { level: 'danger', message: detail });
  const n = Math.max(1, Math.ceil(((readyAt ?? now) - now) / 1000));
  return notify(state, `problem_${kind}`, { n });
}
