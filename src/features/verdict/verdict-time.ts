// The part of the verdict about time. With a moved clock it speaks in the past or future tense and names the day.
import { dayAndTime, durationInWords } from '../../core/claims/numeric-date.ts'
import { verified } from '../../core/crypto/verification.ts'
import { asExpected } from './verdict-expectations.ts'
import type { Facts } from './gates.ts'
import type { Sentence, VerdictWords } from './sentence.ts'

/** The verdict's sentence for a token outside its times; undefined where it is within them. `holds` says what is right about it. */
export function outsideItsTimes(facts: Facts, holds?: Holds): Pick<VerdictWords, 'sentence'> | undefined {
  const words = outside(facts)
  if (words === undefined) return undefined
  if (holds === 'Decrypted with your key; the token inside verifies')
    return { sentence: [`${holds}, but ${facts.moved ? `on ${when(facts)} ` : ''}it `, { em: words }, '.'] }
  if (holds?.startsWith('Decrypted'))
    return { sentence: facts.moved ? [`${holds}; on ${when(facts)}, it `, { em: words }, '.'] : [`${holds}; `, { em: it(words) }, '.'] }
  if (facts.moved)
    return { sentence: [`On ${when(facts)}, this token `, { em: words }, holds ? '.' : ', and its signature hasn’t been checked.'] }
  if (holds) return { sentence: [`${holds}, but the token `, { em: words }, '.'] }
  const { time, now } = facts
  if (time.state === 'expired')
    return {
      sentence: [
        { em: now - time.exp! < 1 ? 'Expired just now' : `Expired ${durationInWords(now - time.exp!)} ago` },
        ', and its signature hasn’t been checked.',
      ],
    }
  return {
    sentence: ['Not valid for ', { em: `another ${durationInWords(time.nbf! - now)}` }, ', and its signature hasn’t been checked.'],
  }
}

/** What is right about a token, whatever its times. */
export type Holds =
  | 'The signature verifies'
  | 'Decrypted with your key'
  | 'Decrypted with the key inside the token'
  | 'Decrypted with your key; the token inside verifies'

/** "expired 3 hours ago" needs no subject after a semicolon; "will not be valid for another hour" does. */
function it(words: string): string {
  return words.startsWith('expired') ? words : `it ${words}`
}

/** What a server does with a token outside its times. */
export function refusedForItsTimes({ time, moved, leeway, decryption }: Facts): string {
  const refuses = moved === 'past' ? 'would have rejected it' : moved === 'future' ? 'will reject it' : 'rejects it'
  const even = leeway > 0 ? `, even with ${durationInWords(leeway)} of leeway` : ''
  const verifies = moved && !decryption ? 'The signature verifies; a' : time.state === 'expired' ? 'A' : '“nbf” lies ahead; a'
  return `${verifies} server that checks the time ${refuses}${even}${time.state === 'expired' || moved ? '.' : ' until then.'}`
}

/** The verdict on a token that verifies and is within its times. */
export function withinItsTimes(facts: Facts, holds: Holds = 'The signature verifies'): VerdictWords {
  const { time, now, leeway, moved } = facts
  const left = time.exp! - now
  const said = tense(moved)
  const byLeeway = withinByLeeway(facts, holds)
  if (byLeeway) return byLeeway
  if (moved)
    return {
      sentence: [`On ${when(facts)}, this token ${said.is} good.`],
      detail: [`${holds}, and it ${said.has} ${durationInWords(left)} left.`, asExpected(facts) ?? '', allowed(leeway)],
    }
  return {
    sentence: [`Good. ${holds} and ${holds === 'The signature verifies' ? 'the token ' : ''}is current.`],
    detail: [
      `It expires in ${durationInWords(left)}.`,
      asExpected(facts) ?? ` ${FOR_YOU[verified(facts.verification)?.keySource === 'issuer' ? 'issuer' : 'other']}`,
      allowed(leeway),
    ],
  }
}

/** The verdict where only the reader's leeway makes the token good; undefined where it is good without. */
export function withinByLeeway(facts: Facts, holds: Holds): VerdictWords | undefined {
  const { time, now, leeway, moved } = facts
  if (time.state !== 'current') return undefined
  const left = time.exp! - now
  const early = (time.nbf ?? -Infinity) - now
  if (left > 0 && early <= 0) return undefined
  const why = left <= 0 ? `It expired ${durationInWords(left)} ${moved ? 'before' : 'ago'}` : `It starts ${durationInWords(early)} later`
  return {
    sentence: moved
      ? [`On ${when(facts)}, this token ${tense(moved).is} good `, { em: 'only within your leeway' }, '.']
      : [`${holds}, and it is good `, { em: 'only within your leeway' }, '.'],
    detail: [`${why}, and you allow ${durationInWords(leeway)}.`],
  }
}

/** How long a current token has left, and the leeway it is given. */
export function expiresIn(facts: Facts): Sentence {
  const { time, now, moved, leeway } = facts
  const left = durationInWords(time.exp! - now)
  return [moved ? `On ${when(facts)}, it ${tense(moved).has} ${left} left.` : `It expires in ${left}.`, allowed(leeway)]
}

/** The token names its own issuer, so a match with that issuer's key isn't a reason to trust the issuer. */
const FOR_YOU = {
  issuer: 'Its issuer publishes this key. Check that you trust that issuer, and that the token is meant for you.',
  other: 'Check that “iss” and “aud” are the ones your service expects.',
}

/** The time as an addition, where it isn't the main point. */
export function timeClause(facts: Facts): Sentence {
  const words = outside(facts)
  if (words !== undefined) return [facts.moved ? ` On ${when(facts)}, it ${words}.` : ` It also ${words}.`]
  if (facts.moved && facts.time.state === 'current') return [` By its times, it ${tense(facts.moved).is} valid on ${when(facts)}.`]
  return []
}

function outside({ time, now, moved }: Facts): string | undefined {
  if (time.state === 'expired') {
    if (now - time.exp! < 1)
      return moved === 'past' ? 'expired at that instant' : moved === 'future' ? 'will expire at that instant' : 'expired just now'
    const over = durationInWords(now - time.exp!)
    return moved === 'past' ? `had expired ${over} before` : moved === 'future' ? `will have expired ${over} before` : `expired ${over} ago`
  }
  if (time.state === 'not-yet-valid') {
    const ahead = durationInWords(time.nbf! - now)
    return moved === 'past' ? `was not valid for another ${ahead}` : `will not be valid for another ${ahead}`
  }
  return undefined
}

function tense(moved: Facts['moved']): { readonly is: string; readonly has: string } {
  if (moved === 'past') return { is: 'was', has: 'had' }
  return moved === 'future' ? { is: 'will be', has: 'will have' } : { is: 'is', has: 'has' }
}

function allowed(leeway: number): string {
  return leeway > 0 ? ` You allow ${durationInWords(leeway)} of clock difference.` : ''
}

function when({ now }: Facts): string {
  return dayAndTime(now) ?? `the day that is ${durationInWords(now)} from 1970`
}
