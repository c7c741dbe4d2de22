// What the verdict says of time, by the real clock or by one that was moved: then in the past or the future, and with the day.
import { dayAndTime, durationInWords } from '../../core/claims/numeric-date.ts'
import { verified } from '../../core/crypto/verification.ts'
import { asExpected } from './verdict-expectations.ts'
import type { Facts } from './gates.ts'
import type { Sentence, VerdictWords } from './sentence.ts'

/** That the token is outside its times, as the verdict's sentence; undefined where it is within. `checked`: its signature verifies. */
export function outsideItsTimes(facts: Facts, checked: boolean): Pick<VerdictWords, 'sentence'> | undefined {
  const words = outside(facts)
  if (words === undefined) return undefined
  if (facts.moved)
    return { sentence: [`On ${when(facts)}, this token `, { em: words }, checked ? '.' : ', and nobody has checked its signature.'] }
  if (checked) return { sentence: ['The signature verifies, but the token ', { em: words }, '.'] }
  const { time, now } = facts
  if (time.state === 'expired')
    return { sentence: [{ em: `Expired ${durationInWords(now - time.exp!)} ago` }, ', and nobody has checked its signature.'] }
  return {
    sentence: ['Not good for ', { em: `another ${durationInWords(time.nbf! - now)}` }, ', and nobody has checked its signature.'],
  }
}

/** What a server makes of a token outside its times. */
export function refusedForItsTimes({ time, moved, leeway }: Facts): string {
  const refuses = moved === 'past' ? 'would have refused it' : moved === 'future' ? 'will refuse it' : 'refuses it'
  const even = leeway > 0 ? `, even with ${durationInWords(leeway)} of leeway` : ''
  const verifies = moved ? 'The signature verifies; a' : time.state === 'expired' ? 'A' : '“nbf” lies ahead; a'
  return `${verifies} server that checks the time ${refuses}${even}${time.state === 'expired' || moved ? '.' : ' until then.'}`
}

/** A token that verifies and is within its times. */
export function withinItsTimes(facts: Facts): VerdictWords {
  const { time, now, leeway, moved } = facts
  const left = time.exp! - now
  const early = (time.nbf ?? -Infinity) - now
  const said = tense(moved)
  if (left <= 0 || early > 0) {
    const why = left <= 0 ? `It expired ${durationInWords(left)} ${moved ? 'before' : 'ago'}` : `It starts ${durationInWords(early)} later`
    return {
      sentence: moved
        ? [`On ${when(facts)}, this token ${said.is} good `, { em: 'only by your leeway' }, '.']
        : ['The signature verifies, and it is good ', { em: 'only by your leeway' }, '.'],
      detail: [`${why}, and you allow ${durationInWords(leeway)}.`],
    }
  }
  if (moved)
    return {
      sentence: [`On ${when(facts)}, this token ${said.is} good.`],
      detail: [`The signature verifies, and it ${said.has} ${durationInWords(left)} left.`, asExpected(facts) ?? '', allowed(leeway)],
    }
  return {
    sentence: ['Good. The signature verifies, and it is current.'],
    detail: [
      `It expires in ${durationInWords(left)}.`,
      asExpected(facts) ?? ` ${FOR_YOU[verified(facts.verification)?.keySource === 'issuer' ? 'issuer' : 'other']}`,
      allowed(leeway),
    ],
  }
}

/** The token names its issuer itself: that this issuer's key verifies it is no reason to trust the issuer. */
const FOR_YOU = {
  issuer:
    'The key is one that its issuer publishes: whether you trust this issuer, and whether the token is meant for you, is for you to say.',
  other: 'Whether it is meant for you is for you to say: look at “aud” and “iss”.',
}

/** What else is to be said where the time is not the point. */
export function timeClause(facts: Facts): Sentence {
  const words = outside(facts)
  if (words !== undefined) return [facts.moved ? ` On ${when(facts)}, it ${words}.` : ` It also ${words}.`]
  if (facts.moved && facts.time.state === 'current') return [` By its times it ${tense(facts.moved).is} good on ${when(facts)}.`]
  return []
}

function outside({ time, now, moved }: Facts): string | undefined {
  if (time.state === 'expired') {
    const over = durationInWords(now - time.exp!)
    return moved === 'past' ? `had expired ${over} before` : moved === 'future' ? `will have expired ${over} before` : `expired ${over} ago`
  }
  if (time.state === 'not-yet-valid') {
    const ahead = durationInWords(time.nbf! - now)
    return moved === 'future' ? `will not be good for another ${ahead}` : `${tense(moved).is} not good for another ${ahead}`
  }
  return undefined
}

function tense(moved: Facts['moved']): { readonly is: string; readonly has: string } {
  if (moved === 'past') return { is: 'was', has: 'had' }
  return moved === 'future' ? { is: 'will be', has: 'will have' } : { is: 'is', has: 'has' }
}

function allowed(leeway: number): string {
  return leeway > 0 ? ` You allow ${durationInWords(leeway)} for clocks that differ.` : ''
}

function when({ now }: Facts): string {
  return dayAndTime(now) ?? `the day that is ${durationInWords(now)} from 1970`
}
