import type { Liar } from '../stage/liars'
import { PASSWORD } from '../stage/speakers'
import type { Stage } from '../stage/stage'
import { wordsOf } from '../stage/canaries'
import { cookies, HEADERS, type Lie, rootAsked, type Row } from './row'

type Variables = Readonly<Record<string, unknown>>
type Who = keyof Stage['entitled']

/** What is asked about something of the victim's, and the same about what is not there. */
interface Question {
  readonly ask: Variables
  readonly twin?: Variables
  readonly names?: readonly string[]
}

/** A root field: who may ask, with what, and what liars ask beside that. */
export interface RootDoor {
  readonly gives: Row['gives']
  readonly by: Who
  readonly asks: (stage: Stage) => Variables
  /** Questions beside the one that whoever may ask asks; `instead` where that one would be the liar's own to do. */
  readonly lies?: (stage: Stage, liar: Liar) => readonly Question[]
  readonly instead?: boolean
  /** Does each question take a password to be judged? Then headers lie at other doors. */
  readonly costly?: boolean
  readonly leaves?: readonly string[]
  readonly ends?: boolean
}

/** Those whose headers lie too: at every door all forms of all of them would take too long. */
const WITH_HEADERS = new Set([
  'nobody',
  'without any role',
  'colleague with another sheet',
  'controller of another body',
])
/** An ended session and a switched-off account stay shut however the cookie is written. */
const WITH_COOKIES = new Set(['nobody'])

function headersOf(stage: Stage, liar: Liar): readonly Liar['headers'][] {
  const lying = WITH_HEADERS.has(liar.name) ? HEADERS.map((headers) => ({ ...liar.headers, ...headers })) : []
  const forms = WITH_COOKIES.has(liar.name) ? cookies(stage.planted.session).map((cookie) => ({ cookie })) : []
  return [liar.headers, ...lying, ...forms]
}

/** The row of a root field. */
export const rootRow = (door: string, { gives, by, asks, lies, instead, costly, leaves, ends }: RootDoor): Row => ({
  door,
  gives,
  ...(leaves ? { leaves } : {}),
  ...(ends ? { ends } : {}),
  async entitled(stage) {
    const reply = await stage.ask(stage.entitled[by], door, asks(stage))
    if (reply.code !== 'CONFIRM_NEEDED') return wordsOf(reply)
    // It was a while ago that they came in: they say once more who they are.
    await stage.ask(stage.entitled[by], 'Mutation.sessionConfirm', { password: PASSWORD, code: null })
    return wordsOf(await stage.ask(stage.entitled[by], door, asks(stage)))
  },
  lies(stage, liar) {
    const questions: readonly Question[] = [...(instead ? [] : [{ ask: asks(stage) }]), ...(lies?.(stage, liar) ?? [])]
    const told = costly && !WITH_HEADERS.has(liar.name) ? questions.slice(0, 1) : questions
    const asked = told.map(({ ask, twin, names = [] }, at): Lie => ({
      what: `question ${at}`,
      asked: rootAsked(stage, liar.headers, door, ask),
      names,
      ...(twin ? { twin: rootAsked(stage, liar.headers, door, twin) } : {}),
    }))
    const [first] = questions
    const dressed = (costly ? [] : headersOf(stage, liar).slice(1)).map((headers, at): Lie => ({
      what: `headers ${at}`,
      asked: rootAsked(stage, headers, door, first?.ask ?? {}),
    }))
    return [...asked, ...dressed]
  },
})
