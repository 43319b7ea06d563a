/** Theme of the pages: that of the device, or one of the two. */
export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const KEPT = 'traguardo-aspetto'

/** Returns the theme chosen on this device. */
export const themeNow = (): Theme => THEMES.find((one) => one === localStorage.getItem(KEPT)) ?? 'auto'

/** Shows the pages so, now and when they are opened again. */
export function setTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
  localStorage.setItem(KEPT, theme)
}
