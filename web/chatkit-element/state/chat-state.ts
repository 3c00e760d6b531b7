// What the panel shows, as one immutable value. Pure: no DOM, no network, no words of any language.
import type { Entity } from '@openai/chatkit';
import type { Attachment } from '#chatkit/protocol/content.ts';
import type { NoticeEvent } from '#chatkit/protocol/events.ts';
import type { ThreadItem } from '#chatkit/protocol/items.ts';
import type { UserMessageInput } from '#chatkit/protocol/requests.ts';
import type { Thread } from '#chatkit/protocol/thread.ts';
import type { TextKey } from '../locales/en.ts';

export type Phase = 'idle' | 'loading' | 'responding' | 'stopping';

/** Why a row is not an ordinary one. `sending`: not yet confirmed by the server. */
export type RowMark = 'sending' | 'unsent' | 'stopped' | 'cut';

export type ItemRow = {
  kind: 'item';
  /** Stays the same from the optimistic bubble to the confirmed item, so that nothing flickers. */
  key: string;
  /** Number of the turn that brought it; 0 for rows that were loaded. */
  turn: number;
  item: ThreadItem;
  /** The item may still change within its turn. */
  pending: boolean;
  /** How much of an image is made, 0 to 1. */
  progress?: number | undefined;
  mark?: RowMark | undefined;
  /** What was sent, kept until the server has confirmed it. */
  input?: UserMessageInput | undefined;
  /** What stood in the composer; given back whole when the server refuses the message. */
  composed?: Composed | undefined;
};

/** The sentence is chosen by `kind` and the locale; `detail` is the server's own. */
export type Problem = {
  kind:
    | 'session'
    | 'forbidden'
    | 'gone'
    | 'locked'
    | 'busy'
    | 'rejected'
    | 'too_large'
    | 'limited'
    | 'unavailable'
    | 'timeout'
    | 'network'
    | 'custom'
    | 'failed';
  detail?: string | undefined;
  retry: 'turn' | 'load' | null;
  newChat?: boolean | undefined;
  /** Retry makes no sense before this time, in milliseconds since the epoch. */
  readyAt?: number | undefined;
};

export type ProblemRow = { kind: 'problem'; key: string; turn: number; problem: Problem };
export type Row = ItemRow | ProblemRow;

export type ThreadInfo = Omit<Thread, 'items' | 'metadata'>;
export type Progress = { text: string; icon?: string | undefined };
export type Notice = {
  key: string;
  level: NoticeEvent['level'];
  message: string;
  title?: string | undefined;
  /** The panel's own words, in the place of a message of the server's. */
  sentence?: Sentence | undefined;
};

/** Which text, and what fills its gaps. */
export type Sentence = { text: TextKey; values?: Record<string, string | number> };

/** A draft with the tool that was selected for it. */
export type Composed = { draft: Draft; toolId: string | null };

/** What the user is about to send. */
export type Draft = {
  text: string;
  /** Ranges of `text` that stand for entities, in their order, never overlapping. */
  tags: readonly DraftTag[];
  attachments: readonly DraftAttachment[];
  /** Text of the conversation that the message answers. */
  quote: string;
};

/** `start` and `end` are offsets in UTF-16 code units. */
export type DraftTag = { start: number; end: number; entity: TagEntity };

/** As the host describes it; of a message that was sent before, `data` may be any JSON. */
export type TagEntity = Omit<Entity, 'data'> & { data?: Record<string, unknown> };

export type DraftAttachment = {
  key: string;
  name: string;
  mimeType: string;
  /** In bytes; unknown of a file that the host has stored. */
  size?: number | undefined;
  /** A small picture of an image. */
  previewUrl?: string | undefined;
  upload: 'running' | 'done' | 'failed';
  /** Why it failed. */
  problem?: Problem['kind'] | undefined;
  /** What the server calls it, once it is there. */
  stored?: Attachment | undefined;
};

export const EMPTY_DRAFT: Draft = { text: '', tags: [], attachments: [], quote: '' };

/** `cursor` is the oldest row that was read; null when everything older is here. */
export type Older = { cursor: string | null; loading: boolean; failed?: boolean };

/** Threads of the user, newest first. */
export type HistoryList = {
  /** As the server named them. */
  threads: readonly ThreadInfo[];
  /** Where to read on; null when there are no more. */
  cursor: string | null;
  /** Whether the server has answered before. */
  known: boolean;
  /** Under way: the list anew, or more of it. */
  reading: HistoryRead | null;
  problem: { of: HistoryRead; kind: Problem['kind'] } | null;
  /** What the user did, shown before the server has done it. */
  changes: ReadonlyMap<string, HistoryChange>;
};

export type HistoryRead = 'list' | 'more';
export type HistoryChange = { title: string } | 'deleted';

const EMPTY_HISTORY: HistoryList = {
  threads: [],
  cursor: null,
  known: false,
  reading: null,
  problem: null,
  changes: new Map(),
};

export type Rating = 'positive' | 'negative';

export type ChatState = {
  phase: Phase;
  /** The active thread; its `thread` is null until the server has described it. */
  threadId: string | null;
  thread: ThreadInfo | null;
  rows: readonly Row[];
  older: Older;
  /** Number of the newest turn. */
  turn: number;
  allowCancel: boolean;
  progress: Progress | null;
  /** Nothing was heard for a minute. */
  silent: boolean;
  /** A turn that runs on the server without a stream to this page. */
  remoteTurn: string | null;
  notices: readonly Notice[];
  draft: Draft;
  /** The tool and the model of the next message; null leaves both to the server. */
  toolId: string | null;
  modelId: string | null;
  view: 'thread' | 'history';
  history: HistoryList;
  /** What the user thinks of answers, by the key of their last row. */
  ratings: ReadonlyMap<string, Rating>;
};

export const EMPTY_CHAT: ChatState = {
  phase: 'idle',
  threadId: null,
  thread: null,
  rows: [],
  older: { cursor: null, loading: false },
  turn: 0,
  allowCancel: false,
  progress: null,
  silent: false,
  remoteTurn: null,
  notices: [],
  draft: EMPTY_DRAFT,
  toolId: null,
  modelId: null,
  view: 'thread',
  history: EMPTY_HISTORY,
  ratings: new Map(),
};

/** Whether a message cannot be sent now. */
export function isBusy(state: ChatState): boolean {
  return state.phase !== 'idle' || state.remoteTurn !== null;
}

export function isOpen(state: ChatState): boolean {
  return (state.thread?.status?.type ?? 'active') === 'active';
}
