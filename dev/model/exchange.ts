// One answer on its way to one client: streamed or whole, with the client's leaving noticed.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AnswerState } from './scripts/steps.ts';
import type { AnswerWriter } from './wire/answer-writer.ts';
import { ApiError } from './wire/api-error.ts';
import type { ModelRequest } from './wire/model-request.ts';
import { countTokens } from './wire/tokens.ts';

export class Exchange {
  readonly writer: AnswerWriter;
  /** Aborts when the connection has closed, whoever closed it. */
  readonly gone: AbortSignal;
  state: AnswerState = 'answering';
  /** Text, reasoning and argument deltas sent so far. */
  deltas = 0;
  readonly #request: ModelRequest;
  readonly #response: ServerResponse;
  #textTokens = 0;

  constructor(response: ServerResponse, request: ModelRequest, writer: AnswerWriter) {
    const controller = new AbortController();
    this.writer = writer;
    this.gone = controller.signal;
    this.#request = request;
    this.#response = response;
    response.once('close', () => {
      if (this.state === 'answering') this.state = 'client_gone';
      controller.abort();
    });
  }

  /** Sends what the writer returned; waits while the client reads slowly. */
  async send(events: string): Promise<void> {
    if (!this.#request.stream || events === '' || this.gone.aborted) return;
    if (!this.#response.headersSent) {
      this.#response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
      });
    }
    if (this.#response.write(events)) return;
    // Rejects only when the client goes, which `gone` tells everybody anyway.
    await once(this.#response, 'drain', { signal: this.gone }).catch(() => undefined);
  }

  async sendDelta(events: string): Promise<void> {
    await this.send(events);
    if (!this.gone.aborted) this.deltas += 1;
  }

  /** `false` when the answer has met the request's limit of output tokens: the rest is not said. */
  async sendText(delta: string): Promise<boolean> {
    this.#textTokens += countTokens(delta);
    if (this.#textTokens > (this.#request.maxOutputTokens ?? Number.POSITIVE_INFINITY)) return false;
    await this.sendDelta(this.writer.text(delta));
    return true;
  }

  async complete(): Promise<void> {
    await this.#finish(this.writer.complete());
  }

  async incomplete(): Promise<void> {
    await this.#finish(this.writer.incomplete());
  }

  async fail(failure: { code: string; message: string }): Promise<void> {
    const { stream, api } = this.#request;
    if (!stream && api === 'chat_completions')
      throw new ApiError(500, failure.message, { code: failure.code });
    await this.#finish(this.writer.failed(failure));
  }

  /** Breaks the connection, after everything sent so far has left. */
  cut(): void {
    this.state = 'cut';
    if (this.#response.headersSent) this.#response.socket?.destroySoon();
    else this.#response.destroy();
  }

  async #finish(events: string): Promise<void> {
    await this.send(events);
    if (this.gone.aborted) return;
    this.state = 'answered';
    if (!this.#request.stream) {
      this.#response.writeHead(200, { 'content-type': 'application/json' });
      this.#response.write(JSON.stringify(this.writer.body()));
    }
    this.#response.end();
  }
}
