/** Browsers need the address for a moment after the click. Milliseconds. */
const A_MINUTE = 60_000

/** Has the browser save what is at an address. */
export function saveFrom(address: string, name = ''): void {
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
}

/** Saves something where the person wants it. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  saveFrom(url, name)
  setTimeout(() => URL.revokeObjectURL(url), A_MINUTE)
}

/** Beginning that a spreadsheet may take for a formula, after blanks, quotes and the marks that nobody sees. */
const FORMULA = /^[\s"'\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u
/** A number as Italians write it, also below zero or with its unit. */
const NUMBER = /^[+-]?\d+(\.\d{3})*(,\d+)?( ?[%€])?$/
const SPECIAL = /[";,\t\r\n]/

/** A cell that no spreadsheet computes: what begins as a formula gets an apostrophe before it; numbers stay numbers. */
function cellOf(text: string): string {
  if (NUMBER.test(text)) return text
  const harmless = FORMULA.test(text) ? `'${text}` : text
  return SPECIAL.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/**
 * Lines as a CSV file that spreadsheets of an Italian office open as it is: semicolons, and the mark of UTF-8. The one
 * place of the product that writes CSV: no cell of it can be a formula.
 */
export const csvText = (lines: readonly (readonly string[])[]): string =>
  `\u{feff}${lines.map((line) => line.map(cellOf).join(';')).join('\r\n')}\r\n`

/** Data of a chart, as a table: for who does not see it, and for who wants the numbers. */
export interface ChartTable {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** The table as a file for spreadsheets. */
export const csvOf = ({ columns, rows }: ChartTable): string => csvText([columns, ...rows])

const PAINTED = [
  ...['fill', 'paint-order', 'stroke', 'stroke-width', 'stroke-dasharray'],
  ...['font-family', 'font-size', 'font-weight'],
] as const

/** The text of a drawing with the colours that it has on this page, to be taken where the page's styles are not. */
export function svgText(drawing: SVGSVGElement): string {
  const copy = drawing.cloneNode(true) as SVGSVGElement
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  const copies = [...copy.querySelectorAll<SVGElement>('*')]
  ;[...drawing.querySelectorAll('*')].forEach((one, at) => {
    const look = getComputedStyle(one)
    for (const name of PAINTED) copies[at]?.style.setProperty(name, look.getPropertyValue(name))
  })
  return copy.outerHTML
}
