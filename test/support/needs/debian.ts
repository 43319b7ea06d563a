import { spawnSync } from 'node:child_process'

/** Installs a package of Debian or Ubuntu, where the system is one and whoever tests may. Answers whether it is there now. */
export function aptInstall(name: string): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false
  console.log(`Installo ${name}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
  const args = ['install', '-y', '-qq', '--no-install-recommends', name]
  return spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
}
