const BROWSERS = [
  ['Edge', /Edg(A|iOS)?\//],
  ['Firefox', /(Firefox|FxiOS)\//],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Chrome', /(Chrome|CriOS)\//],
  ['Safari', /Safari\//],
] as const

const SYSTEMS = [
  ['Android', /Android/],
  ['iPhone', /iPhone/],
  ['iPad', /iPad/],
  ['Windows', /Windows/],
  ['Mac', /Macintosh/],
  ['Linux', /Linux/],
] as const

const found = (list: readonly (readonly [string, RegExp])[], text: string) =>
  list.find(([, pattern]) => pattern.test(text))?.[0]

/** What a browser is, by what it says of itself: "Chrome su Android". */
export function nameOfAgent(agent: string): string {
  const browser = found(BROWSERS, agent) ?? 'Browser'
  const system = found(SYSTEMS, agent)
  return system ? `${browser} su ${system}` : browser
}
