// A place for files beside a scripted server: takes uploads through the same `fetch`.

export type Uploaded = {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: unknown;
  signal: AbortSignal | null;
};

export type FileServer = {
  fetch: typeof fetch;
  uploads: Uploaded[];
};

/** Answers addresses that contain `/files` with `answer`, all others with `fetch`. */
export function withFiles(
  fetch: typeof globalThis.fetch,
  answer: (upload: Uploaded) => Response | Promise<Response>,
): FileServer {
  const uploads: Uploaded[] = [];
  return {
    uploads,
    async fetch(url, init) {
      if (!String(url).includes('/files')) return await fetch(url, init);
      const { method = 'GET', headers, body, signal = null } = init ?? {};
      const upload = {
        url: String(url),
        method,
        headers: { ...(headers as Record<string, string>) },
        body,
        signal,
      };
      uploads.push(upload);
      const aborted = new Promise<never>((_, reject) =>
        signal?.addEventListener('abort', () => reject(signal.reason)),
      );
      return await Promise.race([answer(upload), aborted]);
    },
  };
}
