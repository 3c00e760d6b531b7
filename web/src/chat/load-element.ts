import { config, type ElementChoice } from '../config.ts';

const HOSTED_SCRIPT = 'https://cdn.platform.openai.com/deployments/chatkit/chatkit.js';
const HOSTED_TIMEOUT_MS = 5_000;

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
    await loadOwn();
  }
}

async function loadOwn(): Promise<void> {
  await import('../../chatkit-element/define.ts');
}

async function loadHosted(): Promise<void> {
  const script = document.createElement('script');
  script.src = HOSTED_SCRIPT;
  document.head.append(script);
  const failed = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error('The chat script could not be loaded'));
    script.addEventListener('error', fail, { once: true });
    setTimeout(fail, HOSTED_TIMEOUT_MS);
  });
  await Promise.race([customElements.whenDefined('openai-chatkit'), failed]);
}
