// What the user does with files and with the quote. The work is fetched with the first file.

import { sayPartMissing } from '../state/notices.ts';
import type { Session } from '../state/session.ts';

type Work = typeof import('../state/attachments.ts');

export type AttachmentActions = {
  attach(files: readonly File[]): void;
  removeAttachment(key: string): void;
  retryUpload(key: string): void;
  removeQuote(): void;
};

export function attachmentActions(session: Session): AttachmentActions {
  const { store } = session;
  const load = (then: (work: Work) => void) => {
    import('../state/attachments.ts').then(then, () => store.update(sayPartMissing));
  };
  return {
    attach: (files) => load((work) => work.attachFiles(session, files)),
    removeAttachment: (key) => load((work) => work.removeAttachment(session, key)),
    retryUpload: (key) => load((work) => work.retryUpload(session, key)),
    removeQuote: () => store.update((state) => ({ ...state, draft: { ...state.draft, quote: '' } })),
  };
}
