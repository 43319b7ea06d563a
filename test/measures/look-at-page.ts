/** Sizes that a page has on a screen. */
export interface Look {
  /** Pixels from the top to the first line of content. */
  readonly first: number
  /** Share of the window's width, in hundredths, over which text and controls of the content stand. */
  readonly share: number
  /** Rows of tables with at least five columns that are whole in sight. */
  readonly rows: number
}

/** Measures the page. It runs there: nothing from outside is known to it. */
export function look(): Look {
  const main = document.querySelector('main')
  if (!main) throw new Error('a page without content')
  const [width, height] = [window.innerWidth, window.innerHeight]
  const shown: DOMRect[] = []
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!text.textContent?.trim() || !text.parentElement?.checkVisibility()) continue
    if (text.parentElement.closest('.visually-hidden')) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    shown.push(...range.getClientRects())
  }
  for (const control of main.querySelectorAll('button, input, select, textarea, canvas, a'))
    if (control.checkVisibility() && !control.closest('.visually-hidden')) shown.push(control.getBoundingClientRect())
  const there = shown.filter((box) => box.width > 1 && box.height > 1)
  const taken = new Uint8Array(width)
  for (const { left, right } of there) taken.fill(1, Math.max(0, Math.floor(left)), Math.min(width, Math.ceil(right)))
  const rows = [...main.querySelectorAll('tr, [role="row"]')].filter((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    const cells = row.querySelectorAll('td, th, [role="cell"], [role="gridcell"], [role="rowheader"]')
    const heads = row.closest('thead') ?? row.querySelector('[role="columnheader"]')
    return row.checkVisibility() && !heads && cells.length >= 5 && top >= 0 && bottom <= height
  })
  return {
    first: Math.round(Math.min(...there.map(({ top }) => top + window.scrollY))),
    share: Math.round((taken.reduce((sum, one) => sum + one, 0) / width) * 100),
    rows: rows.length,
  }
}
