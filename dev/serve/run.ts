import { onParentGone } from './parent.ts';
import { Product } from './product.ts';
import type { Site } from './programs.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/**
 * Runs the product until a signal (exit code 0) or until a part of it fails (a sentence and exit code 1); nothing of
 * it is left then.
 *
 * @param options.ready Lines to print once everything answers.
 * @param options.endsWithParent Whether to end as well when the process that started this one is gone.
 */
export async function runProduct(
  settings: Settings,
  secrets: Secrets,
  site: Site,
  options: { ready: string[]; endsWithParent: boolean },
): Promise<void> {
  let isOver = false;
  const end = async (code: number, reason?: string) => {
    if (isOver) return;
    isOver = true;
    if (reason) {
      product.showOutput();
      console.error(reason);
    }
    await product.stop();
    process.exit(code);
  };
  const product = new Product(settings, (reason) => void end(1, reason));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
  if (options.endsWithParent) onParentGone(() => void end(0));
  try {
    await product.start(secrets, site);
    for (const line of options.ready) console.log(line);
  } catch (error) {
    await end(1, (error as Error).message);
  }
}
