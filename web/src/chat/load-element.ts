import { config, type ElementChoice } from '../config.ts';

const TAG = 'openai-chatkit';
const HOSTED_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
const HOSTED_TIMEOUT_MS = 3_000;

/**
 * Defines `<openai-chatkit>`: our own, OpenAI's, or OpenAI's with ours as the fallback, as the build
 * says. Must have resolved before `<ChatKit>` renders; React then finds an element that works.
 */
export async function loadElement(choice: ElementChoice = config.chatkitElement): Promise<void> {
  if (choice === 'own') return loadOwn();
  try {
    await loadHosted();
  } catch (error) {
    if (choice === 'openai') throw error;
    console.info(`${(error as Error).message}; the element of this site takes its place.`);
    await loadOwn();
  }
}

async function loadOwn(): Promise<void> {
  await import('../../chatkit-element/define.ts');
}

async function loadHosted(): Promise<void> {
  const script = document.createElement('script');
  script.src = HOSTED_SCRIPT;
  script.async = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const failed = new Promise<never>((_, reject) => {
    const fail = (why: string) => reject(new Error(`OpenAI's chat script ${why}`));
    script.addEventListener('error', () => fail('could not be loaded'), { once: true });
    timer = setTimeout(
      fail,
      HOSTED_TIMEOUT_MS,
      `did not define <${TAG}> within ${HOSTED_TIMEOUT_MS / 1000} s`,
    );
  });
  document.head.append(script);
  try {
    await Promise.race([customElements.whenDefined(TAG), failed]);
  } finally {
    clearTimeout(timer);
  }
}
