// The few words of autocannon that the bench uses: it comes without types.
declare module 'autocannon' {
  interface Options {
    readonly url: string
    readonly method: 'POST'
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly connections: number
    /** Seconds. */
    readonly duration: number
    /** Seconds that an answer may take. */
    readonly timeout?: number
  }
  export interface Result {
    readonly errors: number
    readonly non2xx: number
    readonly '2xx': number
    /** A second. */
    readonly requests: { readonly average: number }
  }
  export default function autocannon(options: Options): Promise<Result>
}
