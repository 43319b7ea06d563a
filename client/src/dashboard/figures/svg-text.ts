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
