import type { BandTone } from '@traguardo/shared/model'

const read = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** The colours of the page, as it is shown now: light or dark. */
export const colours = () => ({
  ink: read('--ink'),
  ground: read('--ground'),
  line: read('--line'),
  series: ['--chart-1', '--chart-2', '--chart-3', '--chart-4', '--chart-5'].map(read),
})

const pattern = (symbol: string, about: object = {}) => ({
  symbol,
  symbolSize: 1,
  symbolKeepAspect: true,
  color: 'rgba(255,255,255,0.35)',
  dashArrayX: [1, 0],
  dashArrayY: [3, 5],
  rotation: 0,
  ...about,
})
/** Patterns that tell bands apart in black and white: none for what is reached, lines for what partly is, dots for what is not. */
const PATTERN: Readonly<Record<BandTone | 'none', object>> = {
  good: pattern('none'),
  fair: pattern('rect', { rotation: -Math.PI / 4 }),
  poor: pattern('circle', {
    symbolSize: 0.7,
    dashArrayX: [
      [6, 6],
      [0, 6, 6, 0],
    ],
    dashArrayY: [6, 0],
  }),
  none: pattern('rect', { color: 'rgba(255,255,255,0.2)', dashArrayY: [1, 7] }),
}

/** Returns the fill of a band; without a band, a quiet one. */
export const fillOf = (tone: BandTone | 'none' = 'none'): object => ({
  color: read(`--chart-${tone}`),
  decal: PATTERN[tone],
})
