import type { Words } from './i18n'

/** What every page says in English: one chunk, so that the language holds on pages that are opened later without a line. */
export const english = (): Words =>
  Object.assign({}, ...Object.values(import.meta.glob<Words>('../**/*.en.json', { eager: true, import: 'default' })))
