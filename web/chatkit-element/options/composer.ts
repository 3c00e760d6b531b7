import type { ChatKitOptions, CustomApiConfig } from '@openai/chatkit';

type Options = Partial<ChatKitOptions>;

/** Names the parts of the composer that cannot work and takes them out; the rest stays. */
export function checkComposer(options: Options, mistakes: string[]): void {
  const { composer } = options;
  if (composer === undefined) return;
  if (typeof composer !== 'object' || composer === null) {
    mistakes.push('composer: expected an object');
    delete options.composer;
    return;
  }
  const { tools, models, attachments, ...rest } = composer;
  const usesFiles = checkAttachments(options.api, attachments, mistakes);
  options.composer = {
    ...rest,
    ...(tools === undefined ? {} : { tools: withIds('tools', tools, mistakes) }),
    ...(models === undefined ? {} : { models: withIds('models', models, mistakes) }),
    ...(usesFiles && attachments ? { attachments } : {}),
  };
}

function checkAttachments(api: unknown, attachments: unknown, mistakes: string[]): boolean {
  const enabled = (attachments as { enabled?: unknown } | null | undefined)?.enabled;
  if (enabled !== true) return false;
  const strategy = (api as Partial<CustomApiConfig> | null | undefined)?.uploadStrategy;
  const isUsable =
    strategy?.type === 'two_phase' ||
    (strategy?.type === 'direct' && typeof strategy.uploadUrl === 'string' && strategy.uploadUrl !== '');
  if (!isUsable) {
    mistakes.push('api.uploadStrategy: expected "two_phase", or "direct" with uploadUrl, for attachments');
  }
  return isUsable;
}

/** The entries of a list that have an id of their own and a label. */
function withIds<Entry extends { id: string; label: string }>(
  name: string,
  given: readonly Entry[],
  mistakes: string[],
): Entry[] {
  if (!Array.isArray(given)) {
    mistakes.push(`composer.${name}: expected an array`);
    return [];
  }
  const ids = new Set<string>();
  return given.filter((entry: Partial<Entry> | null, index) => {
    const isValid = typeof entry?.id === 'string' && typeof entry.label === 'string' && !ids.has(entry.id);
    if (isValid) ids.add(entry.id as string);
    else mistakes.push(`composer.${name}[${index}]: expected { id, label } with an id of its own`);
    return isValid;
  });
}
