// Programs that tests need and Debian has: looked for, and installed where that is allowed.
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // absent or not executable: both mean "look on"
  }
}

/**
 * Installs packages of the distribution, as root and where there is one like Debian. What apt says is shown when it
 * fails, at its end.
 *
 * @param name What people call the thing that is missing.
 * @returns Whether they are installed now.
 */
export function installFromDebian(name: string, packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !isExecutable('/usr/bin/apt-get')) return false;
  console.log(`No ${name} here: installing the one of the distribution.`);
  const install = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const { status, stdout, stderr } = spawnSync('sh', ['-c', install], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status === 0) return true;
  console.error(`${stdout}${stderr}`.split('\n').slice(-15).join('\n'));
  return false;
}
