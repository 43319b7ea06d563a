import arrowRight from 'bootstrap-italia/src/svg/it-arrow-right.svg?raw'
import calendar from 'bootstrap-italia/src/svg/it-calendar.svg?raw'
import check from 'bootstrap-italia/src/svg/it-check-circle.svg?raw'
import chevron from 'bootstrap-italia/src/svg/it-chevron-right.svg?raw'
import clip from 'bootstrap-italia/src/svg/it-clip.svg?raw'
import clock from 'bootstrap-italia/src/svg/it-clock.svg?raw'
import comment from 'bootstrap-italia/src/svg/it-comment.svg?raw'
import dashboard from 'bootstrap-italia/src/svg/it-presentation.svg?raw'
import download from 'bootstrap-italia/src/svg/it-download.svg?raw'
import info from 'bootstrap-italia/src/svg/it-info-circle.svg?raw'
import logout from 'bootstrap-italia/src/svg/it-logout.svg?raw'
import minus from 'bootstrap-italia/src/svg/it-minus-circle.svg?raw'
import more from 'bootstrap-italia/src/svg/it-more-items.svg?raw'
import pencil from 'bootstrap-italia/src/svg/it-pencil.svg?raw'
import refresh from 'bootstrap-italia/src/svg/it-refresh.svg?raw'
import remove from 'bootstrap-italia/src/svg/it-delete.svg?raw'
import search from 'bootstrap-italia/src/svg/it-search.svg?raw'
import settings from 'bootstrap-italia/src/svg/it-settings.svg?raw'
import star from 'bootstrap-italia/src/svg/it-star-outline.svg?raw'
import tool from 'bootstrap-italia/src/svg/it-tool.svg?raw'
import tree from 'bootstrap-italia/src/svg/it-chart-line.svg?raw'
import upload from 'bootstrap-italia/src/svg/it-upload.svg?raw'
import user from 'bootstrap-italia/src/svg/it-user.svg?raw'
import warning from 'bootstrap-italia/src/svg/it-warning-circle.svg?raw'

const drawings = {
  arrowRight,
  calendar,
  check,
  chevron,
  clip,
  clock,
  comment,
  dashboard,
  download,
  info,
  logout,
  minus,
  more,
  pencil,
  refresh,
  remove,
  search,
  settings,
  star,
  tool,
  tree,
  upload,
  user,
  warning,
}

export type IconName = keyof typeof drawings

/** A shape of a drawing as the data of a path. */
function pathOf(tag: string): string {
  const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  if (tag.startsWith('<path')) return attribute('d')
  if (tag.startsWith('<polygon')) return `M${attribute('points')}z`
  const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(attribute(name)))
  return `M${x} ${y}h${width}v${height}H${x}z`
}

const paths = new Map<IconName, string>()

/** Data of the one path that draws an icon of Bootstrap Italia (24 x 24): worked out at its first use. */
export function drawingOf(name: IconName): string {
  const known = paths.get(name)
  if (known !== undefined) return known
  const made = [...drawings[name].matchAll(/<(?:path|polygon|rect)[^>]*>/g)].map(([tag]) => pathOf(tag)).join('')
  paths.set(name, made)
  return made
}
