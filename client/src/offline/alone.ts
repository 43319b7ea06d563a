/** Runs alone among the tabs and the service worker of this installation, where the browser can. */
export const alone = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? navigator.locks.request(name, work) : work()
