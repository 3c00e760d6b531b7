// A Worker's own wrangler.toml, with the optional secrets that are set named as well: `wrangler dev` passes only named
// ones on from its environment, and on its command line everybody on the machine could read them.
import { writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

type RawConfig = { main: string; secrets?: { required?: string[] } };

/** Writes the configuration into `folder` and returns its path. */
export async function writeWorkerConfig(
  toml: string,
  folder: string,
  optionalSecrets: string[],
): Promise<string> {
  // Loading wrangler takes a second or more, which a refused start need not wait for.
  const { experimental_readRawConfig: readRawConfig } = await import('wrangler');
  const { rawConfig } = readRawConfig({ config: toml }) as { rawConfig: RawConfig };
  const required = [...(rawConfig.secrets?.required ?? []), ...optionalSecrets];
  const config = { ...rawConfig, main: resolve(dirname(toml), rawConfig.main), secrets: { required } };
  const file = join(folder, 'wrangler.json');
  writeFileSync(file, JSON.stringify(config, null, 2));
  return file;
}
