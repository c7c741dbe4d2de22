// The stage that the four labs share: a careless server that skips one check, a right one, and a request to change on the wire.
import { encodeBase64url } from '../../core/text/base64url.ts'
import type { Item, Move, Question, Stage } from '../lesson.ts'
import { accessClaims, signAccessToken } from '../payroll-api/access-token.ts'
import { movableClock } from '../payroll-api/clock.ts'
import { generatedKey, keyRing, type ServerKey } from '../payroll-api/key-ring.ts'
import type { StepId } from '../payroll-api/steps.ts'
import { createDesk, requests, type Exchange, type LessonDesk, sentBy } from './desk.ts'
import { answerOf, picked } from './exercises.ts'
import { button, hold, response, value, verdict, wireEditors, type Held } from './items.ts'
import { Prediction, titleOf } from './prediction.ts'
import { bearerOf, claimingAdmin, memberOf, segmentOf, withBearer, withSegment } from './token-text.ts'
import { Workshop } from './workshop.ts'

export interface Lab {
  readonly shop: Workshop
  readonly desk: LessonDesk
  readonly serverKey: ServerKey
  readonly held: Held
  /** Signs the header and payload that are on the wire. */
  sign(sign: (signingInput: string) => Promise<string | undefined>): Promise<void>
}

interface LabOptions {
  /** The check that the careless server skips. */
  readonly off: 'algorithm' | 'key' | 'signature'
  /** What the careless server does instead, in one sentence. */
  readonly careless: string
  /** The attack's name in the goal. */
  readonly name: string
  /** True for a payment made because of this attack and no other. */
  isAttack(exchange: Exchange): boolean
  /** The items on Mallory's desk. */
  tools(lab: Lab): readonly Item[]
}

/** A server that signs with ES256, and Fernando's token for it. */
export async function labGround(now: number) {
  const serverKey = await generatedKey('ES256', 'payroll-1')
  const desk = await createDesk({ clock: movableClock(now), keys: keyRing(serverKey) })
  const token = await signAccessToken(accessClaims(desk.api.directory.find('fernando')!, desk.api.clock), desk.api.keys)
  return { serverKey, desk, token }
}

/** The stage of a lab. Its only goal is that the careless server pays for a token and the right server refuses the same one. */
export async function startLab(now: number, { off, careless, name, isAttack, tools }: LabOptions): Promise<Stage> {
  const shop = new Workshop()
  const { serverKey, desk, token } = await labGround(now)
  const fresh = requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 })
  const held = hold(fresh)
  const prediction = new Prediction(shop, ['201', '401', '403'], [titleOf('algorithm'), titleOf('key'), titleOf('signature')])
  let asked = ''
  const paid = new Set<string>()
  const refused = new Set<string>()
  const lab: Lab = {
    shop,
    desk,
    serverKey,
    held,
    sign: async (sign) => {
      const current = bearerOf(held.text) ?? ''
      const signature = await sign(`${segmentOf(current, 0)}.${segmentOf(current, 1)}`)
      if (signature !== undefined) held.text = withBearer(held.text, withSegment(current, 2, signature))
    },
  }
  const send = async (left: readonly StepId[]) => {
    desk.api.off.clear()
    asked = left.length > 0 ? 'careless' : 'right'
    for (const step of left) desk.api.off.add(step)
    const exchange = await desk.send(held.text)
    prediction.settle(exchange)
    if (exchange.token === undefined || memberOf(exchange.token, 1, 'admin') !== true) return
    if (left.length > 0 && exchange.reply.status === 201 && isAttack(exchange)) paid.add(exchange.token)
    if (left.length === 0 && exchange.reply.status === 401) refused.add(exchange.token)
  }
  return {
    works: shop.works,
    sent: () => sentBy(desk),
    token: () => bearerOf(held.text),
    publicKey: () => JSON.stringify(serverKey.public?.jwk),
    goals: () => [
      {
        text: `${name}: the careless server pays, and the right server refuses the same token.`,
        met: [...paid].some((each) => refused.has(each)),
      },
    ],
    lanes: () => [
      {
        title: 'Mallory’s desk',
        aside: 'has no secret and no private key',
        items: [...tools(lab), button(shop, 'Start again from Fernando’s token', () => void (held.text = fresh))],
      },
      {
        title: 'On the wire',
        aside: 'you are here',
        items: [
          ...wireEditors(shop, held, [0, 1, 2]),
          ...prediction.items(),
          button(shop, 'Send to the careless server', () => send([off]), { main: true }),
          button(shop, 'Send to the right server', () => send([])),
          ...response(desk, held.text),
        ],
      },
      {
        title: 'Payroll API',
        aside: 'signs with ES256',
        items: [
          value('The careless server', careless, 'bad'),
          // Both servers are in this lane, and their checks look alike.
          ...(asked ? [{ kind: 'note', text: `How the ${asked} server checked the token:` } as const] : []),
          ...verdict(desk, held.text),
        ],
      },
    ],
  }
}

/** An ECDSA signature over exactly these characters, because jose would serialize header and payload itself (RFC 7518 section 3.4). */
export async function signES256(key: ServerKey, signingInput: string): Promise<string | undefined> {
  if (key.signWith instanceof Uint8Array) return undefined
  const bytes = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key.signWith, new TextEncoder().encode(signingInput))
  return encodeBase64url(new Uint8Array(bytes))
}

export const ADMIN: Move = { say: 'Claim to be an admin.', fill: 'Token payload', with: claimingAdmin }
/** The two moves that end every lab. */
export const SEND_BOTH: readonly Move[] = [
  { say: 'The careless server pays: 201.', press: 'Send to the careless server' },
  { say: 'The right server refuses the same token: 401.', press: 'Send to the right server' },
]

/** The question "Which check of the right server stops this token?", answered by sending it. */
export function whichCheck(
  ask: string,
  forge: (now: number) => Promise<{ desk: LessonDesk; token: string }>,
  others: Partial<Record<StepId, string>>,
): Question {
  return {
    ask,
    start: async (now) => {
      const { desk, token } = await forge(now)
      const exchange = await desk.send(requests.pay(`Bearer ${token}`, { to: 'fernando', amount: 9000 }))
      const stopped = exchange.record?.steps.find(({ outcome }) => outcome === 'failed')
      const replies = Object.entries(others).map(([id, say]) => [titleOf(id as StepId), say] as const)
      const answer = stopped?.title ?? ''
      const order = (['algorithm', 'key', 'signature', 'right'] as const)
        .map(titleOf)
        .filter((title) => title === answer || replies.some(([each]) => each === title))
      return picked({
        given: [{ name: 'The token', text: token, look: 'token' }],
        answer,
        because: `The token was sent just now. ${answerOf(exchange)}`,
        others: Object.fromEntries(replies),
        order,
      })
    },
  }
}
