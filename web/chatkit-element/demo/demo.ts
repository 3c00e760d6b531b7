// Shows each state of the element without an app and without a server. `?state=…&scheme=dark&locale=ur`.
import '../define.ts';
import type { OpenAIChatKit, SupportedLocale } from '@openai/chatkit';
import { createScriptedServer } from '../testing/scripted-server.ts';
import { type DemoState, demoStates } from './states.ts';

const query = new URLSearchParams(location.search);
const name = query.get('state') ?? 'start';
const state: DemoState = demoStates[name] ?? { scripts: {} };
const scheme = query.get('scheme') === 'dark' ? 'dark' : 'light';
// A host translates its own words; here those of the panel show instead.
const locale = (query.get('locale') ?? 'en') as SupportedLocale;
const own = <Words>(words: Words) => (locale === 'en' ? words : undefined);
document.body.dataset.scheme = scheme;

const nav = document.querySelector('#states');
for (const each of [...Object.keys(demoStates), 'dark or light']) {
  const link = document.createElement('a');
  const isScheme = each === 'dark or light';
  const next = {
    state: isScheme ? name : each,
    scheme: isScheme && scheme === 'light' ? 'dark' : isScheme ? 'light' : scheme,
  };
  link.href = `?${new URLSearchParams({ ...next, locale })}`;
  link.textContent = each;
  if (each === name) link.setAttribute('aria-current', 'page');
  nav?.append(link);
}

const chat = document.querySelector('#chat') as OpenAIChatKit;
chat.addEventListener('chatkit.error', (event) => console.info('chatkit.error', event.detail.error.message));
chat.setOptions({
  api: { url: '/chatkit', domainKey: 'local-dev', fetch: createScriptedServer(state.scripts).fetch },
  locale,
  theme: {
    colorScheme: scheme,
    radius: 'round',
    color: { accent: { primary: '#4f46e5', level: 2 } },
  },
  frameTitle: 'AI Assistant',
  header: { title: { text: 'AI Assistant' }, rightAction: { icon: 'close', onClick: () => {} } },
  history: { enabled: false },
  startScreen: {
    greeting: own('What can I do for you?'),
    prompts: [
      { label: 'Show my tasks', prompt: 'Show my tasks', icon: 'notebook' },
      { label: 'Add a task', prompt: 'Add a task', icon: 'plus' },
    ],
  },
  composer: { placeholder: own('Ask about your tasks…') },
  threadItemActions: { retry: true },
  thread: { autoScroll: true },
  initialThread: state.thread ?? null,
  ...state.options,
});
if (state.draft) void chat.setComposerValue({ text: state.draft });
if (state.compose) void chat.setComposerValue(state.compose);
if (state.focus) void chat.focusComposer();
if (state.message) chat.sendUserMessage({ text: state.message }).catch(() => {});
if (state.history) void chat.showHistory();
