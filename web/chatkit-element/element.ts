// The class behind <openai-chatkit>: options in, methods and events out. Importing it has no side effect.
import type { ChatKitOptions, OpenAIChatKit } from '@openai/chatkit';
import { type Actions, createActions } from './actions/actions.ts';
import { connect, disconnected } from './connect.ts';
import { createEventGate } from './event-gate.ts';
import { watchPage } from './host-signals.ts';
import { codeOf, dictionaries, fetchLanguage, registerLocale, resolveLanguage } from './locales/registry.ts';
import { hideHistory, showHistory } from './methods/history.ts';
import { sendUserMessage } from './methods/message.ts';
import { notConnected, reportMistakes } from './methods/method-errors.ts';
import { fetchUpdates, setThreadId } from './methods/thread.ts';
import { fontsOf } from './options/fonts.ts';
import { type CheckedOptions, checkOptions } from './options.ts';
import { panelOf } from './panel-of.ts';
import { createPanelView, type PanelView } from './panel-view.tsx';
import { EMPTY_CHAT } from './state/chat-state.ts';
import { keepOffered } from './state/choice.ts';
import { closeHistory, isHistoryEnabled } from './state/history.ts';
import { cancelUploads, log, refuseIfBusy, type Session } from './state/session.ts';
import { createStore } from './state/store.ts';
import { leaveThread, openThread, startNewThread } from './state/thread.ts';
import { stopTurn } from './state/turn.ts';
import type { AppProps } from './view/app.tsx';
import type { Panel } from './view/panel-context.ts';

// Servers that render the page import this too.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export class ChatKitElement extends Base implements OpenAIChatKit {
  static readonly observedAttributes = ['classname', 'heading-level', 'max-length'];
  static readonly registerLocale = registerLocale;

  readonly #gate = createEventGate(this);
  readonly #announcements = createStore('');
  readonly #view: PanelView;
  #given: ChatKitOptions | undefined;
  #checked: CheckedOptions | undefined;
  #session: Session | undefined;
  #panel: Panel | undefined;
  #unwatch: () => void = () => {};
  #unwatchWords: () => void = () => {};
  #live = false;
  #waiting: { method: string; resolve(session: Session): void; reject(error: Error): void }[] = [];

  readonly #surroundings = {
    announcements: this.#announcements,
    focusInput: () => this.#view.focusInput(),
  };
  #actions: Actions = createActions(disconnected(), this.#surroundings);

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#view = createPanelView(root, () => this.#props());
  }

  get options(): ChatKitOptions | undefined {
    return this.#given;
  }
  set options(options: ChatKitOptions) {
    this.setOptions(options);
  }

  setOptions(options: ChatKitOptions): void {
    if (options === this.#given) return;
    this.#given = options;
    const url = this.#checked?.api?.url;
    this.#checked = checkOptions(options);
    reportMistakes(this.#gate.emit, this.#checked.mistakes);
    if (this.#session && url !== this.#checked.api?.url) this.#disconnect();
    if (this.#session) {
      log(this.#session, 'options.changed', {});
      const { options: offered } = this.#checked;
      this.#session.store.update((state) => keepOffered(state, offered));
    }
    if (this.#session && !isHistoryEnabled(this.#session)) closeHistory(this.#session);
    this.#boot();
  }

  connectedCallback(): void {
    if (this.#live) return;
    this.#live = true;
    this.#unwatchWords = dictionaries.watch(() => this.#view.draw());
    const before = this.#session;
    this.#boot();
    if (before) this.#resume(before);
  }

  /** An element that is only moved comes back before the microtask. */
  disconnectedCallback(): void {
    queueMicrotask(() => {
      if (this.isConnected || !this.#live) return;
      this.#live = false;
      if (this.#session) leaveThread(this.#session);
      this.#unwatch();
      this.#unwatchWords();
      this.#view.clear();
      for (const call of this.#waiting.splice(0)) call.reject(notConnected(call.method));
    });
  }

  /** React 18 sets `className` as an attribute of that name. */
  attributeChangedCallback(name: string, _before: string | null, value: string | null): void {
    if (name === 'classname') this.className = value ?? '';
    else if (this.#live && this.#checked) this.#view.draw();
  }

  async focusComposer(): Promise<void> {
    const session = await this.#booted('focusComposer');
    if (session.store.get().phase === 'loading') refuseIfBusy(session, 'focusComposer');
    closeHistory(session);
    this.#view.draw();
    this.#view.focusInput();
  }

  async setThreadId(threadId: string | null): Promise<void> {
    await setThreadId(await this.#booted('setThreadId'), threadId);
  }

  async sendUserMessage(message: Parameters<OpenAIChatKit['sendUserMessage']>[0]): Promise<void> {
    await sendUserMessage(await this.#booted('sendUserMessage'), message);
  }

  async setComposerValue(value: Parameters<OpenAIChatKit['setComposerValue']>[0]): Promise<void> {
    const session = await this.#booted('setComposerValue');
    const method = await import('./methods/composer.ts');
    await method.setComposerValue(session, value);
  }

  async fetchUpdates(): Promise<void> {
    await fetchUpdates(await this.#booted('fetchUpdates'));
  }

  /** The same as the Stop button; not in the published contract. */
  stop(): void {
    if (this.#session) stopTurn(this.#session);
  }

  async sendCustomAction(...args: Parameters<OpenAIChatKit['sendCustomAction']>): Promise<void> {
    const session = await this.#booted('sendCustomAction');
    const method = await import('./methods/action.ts');
    await method.sendCustomAction(session, ...args);
  }

  async showHistory(): Promise<void> {
    showHistory(await this.#booted('showHistory'));
    this.#view.draw();
  }

  async hideHistory(): Promise<void> {
    hideHistory(await this.#booted('hideHistory'));
    this.#view.draw();
  }

  override addEventListener(
    type: string,
    // biome-ignore lint/suspicious/noExplicitAny: the published contract types its handlers so
    listener: EventListenerOrEventListenerObject | ((event: any) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void {
    // The platform's own signature leaves `null` out and accepts it.
    super.addEventListener(type, listener as EventListener, options);
    this.#gate.listenerAdded(type);
  }

  /** Draws; and once the options name a server, connects to it. */
  #boot(): void {
    if (!this.#checked || !this.#live) return;
    const { api, options } = this.#checked;
    const session = this.#session ?? (api ? this.#connect(api.url) : undefined);
    const isNew = session !== this.#session;
    this.#session = session;
    this.#view.draw();
    this.#gate.open();
    this.#fetchLanguage();
    this.#fetchFonts();
    if (!session || !isNew) return;
    this.#watch(session);
    const { initialThread } = options;
    // The failure is on screen and in an event.
    if (initialThread) openThread(session, initialThread).catch(() => {});
    for (const call of this.#waiting.splice(0)) call.resolve(session);
  }

  /** Back on the page: what happened meanwhile is on the server. */
  #resume(session: Session): void {
    this.#watch(session);
    const { threadId } = session.store.get();
    if (threadId !== null) openThread(session, threadId).catch(() => {});
  }

  #connect(url: string): Session {
    const session = connect(url, {
      emit: this.#gate.emit,
      api: () => this.#checked?.api,
      options: () => this.#checked?.options ?? {},
      locale: () => codeOf(this.#locale),
    });
    this.#actions = createActions(session, this.#surroundings);
    return session;
  }

  #fetchFonts(): void {
    const fonts = fontsOf(this.#checked?.options ?? {});
    if (fonts.length === 0) return;
    const failed = (family: string) =>
      this.#gate.emit('chatkit.log', { name: 'font.failed', data: { family } });
    import('./fonts.ts').then(
      ({ addFonts }) => addFonts(fonts, failed),
      () => {
        for (const { family } of fonts) failed(family);
      },
    );
  }

  #watch(session: Session): void {
    this.#unwatch();
    const stopDrawing = session.store.watch(() => this.#view.drawSoon());
    const stopListening = watchPage(() => session.wake());
    this.#unwatch = () => {
      stopDrawing();
      stopListening();
    };
  }

  /** Another server: nothing of the old one stays. */
  #disconnect(): void {
    if (this.#session) {
      cancelUploads(this.#session);
      startNewThread(this.#session);
    }
    this.#unwatch();
    this.#session = undefined;
  }

  /** Resolves with the session once there is one. Calls that come before the options wait for them. */
  #booted(method: string): Promise<Session> {
    if (this.#session && this.#live) return Promise.resolve(this.#session);
    if (this.#session) return Promise.reject(notConnected(method));
    return new Promise((resolve, reject) => this.#waiting.push({ method, resolve, reject }));
  }

  get #locale(): string {
    return this.#checked?.options.locale ?? navigator.language;
  }

  /** The panel stays English when its words cannot be had. */
  #fetchLanguage(): void {
    const locale = this.#locale;
    fetchLanguage(locale).catch(() =>
      this.#gate.emit('chatkit.log', { name: 'locale.failed', data: { locale } }),
    );
  }

  #props(): Omit<AppProps, 'input'> {
    const { code, dir, texts } = resolveLanguage(this.#locale);
    const { options, problem } = this.#checked ?? checkOptions({});
    const state = this.#session?.store.get() ?? EMPTY_CHAT;
    this.#panel = panelOf(
      this,
      {
        texts,
        language: code,
        options,
        actions: this.#actions,
        imageHosts: state.thread?.allowed_image_domains,
      },
      this.#panel,
    );
    return {
      state,
      language: code,
      dir,
      announcements: this.#announcements,
      configProblem: problem && texts[problem],
      panel: this.#panel,
    };
  }
}
