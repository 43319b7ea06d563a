import type { Words } from './i18n'

/**
 * Returns the English words of every page: one chunk, so that the language holds on pages that are opened later
 * offline.
 */
export const english = (): Words =>
  Object.assign({}, ...Object.values(import.meta.glob<Words>('../**/*.en.json', { eager: true, import: 'default' })))
