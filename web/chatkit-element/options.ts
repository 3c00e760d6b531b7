// What a host hands over, checked: a mistake is named with its path and never breaks the panel.
import type { ChatKitOptions, CustomApiConfig } from '@openai/chatkit';
import type { TextKey } from './locales/en.ts';
import { checkComposer } from './options/composer.ts';
import { checkEntities } from './options/entities.ts';
import { checkFonts } from './options/fonts.ts';
import { checkHistory } from './options/history.ts';

export type CheckedOptions = {
  /** As given, without the parts that cannot work. */
  options: ChatKitOptions;
  /** Null when the options name no server that this element can talk to. */
  api: CustomApiConfig | null;
  /** Why there is no `api`. */
  problem: TextKey | null;
  /** One line for each mistake. */
  mistakes: string[];
};

export function checkOptions(given: unknown): CheckedOptions {
  const options = { ...(isRecord(given) ? given : {}) } as Partial<ChatKitOptions> & Record<string, unknown>;
  const mistakes: string[] = isRecord(given) ? [] : ['options: expected an object'];
  checkPrompts(options, mistakes);
  checkComposer(options, mistakes);
  checkFonts(options, mistakes);
  checkHistory(options, mistakes);
  checkEntities(options, mistakes);
  if (
    options.theme !== undefined &&
    !isRecord(options.theme) &&
    !/^(?:light|dark)$/.test(String(options.theme))
  ) {
    mistakes.push('theme: expected "light", "dark" or an object');
    delete options.theme;
  }
  if (options.locale !== undefined && typeof options.locale !== 'string') {
    mistakes.push('locale: expected the code of a language');
    delete options.locale;
  }
  const { initialThread } = options;
  if (initialThread !== undefined && initialThread !== null && typeof initialThread !== 'string') {
    mistakes.push('initialThread: expected a string or null');
    delete options.initialThread;
  }
  const { api, problem } = findApi(options.api);
  if (problem)
    mistakes.push(problem === 'config_hosted' ? 'api.getClientSecret: not supported' : 'api.url: missing');
  return { options: options as ChatKitOptions, api, problem, mistakes };
}

function findApi(api: unknown): Pick<CheckedOptions, 'api' | 'problem'> {
  if (isRecord(api) && typeof api.url === 'string' && api.url !== '') {
    return { api: api as CustomApiConfig, problem: null };
  }
  return { api: null, problem: isRecord(api) && 'getClientSecret' in api ? 'config_hosted' : 'config_api' };
}

function checkPrompts(options: Partial<ChatKitOptions>, mistakes: string[]): void {
  const prompts: unknown = options.startScreen?.prompts;
  if (prompts === undefined) return;
  const list = Array.isArray(prompts) ? prompts : [];
  if (!Array.isArray(prompts)) mistakes.push('startScreen.prompts: expected an array');
  const valid = list.filter((prompt, index) => {
    const isValid = isRecord(prompt) && typeof prompt.label === 'string' && isPrompt(prompt.prompt);
    if (!isValid) mistakes.push(`startScreen.prompts[${index}]: expected { label, prompt }`);
    return isValid;
  });
  options.startScreen = { ...options.startScreen, prompts: valid };
}

function isPrompt(value: unknown): boolean {
  return typeof value === 'string' || Array.isArray(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
