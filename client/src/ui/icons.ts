/** Icons by name, each with the drawing of Bootstrap Italia that it is: they stand in `icons.svg`, which the test of it writes. */
export const ICONS = {
  arrowRight: 'arrow-right',
  calendar: 'calendar',
  check: 'check-circle',
  chevron: 'chevron-right',
  clip: 'clip',
  clock: 'clock',
  comment: 'comment',
  dashboard: 'presentation',
  download: 'download',
  info: 'info-circle',
  logout: 'logout',
  minus: 'minus-circle',
  more: 'more-items',
  pencil: 'pencil',
  refresh: 'refresh',
  remove: 'delete',
  search: 'search',
  settings: 'settings',
  star: 'star-outline',
  tool: 'tool',
  tree: 'chart-line',
  upload: 'upload',
  user: 'user',
  warning: 'warning-circle',
} as const

export type IconName = keyof typeof ICONS
