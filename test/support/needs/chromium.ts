import { findChromium } from '../browser'
import { aptInstall } from './debian'

/** A real browser: the one that is there, or Debian's. Without any, the run fails. */
export default function setup(): void {
  try {
    findChromium()
  } catch (missing) {
    if (!aptInstall('chromium')) throw missing
  }
}
