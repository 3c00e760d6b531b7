// Files of the composer: on their way, there, failed, removed. Fetched when the first file comes.
import type { ComposerOption, CustomApiConfig } from '@openai/chatkit';
import { ChatKitError } from '../client/chatkit-error.ts';
import { thumbnailOf } from '../client/thumbnail.ts';
import { forget, type UploadPorts, upload } from '../client/upload.ts';
import { en, fill } from '../locales/en.ts';
import { violationOf } from './attachment-rules.ts';
import { type ChatState, type Draft, type DraftAttachment, isOpen } from './chat-state.ts';
import { notify } from './notices.ts';
import { problemOfTurn } from './problem-of.ts';
import { cancelUploads, log, type Session } from './session.ts';

/** What the composer takes, or null when it takes no files. */
function settingsOf(session: Session): NonNullable<ComposerOption['attachments']> | null {
  const settings = session.options().composer?.attachments;
  return settings?.enabled ? settings : null;
}

/** For a host: why these files cannot be attached beside some others, or null. */
export function refusalOfFiles(session: Session, files: readonly File[], attached: number): string | null {
  const settings = settingsOf(session);
  if (!settings) return 'composer.attachments is not enabled';
  const violation = violationOf(files, settings, attached);
  return violation && fill(en[violation.text], violation.values ?? {});
}

/** Puts files into the composer and sends them off. One that breaks a rule keeps all of them out and is named. */
export function attachFiles(session: Session, files: readonly File[]): void {
  const { store } = session;
  const settings = settingsOf(session);
  if (!settings || files.length === 0 || !isOpen(store.get())) return;
  const violation = violationOf(files, settings, store.get().draft.attachments.length);
  if (violation) {
    store.update((state) => notify(state, violation.text, violation.values, 'warning'));
    return;
  }
  const added = files.map((file) => ({ file, attachment: describe(file) }));
  const attachments = added.map(({ attachment }) => attachment);
  store.update((state) => withDraft(state, { attachments: [...state.draft.attachments, ...attachments] }));
  for (const { file, attachment } of added) {
    void run(session, attachment.key, file);
    void showThumbnail(session, attachment.key, file);
  }
}

/** Sends a file again that failed. */
export function retryUpload(session: Session, key: string): void {
  const held = session.uploads.get(key);
  if (!held) return;
  change(session, key, { upload: 'running', problem: undefined });
  void run(session, key, held.file);
}

/** Takes a file out; the server forgets it if it came from here. */
export function removeAttachment(session: Session, key: string): void {
  const { draft } = session.store.get();
  const attachment = draft.attachments.find((each) => each.key === key);
  if (!attachment) return;
  cancelUploads(session, [key]);
  session.store.update((state) =>
    withDraft(state, { attachments: state.draft.attachments.filter((each) => each.key !== key) }),
  );
  if (attachment.stored && attachment.size !== undefined) forget(session, attachment.stored.id);
}

async function run(session: Session, key: string, file: File): Promise<void> {
  const held = { file, abort: new AbortController() };
  session.uploads.set(key, held);
  const started = session.clock.now();
  log(session, 'upload.start', { mime_type: file.type, size: file.size });
  const end = (status: string) => log(session, 'upload.end', { status, ms: session.clock.now() - started });
  const isWanted = () => session.uploads.get(key) === held;
  try {
    const stored = await upload(file, portsOf(session), held.abort.signal);
    if (isWanted()) {
      session.uploads.delete(key);
      change(session, key, { upload: 'done', stored });
      end('done');
    } else {
      forget(session, stored.id);
      end('cancelled');
    }
  } catch (cause) {
    end(isWanted() ? 'failed' : 'cancelled');
    if (isWanted()) fail(session, key, cause);
  }
}

function fail(session: Session, key: string, cause: unknown): void {
  const error =
    cause instanceof ChatKitError
      ? cause
      : new ChatKitError('protocol', 'The file could not be uploaded', { requestType: 'upload', cause });
  const { kind } = problemOfTurn(error, session.clock.now()).problem;
  change(session, key, { upload: 'failed', problem: kind });
  session.emit('chatkit.error', { error });
}

async function showThumbnail(session: Session, key: string, file: File): Promise<void> {
  const previewUrl = await thumbnailOf(file);
  if (previewUrl) change(session, key, { previewUrl });
}

let count = 0;

function describe(file: File): DraftAttachment {
  count += 1;
  const { name, type, size } = file;
  return { key: `file_${count}`, name, mimeType: type, size, upload: 'running' };
}

/** The composer may show another thread by now: its draft waits where the user left it. */
function change(session: Session, key: string, news: Partial<DraftAttachment>): void {
  const apply = (draft: Draft): Draft => ({
    ...draft,
    attachments: draft.attachments.map((each) => (each.key === key ? { ...each, ...news } : each)),
  });
  const isHere = (draft: Draft) => draft.attachments.some((each) => each.key === key);
  session.store.update((state) => (isHere(state.draft) ? { ...state, draft: apply(state.draft) } : state));
  for (const [threadId, draft] of session.drafts) {
    if (isHere(draft)) session.drafts.set(threadId, apply(draft));
  }
}

function withDraft(state: ChatState, news: Partial<Draft>): ChatState {
  return { ...state, draft: { ...state.draft, ...news } };
}

function portsOf(session: Session): UploadPorts {
  return { client: session.client, api: apiOf(session) };
}

function apiOf(session: Session): Partial<CustomApiConfig> {
  const { api } = session.options();
  return api && 'url' in api ? api : {};
}
