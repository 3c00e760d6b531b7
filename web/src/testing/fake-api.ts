// The network's edge in the pages' tests: a `fetch` that answers by route and remembers what was asked.

export type Asked = {
  route: string;
  url: string;
  body: unknown;
  headers: Headers;
  signal: AbortSignal | null;
};
type Answer = (asked: Asked) => Response | Promise<Response>;

/** Routes are written "POST /api/auth/login"; an unknown one answers 404. Later answers replace earlier ones. */
export class FakeApi {
  readonly asked: Asked[] = [];
  readonly #answers = new Map<string, Answer>();

  on(route: string, answer: Answer): this {
    this.#answers.set(route, answer);
    return this;
  }

  /** How often a route was asked. */
  count(route: string): number {
    return this.asked.filter((asked) => asked.route === route).length;
  }

  readonly fetch = async (input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const path = new URL(String(input), 'http://site.test').pathname;
    const route = `${init.method ?? 'GET'} ${path}`;
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const asked: Asked = {
      route,
      url: String(input),
      body,
      headers: new Headers(init.headers),
      signal: init.signal ?? null,
    };
    this.asked.push(asked);
    const answer = this.#answers.get(route);
    return answer ? answer(asked) : refusal(404, 'not_found', 'Not found');
  };
}

export function refusal(status: number, code: string, detail: string, headers: HeadersInit = {}): Response {
  return Response.json({ detail, code }, { status, headers });
}

export const ada = { id: '0d2f7a52-3b5e-4c58-9f34-6f4d2f8b9a01', email: 'ada@example.com' };
export const bob = { id: '7b1c9f0e-8d3a-4d0c-a7c9-2a54f8f5e002', email: 'bob@example.com' };

/** What sign-up, sign-in and refresh answer. */
export function tokenAnswer(token: string, user = ada, seconds = 900): Response {
  return Response.json({ access_token: token, token_type: 'bearer', expires_in: seconds, user });
}

/** A promise to be settled by the test. */
export function gate<T>(): { promise: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
