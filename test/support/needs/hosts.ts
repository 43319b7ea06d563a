import { spawnSync } from 'node:child_process'
import { aptInstall } from './debian'

/** Namespaces with addresses of their own, for servers on several hosts. */
export default function setup(): void {
  if (spawnSync('ip', ['-V']).status !== 0) aptInstall('iproute2')
}
